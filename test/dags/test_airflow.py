"""Airflow as a whole: all of its components, on SQLite, with DAG bundle, log settings and task pod of the cluster."""

import configparser
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import boto3
import httpx
import pytest

import rendered
from conftest import DAGS, environment_variables
from servers import commit_dags, free_port, s3_server

LOGGING = rendered.airflow_values("dev")["config"]["logging"]
BUCKET, PREFIX = LOGGING["remote_base_log_folder"].removeprefix("s3://").split("/", 1)


class Airflow(NamedTuple):
    """A running Airflow and the storage of its logs."""

    api: httpx.Client
    s3: Any
    commit: str
    variables: dict[str, str]
    task_home: Path


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Airflow]:
    folder = tmp_path_factory.mktemp("airflow")
    commit = commit_dags(DAGS, folder / "repository")
    [bundle] = rendered.airflow_values("dev")["dagProcessor"]["dagBundleConfigList"]
    bundle["kwargs"]["repo_url"] = str(folder / "repository")
    address = f"http://127.0.0.1:{free_port()}"
    bundles = {
        "dag_bundle_config_list": json.dumps([bundle]),
        "dag_bundle_storage_path": str(folder / "bundles"),
    }

    with s3_server() as s3_address:
        variables = {
            **os.environ,
            **environment_variables("dev"),
            **{f"AIRFLOW__LOGGING__{name.upper()}": str(value) for name, value in LOGGING.items()},
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "AIRFLOW_HOME": str(folder / "home"),
            "AIRFLOW__API__BASE_URL": address,
            "AIRFLOW__API__PORT": address.rpartition(":")[2],
            "AIRFLOW__CORE__EXECUTOR": "task_pod_executor.TaskPodExecutor",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{address}/execution/",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
            **{f"AIRFLOW__DAG_PROCESSOR__{name.upper()}": value for name, value in bundles.items()},
            "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(folder / "logs"),
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__CORE__PARALLELISM": "2",
            "AWS_ENDPOINT_URL": s3_address,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            **task_pod(folder, bundles, f"{address}/execution/"),
        }
        s3 = boto3.client(
            "s3",
            endpoint_url=s3_address,
            region_name="eu-west-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        output = (folder / "output.txt").open("w")
        process = subprocess.Popen(
            ["airflow", "standalone"], env=variables, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            with httpx.Client(base_url=f"{address}/api/v2", timeout=60) as api:
                until(lambda: loaded(api, process), 600, "Airflow has not loaded the DAGs", folder / "output.txt")
                yield Airflow(api, s3, commit, variables, folder / "task")
        finally:
            # The components are processes of their own, and do not end with the command that started them.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def task_pod(folder: Path, bundles: dict[str, str], execution_api: str) -> dict[str, str]:
    """Writes the files that a task pod has in the cluster; gives the variables that TaskPodExecutor finds them by."""
    home, template = folder / "task", folder / "pod_template_file.yaml"
    home.mkdir()
    template.write_text(rendered.airflow_values("dev")["podTemplate"])

    # The chart writes these into the file that all pods share, and no credential.
    settings = configparser.RawConfigParser()
    settings["core"] = {
        "auth_manager": "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager",
        "execution_api_server_url": execution_api,
        "executor": "KubernetesExecutor",
        "load_examples": "False",
    }
    settings["dag_processor"] = bundles
    settings["logging"] = LOGGING
    with (home / "airflow.cfg").open("w") as file:
        settings.write(file)
    return {
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]),
        "TASK_POD_HOME": str(home),
        "TASK_POD_TEMPLATE": str(template),
    }


def until(condition: Any, seconds: int, what: str, output: Path | None = None) -> Any:  # noqa: ANN401
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if result := condition():
            return result
        time.sleep(0.5)
    raise AssertionError(f"{what} in {seconds} seconds\n{output.read_text()[-8000:] if output else ''}")


