"""DAG files arrive: the bundles and connections of each DAG source in the config, as a real Airflow reads them."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from airflow.dag_processing.bundles.manager import DagBundlesManager
from airflow.sdk import DAG

import rendered
from conftest import DAGS
from dag_sources import sources
from loading import dag
from servers import commit_dags, git, git_server, s3_server

pytestmark = pytest.mark.usefixtures("database")

Bundle = dict[str, Any]

USER, TOKEN = "airflow", "a token/with:signs@"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A Git repository with dags/ in it, as this one."""
    repository = tmp_path / "served" / "platform.git"
    commit_dags(DAGS, repository)
    return repository


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An S3 that AWS libraries find by themselves, as they find credentials by Pod Identity in the cluster."""
    with s3_server() as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        yield boto3.client("s3", region_name="eu-west-1")


def run_from(bundle: Bundle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[DAG, str]:
    """Let Airflow fetch a bundle, and run simple_example_dag from it; gives the DAG and how it ended."""
    monkeypatch.setenv("AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST", json.dumps([bundle]))
    monkeypatch.setenv("AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_STORAGE_PATH", str(tmp_path / "fetched"))
    fetched = DagBundlesManager().get_bundle(bundle["name"])
    fetched.initialize()
    loaded = dag("simple_example_dag", fetched.path)
    return loaded, loaded.test().state


def test_the_bundle_of_the_values_is_the_one_that_is_tested() -> None:
    [bundle] = rendered.airflow_values("dev")["dagProcessor"]["dagBundleConfigList"]
    tested = sources()["git"]["bundle"]
    tested["kwargs"]["repo_url"] = bundle["kwargs"]["repo_url"]
    assert tested == bundle


def test_simple_example_dag_runs_from_a_public_repository_and_no_log_begins_with_a_stack_trace(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bundle = sources()["git"]["bundle"]
    bundle["kwargs"]["repo_url"] = str(repository)

    loaded, state = run_from(bundle, monkeypatch, tmp_path)

    assert state == "success"
    assert Path(loaded.fileloc).is_relative_to(tmp_path / "fetched")
    written = "".join(capfd.readouterr())
    assert "Connection not found" not in written
    assert "Traceback" not in written


def private_bundle(repository: Path, address: str, token: str, monkeypatch: pytest.MonkeyPatch) -> Bundle:
    source = sources()["git-private"]
    for variable, template in source["connections"].items():
        filled = template.replace("https://git.example/dags.git", f"{address}/{repository.name}")
        filled = filled.replace("{{ .username | toJson }}", json.dumps(USER))
        monkeypatch.setenv(variable, filled.replace("{{ .token | toJson }}", json.dumps(token)))
    return source["bundle"]


def test_simple_example_dag_runs_from_a_private_repository_by_a_git_connection(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with git_server(repository.parent, USER, TOKEN) as address:
        bundle = private_bundle(repository, address, TOKEN, monkeypatch)
        assert "repo_url" not in bundle["kwargs"]

        loaded, state = run_from(bundle, monkeypatch, tmp_path)

    assert state == "success"
    assert Path(loaded.fileloc).is_relative_to(tmp_path / "fetched")


def test_a_private_repository_is_closed_to_a_wrong_token(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with git_server(repository.parent, USER, TOKEN) as address:
        bundle = private_bundle(repository, address, "wrong", monkeypatch)
        with pytest.raises(RuntimeError, match="Error cloning repository"):
            run_from(bundle, monkeypatch, tmp_path)


def ssh_bundle(repository: Path, known_hosts: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Bundle:
    """The bundle of a host that is asked by SSH, with a key as a person pastes it, and an `ssh` that runs here."""
    source = sources()["ssh"]
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    hosts = tmp_path / "known_hosts"
    hosts.write_text(known_hosts)

    [[variable, template]] = source["connections"].items()
    filled = template.replace('{{ printf "%s\\n" .key | toJson }}', json.dumps(f"{key.read_text().strip()}\n"))
    [mounted] = source["mounts"]
    monkeypatch.setenv(
        variable, filled.replace(f"{mounted}/known_hosts", str(hosts)).replace("/dags.git", str(repository))
    )

    # Answers as a server whose host key is in the file: git's arguments are those of the real ssh.
    program = tmp_path / "bin" / "ssh"
    program.parent.mkdir()
    program.write_text(
        f"""#!/bin/sh
        key=; hosts=; strict=
        while [ $# -gt 1 ]; do
            case $1 in
                -i) key=$2; shift ;;
                UserKnownHostsFile=*) hosts=${{1#*=}} ;;
                StrictHostKeyChecking=*) strict=${{1#*=}} ;;
            esac
            shift
        done
        ssh-keygen -y -f "$key" > {tmp_path}/used || exit 1
        [ "$strict" = yes ] && grep -q '^\\[git.example\\]:7999 ' "$hosts" || exit 1
        exec sh -c "$1"
        """
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return source["bundle"]


def test_simple_example_dag_runs_from_a_private_repository_by_ssh_with_the_key_of_its_host(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bundle = ssh_bundle(repository, "[git.example]:7999 ssh-ed25519 AAAA\n", monkeypatch, tmp_path)

    _, state = run_from(bundle, monkeypatch, tmp_path)

    assert state == "success"
    assert (tmp_path / "used").read_text().split()[:2] == (tmp_path / "key.pub").read_text().split()[:2]


def test_a_host_whose_key_is_not_known_is_asked_for_nothing(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bundle = ssh_bundle(repository, "other.example ssh-ed25519 AAAA\n", monkeypatch, tmp_path)
    with pytest.raises(RuntimeError, match="Error cloning repository"):
        run_from(bundle, monkeypatch, tmp_path)


def test_airflow_takes_bundles_of_every_kind_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kinds = [source["bundle"] | {"name": kind} for kind, source in sources().items()]
    for source in sources().values():
        for variable in source["connections"]:
            monkeypatch.setenv(variable, json.dumps({"conn_type": "git", "host": "https://git.example/dags.git"}))
    monkeypatch.setenv("AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST", json.dumps(kinds))
    monkeypatch.setenv("AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_STORAGE_PATH", str(tmp_path))

    made = {bundle.name: type(bundle).__name__ for bundle in DagBundlesManager().get_all_dag_bundles()}

    assert made == {"git": "GitDagBundle", "git-private": "GitDagBundle", "s3": "S3DagBundle", "ssh": "GitDagBundle"}


def test_a_new_commit_arrives_with_the_next_refresh(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bundle = sources()["git"]["bundle"]
    bundle["kwargs"]["repo_url"] = str(repository)
    monkeypatch.setenv("AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST", json.dumps([bundle]))
    monkeypatch.setenv("AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_STORAGE_PATH", str(tmp_path / "fetched"))
    fetched = DagBundlesManager().get_bundle(bundle["name"])
    fetched.initialize()

    git(repository, "mv", "dags/simple_example_dag.py", "dags/renamed.py")
    git(repository, "commit", "--quiet", "--message=rename")
    fetched.refresh()

    assert (fetched.path / "renamed.py").exists()
    assert not (fetched.path / "simple_example_dag.py").exists()


def test_simple_example_dag_runs_from_s3(s3: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: ANN401
    bundle = sources()["s3"]["bundle"]
    bucket, prefix = bundle["kwargs"]["bucket_name"], bundle["kwargs"]["prefix"]
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    for file in sorted(DAGS.glob("*.py")):
        s3.upload_file(str(file), bucket, f"{prefix}/{file.name}")
    s3.upload_file(str(DAGS / ".airflowignore"), bucket, f"{prefix}/.airflowignore")

    loaded, state = run_from(bundle, monkeypatch, tmp_path)

    assert state == "success"
    assert Path(loaded.fileloc).is_relative_to(tmp_path / "fetched")
