import re

from rendered import ROOT

LOCK = (ROOT / "test/dags/requirements.lock").read_text()
VERSIONS = (ROOT / "config/versions.ts").read_text()


def pinned(name: str) -> str:
    version = re.search(rf"^\s*{name}: '([^']+)',$", VERSIONS, re.MULTILINE)
    assert version, f"config/versions.ts has no '{name}'"
    return version[1]


def locked(package: str) -> str:
    version = re.search(rf"^{re.escape(package)}==([^ ]+)", LOCK, re.MULTILINE)
    assert version, f"requirements.lock has no '{package}'"
    return version[1]


def test_the_lock_has_the_airflow_that_the_platform_runs() -> None:
    assert locked("apache-airflow") == pinned("airflow")


def test_the_lock_has_the_providers_of_the_config() -> None:
    providers = re.findall(r"^\s*(airflowProvider(\w+)): '", VERSIONS, re.MULTILINE)
    assert len(providers) >= 5
    for name, words in providers:
        package = "apache-airflow-providers" + re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", words)
        assert locked(package) == pinned(name), package


def test_the_running_airflow_is_the_locked_one() -> None:
    from importlib.metadata import version

    assert version("apache-airflow") == locked("apache-airflow")


def test_every_locked_package_has_a_hash_and_no_other_source() -> None:
    packages = re.findall(r"^(\S+==\S+).*?(?=^\S|\Z)", LOCK, re.MULTILINE | re.DOTALL)
    assert len(packages) > 100
    assert LOCK.count("--hash=sha256:") > len(packages)
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file:", LOCK)