def loaded(api: httpx.Client, process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None, "airflow standalone has ended"
    try:
        return api.get("/dags/pyspark_job").status_code == 200
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def finished_run(airflow: Airflow) -> dict[str, Any]:
    """A run of simple_example_dag, triggered as a person does."""
    runs = "/dags/simple_example_dag/dagRuns"
    airflow.api.patch("/dags/simple_example_dag", json={"is_paused": False}).raise_for_status()
    run_id = airflow.api.post(runs, json={"logical_date": None}).raise_for_status().json()["dag_run_id"]

    def ended() -> dict[str, Any] | None:
        run = airflow.api.get(f"{runs}/{run_id}").json()
        return run if run["state"] in ("success", "failed") else None

    return until(ended, 600, "simple_example_dag has not ended")


def test_the_dag_processor_loads_every_dag_from_the_git_bundle(airflow: Airflow) -> None:
    dags = airflow.api.get("/dags").json()["dags"]
    assert {dag["dag_id"] for dag in dags} == {"simple_example_dag", "pyspark-pi", "pyspark_job"}
    assert {dag["bundle_version"] for dag in dags} == {airflow.commit}
    assert airflow.api.get("/importErrors").json()["total_entries"] == 0


def test_simple_example_dag_succeeds_at_the_commit_it_was_triggered_at(
    airflow: Airflow, finished_run: dict[str, Any]
) -> None:
    assert finished_run["state"] == "success"
    assert finished_run["bundle_version"] == airflow.commit


def test_tasks_run_in_their_pod_without_a_database_or_a_key(airflow: Airflow, finished_run: dict[str, Any]) -> None:
    assert finished_run["state"] == "success"
    assert (airflow.task_home / "airflow.cfg").exists()
    # Without an address Airflow takes this file for its database, and SQLite makes it at the first connection.
    assert not (airflow.task_home / "airflow.db").exists()


def test_task_logs_are_written_to_s3_and_read_back(airflow: Airflow, finished_run: dict[str, Any]) -> None:
    def keys() -> list[str]:
        return [found["Key"] for found in airflow.s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])]

    until(lambda: len(keys()) == 2, 300, "the logs of two tasks have not been uploaded")
    run_id = finished_run["dag_run_id"]
    key = f"{PREFIX}/dag_id=simple_example_dag/run_id={run_id}/task_id=count_words/attempt=1.log"
    assert key in keys()

    log = airflow.api.get(f"/dags/simple_example_dag/dagRuns/{run_id}/taskInstances/count_words/logs/1").json()
    assert f"s3://{BUCKET}/{key}" in json.dumps(log["content"])
    assert "comes from the Bash task" in json.dumps(log["content"])


def test_the_form_of_pyspark_job_offers_what_the_environment_has(airflow: Airflow) -> None:
    params = airflow.api.get("/dags/pyspark_job/details").json()["params"]
    platform = rendered.platform("dev")
    assert params["team"]["schema"]["enum"] == [team["name"] for team in platform["teams"]]
    assert params["pool"]["schema"]["enum"] == [None, *(pool["name"] for pool in platform["pools"])]


FORM = {"team": "team-a", "main_file": "local:///opt/report.py"}


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"team": "team-c"}, "Invalid input for param team: 'team-c' is not one of ['team-a', 'team-b']"),
        ({"pool": "gpu"}, "Invalid input for param pool: 'gpu' is not one of [None, 'spark-compute', 'spark-memory']"),
        ({"size": "huge"}, "Invalid input for param size: 'huge' is not one of ['small', 'medium', 'large', 'memory']"),
        ({"executors": 0}, "Invalid input for param executors: 0 is less than the minimum of 1"),
        ({"executors": 51}, "Invalid input for param executors: 51 is greater than the maximum of 50"),
        ({"arguments": "--day"}, "Invalid input for param arguments: '--day' is not of type 'null', 'array'"),
        ({"main_file": "report.py"}, "Invalid input for param main_file: 'report.py' does not match"),
        ({"image": "apache/spark:latest"}, "Invalid input for param image: 'apache/spark:latest' does not match"),
        ({"image": "apache/spark"}, "Invalid input for param image: 'apache/spark' does not match"),
        ({"team": None}, "Invalid input for param team: None is not of type 'string'"),
    ],
)
def test_a_wrong_param_is_refused_when_the_dag_is_triggered(
    airflow: Airflow, wrong: dict[str, Any], refusal: str
) -> None:
    answer = airflow.api.post("/dags/pyspark_job/dagRuns", json={"logical_date": None, "conf": {**FORM, **wrong}})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(refusal)


def test_a_missing_param_is_refused_when_the_dag_is_triggered(airflow: Airflow) -> None:
    answer = airflow.api.post("/dags/pyspark_job/dagRuns", json={"logical_date": None, "conf": {"team": "team-a"}})
    assert answer.status_code == 400
    assert "main_file" in answer.json()["detail"]


def test_a_wrong_param_is_refused_on_the_command_line(airflow: Airflow) -> None:
    conf = json.dumps({**FORM, "team": "team-c"})
    command = ["airflow", "dags", "trigger", "pyspark_job", "--conf", conf]
    done = subprocess.run(command, env=airflow.variables, capture_output=True, text=True)
    assert done.returncode != 0
    assert "Invalid input for param team: 'team-c' is not one of ['team-a', 'team-b']" in done.stdout + done.stderr
