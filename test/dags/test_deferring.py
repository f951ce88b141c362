"""Tasks of a team that wait in the triggerer: no task pod waits beside the job."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.providers.cncf.kubernetes.triggers.pod import KubernetesPodTrigger

import rendered
from conftest import DAGS, use_environment
from fake_kubernetes import FAILS, SUCCEEDS, FakeKubernetes, Life
from test_runs import run

pytestmark = pytest.mark.usefixtures("database")

NAMESPACE = "spark-team-a"
PI = (DAGS / "pyspark_pi.py").read_text()


@pytest.fixture
def waited(
    kubernetes: FakeKubernetes,
    kubernetes_server: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
) -> list[set[tuple[str, str, str]]]:
    """What each trigger has called, with the rights of the triggerer and no others."""
    from kubernetes_asyncio.config import incluster_config

    use_environment("everything")
    monkeypatch.setattr(incluster_config, "SERVICE_CERT_FILENAME", str(kubernetes_server.certificate))
    monkeypatch.setattr(incluster_config, "SERVICE_TOKEN_FILENAME", str(kubernetes_server.token))
    own = rendered.access_rules("everything", NAMESPACE)
    kubernetes.rules = {NAMESPACE: own}
    calls: list[set[tuple[str, str, str]]] = []
    wait = KubernetesPodTrigger.run

    async def as_the_triggerer(self: KubernetesPodTrigger) -> AsyncIterator[Any]:
        self.poll_interval = 0.1
        kubernetes.rules = {NAMESPACE: rendered.find("everything", NAMESPACE, "Role", "airflow-triggers")["rules"]}
        kubernetes.looks_go_on = True
        before = len(kubernetes.requests)
        async for event in wait(self):
            kubernetes.rules, kubernetes.looks_go_on = {NAMESPACE: own}, False
            calls.append({(one.resource, one.verb, str(one.status)) for one in kubernetes.requests[before:]})
            yield event

    monkeypatch.setattr(KubernetesPodTrigger, "run", as_the_triggerer)
    return calls


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example, whose task waits in the triggerer."""
    text = PI.replace('task_id="run_spark_pi",', 'task_id="run_spark_pi",\n        deferrable=True,')
    (tmp_path / "pyspark_pi.py").write_text(text)
    return tmp_path


def test_a_spark_task_waits_with_the_rights_of_the_triggerer_and_ends_with_its_job(
    waited: list[set[tuple[str, str, str]]], kubernetes: FakeKubernetes, folder: Path
) -> None:
    outcome = run(folder=folder)

    assert outcome.tasks == {"run_spark_pi": "success", "monitor_spark_pi": "success"}
    assert len(kubernetes.submitted) == 1
    [calls] = waited
    assert ("pods", "get", "200") in calls
    # Nothing that it asked for was refused.
    assert {status for _, _, status in calls} == {"200"}


@pytest.mark.parametrize(("lives", "submitted"), [([FAILS, SUCCEEDS], 2), ([FAILS], 2)])
def test_a_job_that_fails_meanwhile_fails_its_task_which_is_tried_again(
    waited: list[set[tuple[str, str, str]]], kubernetes: FakeKubernetes, folder: Path, lives: list[Life], submitted: int
) -> None:
    kubernetes.lives = list(lives)
    outcome = run(folder=folder)

    assert outcome.tasks["run_spark_pi"] == ("success" if SUCCEEDS in lives else "failed")
    assert len(kubernetes.submitted) == submitted == len(waited)
    # What has ended stays, for people who look.
    assert len(kubernetes.applications) == submitted


def test_a_team_whose_tasks_may_not_wait_there_is_refused_when_the_dag_is_parsed() -> None:
    from spark_tasks import SparkApplicationOperator

    use_environment("everything")
    job: dict[str, Any] = {"task_id": "x", "template_spec": {}, "deferrable": True}
    assert SparkApplicationOperator(**job, namespace=NAMESPACE).deferrable
    with pytest.raises(ValueError, match=re.escape("deferrable: True is not possible in 'spark-team-b'")):
        SparkApplicationOperator(**job, namespace="spark-team-b")
