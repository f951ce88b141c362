"""A task that chooses its nodes, and the pod that the executor makes of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from kubernetes.client import models as k8s

import rendered
import test_task_pods
from task_pools import on_pool
from task_roles import as_role

Made = Callable[[k8s.V1Pod | None], dict[str, Any]]
COMPANY: Any = rendered.platform("company")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """The spec of the pod that the executor makes of an override."""
    template = tmp_path / "pod.yaml"
    template.write_text(rendered.airflow_values("company")["podTemplate"])
    return lambda override: test_task_pods.made(override, template)["spec"]


def test_a_task_runs_on_the_pool_that_it_chooses_and_tolerates_its_taint(made: Made) -> None:
    task = made(on_pool("airflow-task-large", platform=COMPANY)["pod_override"])
    assert task["nodeSelector"] == {"NodeGroupType": "AirflowTaskLarge"}
    [toleration] = task["tolerations"]
    assert (toleration["key"], toleration["value"]) == ("dedicated", "airflow-task")
    assert task["containers"][0]["resources"] == made(None)["containers"][0]["resources"]


def test_a_task_asks_for_the_memory_that_it_says_and_for_the_cpu_of_every_task(made: Made) -> None:
    task = made(on_pool("airflow-task-large", memory_gib=100, platform=COMPANY)["pod_override"])
    usual = made(None)["containers"][0]["resources"]
    resources = task["containers"][0]["resources"]
    assert resources["requests"] == {"cpu": usual["requests"]["cpu"], "memory": "102400Mi"}
    assert resources["limits"] == {"memory": "102400Mi"}


def test_a_pool_keeps_what_else_the_pod_is_to_have(made: Made) -> None:
    base = k8s.V1Container(name="base", env=[k8s.V1EnvVar(name="LOG_LEVEL", value="debug")])
    pod = k8s.V1Pod(spec=k8s.V1PodSpec(containers=[base]))
    roles: Any = {"taskRoles": [{"name": "shop", "serviceAccount": "airflow-task-shop"}]}
    task = made(
        on_pool("airflow-task-large", as_role("shop", pod, roles)["pod_override"], cores=4, platform=COMPANY)[
            "pod_override"
        ]
    )
    assert task["serviceAccountName"] == "airflow-task-shop"
    [container] = task["containers"]
    assert {"name": "LOG_LEVEL", "value": "debug"} in container["env"]
    assert container["resources"]["requests"]["cpu"] == "4000m"


GPU: Any = COMPANY | {
    "tasks": COMPANY["tasks"]
    | {"pools": [{"name": "gpu", "nodeGroupType": "AirflowTaskGpu", "accelerator": "nvidia.com/gpu"}]}
}


def test_a_task_with_a_gpu_tolerates_both_taints_of_its_nodes(made: Made) -> None:
    task = made(on_pool("gpu", gpus=1, platform=GPU)["pod_override"])
    assert {toleration["key"] for toleration in task["tolerations"]} == {"dedicated", "nvidia.com/gpu"}
    usual = made(None)["containers"][0]["resources"]
    resources = task["containers"][0]["resources"]
    assert resources["limits"]["nvidia.com/gpu"] == "1"
    assert resources["requests"]["cpu"] == usual["requests"]["cpu"]


def test_gpus_are_asked_for_where_there_are_some_and_nowhere_else() -> None:
    with pytest.raises(ValueError, match="pool: 'gpu' has GPUs, and the task asks for none; say how many, or use"):
        on_pool("gpu", platform=GPU)
    with pytest.raises(ValueError, match="pool: 'airflow-task-large' has no GPUs; leave gpus out, or use another"):
        on_pool("airflow-task-large", gpus=1, platform=COMPANY)


def test_an_unknown_pool_is_refused_when_the_dag_is_parsed() -> None:
    with pytest.raises(ValueError, match="pool: 'big' is unknown; use one of 'airflow-task', 'airflow-task-large'"):
        on_pool("big", platform=COMPANY)
    with pytest.raises(ValueError, match="pool: 'big' is unknown, because all tasks have one; add another one"):
        on_pool("big", platform=rendered.platform("dev"))
