"""Spark jobs and containers on nodes with GPUs."""

from decimal import Decimal
from typing import Any

import pytest

import rendered
from crd import mistakes
from spark_application import adapt, spark_application
from spark_quota import needed
from team_containers import TeamContainerOperator

COMPANY: Any = rendered.platform("company")


def job(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 the arguments of the builder
    asked = {"name": "train", "team": "team-a", "main_file": "local:///train.py", "pool": "spark-gpu", "gpus": 1}
    return spark_application(COMPANY, **(asked | fields))


def test_an_executor_with_a_gpu_fits_the_schema_and_tolerates_every_taint_of_its_nodes() -> None:
    application = job(size="medium")
    assert mistakes(application) == []
    executor = application["spec"]["executor"]
    assert executor["gpu"] == {"name": "nvidia.com/gpu", "quantity": 1}
    template = rendered.find("company", "node-pools", "NodePool", "spark-gpu")["spec"]["template"]
    assert {one["key"] for one in executor["tolerations"]} == {one["key"] for one in template["spec"]["taints"]}
    assert executor["nodeSelector"] == template["metadata"]["labels"]
    assert "gpu" not in application["spec"]["driver"]


def test_spark_is_told_of_the_gpus_and_shares_them_between_its_cores() -> None:
    conf = job(size="medium", spark_conf={"spark.rapids.sql.enabled": True})["spec"]["sparkConf"]
    assert conf["spark.executor.resource.gpu.amount"] == "1"
    assert conf["spark.executor.resource.gpu.vendor"] == "nvidia.com"
    assert conf["spark.task.resource.gpu.amount"] == "0.5"
    assert (
        job(spark_conf={"spark.task.resource.gpu.amount": "1"})["spec"]["sparkConf"]["spark.task.resource.gpu.amount"]
        == "1"
    )


def test_the_quota_counts_the_gpus_of_all_executors() -> None:
    assert needed(job(executors=3)["spec"])["requests.nvidia.com/gpu"] == Decimal(3)
    with pytest.raises(ValueError, match=r"requests\.nvidia\.com/gpu: 5 wanted, 4 of 4 free"):
        job(executors=5)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"gpus": 0}, "pool: 'spark-gpu' has GPUs, and the job asks for none; say how many, or use another"),
        (
            {"pool": "spark-compute"},
            "executor.gpu: pool 'spark-compute' has no GPUs; remove it, or use a pool that has",
        ),
    ],
)
def test_gpus_are_asked_for_where_there_are_some_and_nowhere_else(fields: dict[str, Any], refusal: str) -> None:
    with pytest.raises(ValueError) as error:
        job(**fields)
    assert str(error.value) == refusal


@pytest.mark.parametrize(
    ("role", "gpu", "refusal"),
    [
        ("executor", {"name": "amd.com/gpu", "quantity": 1}, "executor.gpu.name: 'amd.com/gpu' is not what"),
        ("driver", {"name": "nvidia.com/gpu", "quantity": 1}, "spec.driver.gpu: drivers have nodes without GPUs"),
    ],
)
def test_a_job_from_elsewhere_names_the_gpus_of_its_pool(role: str, gpu: dict[str, Any], refusal: str) -> None:
    application = job()
    application["spec"][role]["gpu"] = gpu
    with pytest.raises(ValueError, match=refusal):
        adapt(application, team="team-a", pool="spark-gpu", platform=COMPANY)


def test_a_container_of_a_team_tolerates_the_taint_of_nodes_with_gpus() -> None:
    place = {"serviceAccount": "team-container", "nodeGroupType": "SparkGpu", "taint": "spark-executor"}
    platform = COMPANY | {
        "teams": [COMPANY["teams"][0] | {"containers": place | {"accelerator": "nvidia.com/gpu"}}],
    }
    task = TeamContainerOperator(task_id="train", team="team-a", image="train:1", platform=platform)
    assert {toleration.key for toleration in task.tolerations} == {"dedicated", "nvidia.com/gpu"}
