"""`npm run test:dags` itself: what it says and how it exits when something is wrong."""

import os
import shutil
import subprocess
from pathlib import Path

import rendered
from conftest import DAGS

RUN = rendered.ROOT / "test/dags/run.ts"
NODE = str(shutil.which("node"))


def run(command: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE, str(rendered.ROOT / "config/node.mjs"), str(command), *arguments],
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )


def a_copy(folder: Path) -> Path:
    """The command in a repository of its own, which has one package to install."""
    tests = folder / "test/dags"
    tests.mkdir(parents=True)
    shutil.copy(RUN, tests)
    for imported in ["config", "test/support"]:
        shutil.copytree(rendered.ROOT / imported, folder / imported)
    shutil.copy(rendered.ROOT / "package.json", folder)
    (folder / "node_modules").symlink_to(rendered.ROOT / "node_modules")
    (tests / "requirements.lock").write_text(f"no-such-package==1.0 --hash=sha256:{'0' * 64}\n")
    return tests / "run.ts"


def test_a_dag_file_that_cannot_be_imported_fails_it_with_file_and_line(tmp_path: Path) -> None:
    shutil.copytree(DAGS, tmp_path / "dags")
    (tmp_path / "dags" / "nightly_report.py").write_text(
        '"""A report."""\n\nimport pandaz\nfrom airflow.sdk import dag\n'
    )

    done = run(RUN, "-q", "test/dags/test_dag_files.py", "-k", "without_error", TESTED_DAGS=str(tmp_path / "dags"))

    assert done.returncode == 1
    assert "dags/nightly_report.py" in done.stdout
    assert "line 3" in done.stdout
    assert "No module named 'pandaz'" in done.stdout


def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    done = run(a_copy(tmp_path), PATH=str(tmp_path))
    assert done.returncode == 4
    assert "no Python 3.11, 3.12 or 3.13 found; install one" in done.stderr


def test_the_packages_of_an_own_image_are_installed_beside_the_locked_ones(tmp_path: Path) -> None:
    command = a_copy(tmp_path)
    (tmp_path / "test/dags/requirements.lock").write_text("")
    (tmp_path / "image.txt").write_text("no-such-package==1.0\n")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}

    done = run(command, "--requirements", str(tmp_path / "image.txt"), **offline)
    assert done.returncode == 4
    assert "image.txt could not be installed beside those of test/dags/requirements.lock" in done.stderr

    done = run(command, "--requirements", "no-such-file.txt", **offline)
    assert done.returncode == 1
    assert "there is no file 'no-such-file.txt'" in done.stderr


def test_a_machine_without_pypi_is_told_that_nothing_was_tested(tmp_path: Path) -> None:
    done = run(a_copy(tmp_path), PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path))
    assert done.returncode == 4
    assert "the DAGs were NOT tested. Is PyPI reachable?" in done.stderr
    assert not (tmp_path / ".venv/requirements.sha256").exists()
