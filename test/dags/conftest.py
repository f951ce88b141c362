"""A real Airflow in a temporary folder, and the servers that its tasks talk to."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

import rendered
from fake_kubernetes import FakeKubernetes, serve

AIRFLOW_HOME = Path(tempfile.mkdtemp(prefix="airflow-"))

# Folder that the tests load DAGs from; a test of this suite puts a broken one here.
DAGS = Path(os.environ.get("TESTED_DAGS", rendered.ROOT / "dags"))

# As Airflow does with the folder of a bundle.
sys.path.append(str(DAGS))

# Airflow reads its settings when it is imported, so they are set before any test module is.
os.environ |= {
    "AIRFLOW_HOME": str(AIRFLOW_HOME),
    "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
    "AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_STORAGE_PATH": str(AIRFLOW_HOME / "bundles"),
    "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(AIRFLOW_HOME / "logs"),
}


def environment_variables(environment: str) -> dict[str, str]:
    """What the pods of an environment have: connections, and the file that says what there is."""
    platform_file = AIRFLOW_HOME / f"platform-{environment}.json"
    platform_file.write_text(rendered.platform_json(environment))
    return {"AIRFLOW_PLATFORM_FILE": str(platform_file), **rendered.connections(environment)}


def use_environment(environment: str) -> None:
    os.environ |= environment_variables(environment)


@pytest.fixture(autouse=True)
def environment() -> str:
    """The environment whose part this process plays; tests that compare environments choose for themselves."""
    use_environment("dev")
    return "dev"


@pytest.fixture(scope="session")
def database() -> None:
    """The metadata database of Airflow, on SQLite."""
    from airflow.utils.db import initdb

    initdb()


@pytest.fixture(scope="session")
def kubernetes_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    state = FakeKubernetes()
    with serve(state, tmp_path_factory.mktemp("kubernetes")) as (port, certificate, token):
        yield SimpleNamespace(state=state, port=port, certificate=certificate, token=token)


@pytest.fixture
def kubernetes(kubernetes_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, environment: str) -> FakeKubernetes:
    """Kubernetes as a worker pod sees it: through the connection of the cluster, with the Roles of the cluster."""
    from airflow.providers.cncf.kubernetes.operators import custom_object_launcher
    from kubernetes.config import incluster_config

    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "127.0.0.1")
    monkeypatch.setenv("KUBERNETES_SERVICE_PORT", str(kubernetes_server.port))
    monkeypatch.setattr(incluster_config, "SERVICE_CERT_FILENAME", str(kubernetes_server.certificate))
    monkeypatch.setattr(incluster_config, "SERVICE_TOKEN_FILENAME", str(kubernetes_server.token))
    # The operator waits ten seconds between two looks at a submitted application.
    monkeypatch.setattr(custom_object_launcher, "time", SimpleNamespace(sleep=lambda _: None))
    monkeypatch.setattr("spark_submission.SECONDS_BETWEEN_LOOKS", 0)
    monkeypatch.setattr("spark_stream.SECONDS_BETWEEN_LOOKS", 0)

    state = kubernetes_server.state
    state.reset()
    state.rules = {
        team["namespace"]: rendered.access_rules(environment, team["namespace"])
        for team in rendered.platform(environment)["teams"]
    }
    return state
