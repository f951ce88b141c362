"""Jobs beyond the four sizes: own sizes, options, packages and volumes, and applications from elsewhere."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

import rendered
import test_spark_application as promises
from crd import mistakes
from spark_application import adapt
from test_spark_application import Application, built

OWN = {
    "driver": {"cores": 1, "heapGib": 3, "overheadGib": 1},
    "executor": {"cores": 3, "heapGib": 8, "overheadGib": 2},
}

# Everything that a job may say, at once.
EVERYTHING: dict[str, Any] = {
    "main_file": "s3a://jobs/report.jar",
    "main_class": "com.example.Report",
    "size": OWN,
    "executors": (1, 12),
    "spark_conf": {"spark.sql.shuffle.partitions": 400, "spark.sql.adaptive.enabled": True},
    "env": {"LOG_LEVEL": "debug"},
    "volumes": [{"name": "scratch", "mountPath": "/scratch", "emptyDir": {"sizeLimit": "50Gi"}}],
    "dependencies": {"packages": ["org.apache.iceberg:iceberg-spark-runtime-4.0_2.13:1.10.0"]},
}


@pytest.mark.parametrize(
    "promise",
    [
        promises.test_passes_the_schema_of_the_crd,
        promises.test_its_pods_tolerate_every_taint_of_the_pool_they_select,
        promises.test_the_driver_is_on_demand_and_nothing_evicts_it,
        promises.test_an_executor_that_loses_its_node_has_time_to_hand_its_blocks_on,
        promises.test_its_service_accounts_are_those_of_the_team,
        promises.test_its_pods_fit_into_the_limits_of_the_team,
        promises.test_its_ports_are_those_that_the_network_policies_let_through,
        promises.test_airflow_retries_and_the_operator_cleans_up,
        promises.test_no_option_that_the_operator_denies_is_set,
    ],
    ids=lambda promise: promise.__name__.removeprefix("test_"),
)
def test_a_job_that_says_everything_keeps_the_promise(promise: Callable[[tuple[str, Application]], None]) -> None:
    promise(("dev", built("dev", **EVERYTHING)))


def test_what_a_job_says_is_in_its_application() -> None:
    spec = built("dev", **EVERYTHING)["spec"]

    assert (spec["type"], spec["mainClass"]) == ("Scala", "com.example.Report")
    assert spec["executor"]["cores"] == 3
    assert (spec["executor"]["memory"], spec["executor"]["memoryOverhead"]) == ("8g", "2g")
    assert (spec["executor"]["coreRequest"], spec["driver"]["memory"]) == ("2850m", "3g")
    assert spec["executor"]["instances"] == 1
    assert spec["dynamicAllocation"] == {
        "enabled": True,
        "initialExecutors": 1,
        "minExecutors": 1,
        "maxExecutors": 12,
        "shuffleTrackingEnabled": True,
    }
    assert spec["sparkConf"]["spark.sql.shuffle.partitions"] == "400"
    assert spec["sparkConf"]["spark.sql.adaptive.enabled"] == "true"
    assert spec["deps"] == EVERYTHING["dependencies"]
    assert spec["volumes"] == [{"name": "scratch", "emptyDir": {"sizeLimit": "50Gi"}}]
    for pod in (spec["driver"], spec["executor"]):
        assert pod["env"] == [{"name": "LOG_LEVEL", "value": "debug"}]
        assert pod["volumeMounts"] == [{"name": "scratch", "mountPath": "/scratch"}]


def test_an_option_of_a_job_goes_before_the_one_of_the_platform() -> None:
    option = "spark.scheduler.maxRegisteredResourcesWaitingTime"
    assert built("dev", spark_conf={option: "5s"})["spec"]["sparkConf"][option] == "5s"


def test_the_kind_of_a_job_is_what_its_main_file_is() -> None:
    kinds = {name: built("dev", main_file=f"local:///job{name}")["spec"]["type"] for name in (".py", ".R")}
    assert kinds == {".py": "Python", ".R": "R"}


def test_a_stream_is_started_again_and_moves_with_its_node() -> None:
    spec = built("dev", streaming=True)["spec"]

    assert mistakes(built("dev", streaming=True)) == []
    assert spec["restartPolicy"]["type"] == "Always"
    assert spec["restartPolicy"]["onFailureRetryInterval"] <= 60
    assert "timeToLiveSeconds" not in spec
    # Karpenter drains the driver at once, instead of waiting for as long as the longest job takes.
    assert "karpenter.sh/do-not-disrupt" not in spec["driver"].get("annotations", {})


@pytest.mark.parametrize(
    ("job", "refusal"),
    [
        (
            {"size": {"driver": OWN["driver"]}},
            "size: 'executor' is not cores, heapGib and overheadGib in whole numbers; "
            'use e.g. {"cores": 2, "heapGib": 4, "overheadGib": 2}',
        ),
        (
            {"size": {**OWN, "executor": {"cores": 3, "heapGib": 2.5, "overheadGib": 1}}},
            "size: 'executor' is not cores, heapGib and overheadGib in whole numbers; "
            'use e.g. {"cores": 2, "heapGib": 4, "overheadGib": 2}',
        ),
        ({"size": {**OWN, "exectuor": {}}}, "size: 'exectuor' is unknown; use one of 'driver', 'executor'"),
        (
            {"size": {**OWN, "executor": {"cores": 99, "heapGib": 8, "overheadGib": 2}}},
            "size: your own has a pod of 99 cores and 10 GiB, and 'team-a' may use 8 cores and 32 GiB; "
            "use a smaller size",
        ),
        (
            {"executors": (4, 2)},
            "executors: (4, 2) is not possible; use a number from 1, or (least, most), e.g. (2, 20)",
        ),
        ({"executors": 0}, "executors: 0 is not possible; use a number from 1, or (least, most), e.g. (2, 20)"),
        (
            {"executors": (1, 500)},
            "executors: 500 and the driver are more than the quota of 'team-a' ever holds (requests.cpu: 475.9 wanted, "
            "64 of 64 free; requests.memory: 1502 GiB wanted, 256 GiB of 256 GiB free; pods: 501 wanted, 200 of 200 "
            "free); use fewer executors or a smaller size",
        ),
        (
            {"main_file": "local:///job.jar"},
            "main_class: is missing for 'local:///job.jar'; use the class with main(), e.g. 'com.example.Job'",
        ),
        (
            {"main_class": "com.example.Job"},
            "main_class: 'com.example.Job' needs a jar, and main_file is 'local:///opt/report.py'; use a '.jar' there",
        ),
        (
            {"spark_conf": {"spark.executor.memory": "64g"}},
            "spark_conf: 'spark.executor.memory' is not an option to set here; use the size of driver and executor",
        ),
        (
            {"spark_conf": {"spark.dynamicAllocation.maxExecutors": 9}},
            "spark_conf: 'spark.dynamicAllocation.maxExecutors' is not an option to set here; "
            "use executors, a number or (least, most)",
        ),
        (
            {"spark_conf": {"spark.kubernetes.namespace": "spark-team-b"}},
            "spark_conf: 'spark.kubernetes.namespace' is not an option to set here; "
            "the platform places pods and names their accounts; remove it",
        ),
        (
            {"spark_conf": {"spark.hadoop.fs.s3a.secret.key": "x"}},
            "spark_conf: 'spark.hadoop.fs.s3a.secret.key' is not an option to set here; everybody who sees the "
            "namespace could read it; AWS comes by the team's role, other secrets by env",
        ),
        (
            {"spark_conf": {"sql.shuffle.partitions": 4}},
            "spark_conf: 'sql.shuffle.partitions' is not an option of Spark; use a name that starts with 'spark.', "
            "e.g. 'spark.sql.shuffle.partitions'",
        ),
        (
            {"env": {"LOG-LEVEL": "x"}},
            "env: 'LOG-LEVEL' is not the name of a variable; use letters, digits and '_', e.g. 'LOG_LEVEL'",
        ),
        ({"env": {"TRIES": 3}}, "env: the value of 'TRIES' is not text; put it into quotes"),
        (
            {"volumes": [{"name": "host", "mountPath": "/host", "hostPath": {"path": "/"}}]},
            "volumes: 'host' is hostPath, and Pod Security allows one of configMap, csi, downwardAPI, emptyDir, "
            "ephemeral, persistentVolumeClaim, projected, secret; use e.g. emptyDir",
        ),
        (
            {"volumes": [{"name": "scratch", "emptyDir": {}}]},
            "volumes: 'scratch' has the mountPath ''; use a name and an absolute path, "
            'e.g. {"name": "scratch", "mountPath": "/scratch", "emptyDir": {}}',
        ),
        (
            {"dependencies": {"package": ["a:b:1"]}},
            "dependencies: 'package' is unknown; use one of 'packages', 'repositories', 'excludePackages', 'jars', "
            "'pyFiles', 'files', 'archives'",
        ),
    ],
)
def test_what_cannot_run_is_refused_with_what_can(job: dict[str, Any], refusal: str) -> None:
    with pytest.raises(ValueError) as refused:
        built("dev", **job)
    assert str(refused.value) == refusal


# Of the guide of AWS, as people bring it; docs/bring-your-jobs.md shows what becomes of it.
CONTEXT = {
    "capabilities": {"drop": ["ALL"]},
    "runAsGroup": 185,
    "runAsUser": 185,
    "runAsNonRoot": True,
    "allowPrivilegeEscalation": False,
    "seccompProfile": {"type": "RuntimeDefault"},
}
FROM_ELSEWHERE: Application = {
    "apiVersion": "sparkoperator.k8s.io/v1beta2",
    "kind": "SparkApplication",
    "metadata": {"name": "spark-pi", "namespace": "spark-team-a"},
    "spec": {
        "type": "Scala",
        "mode": "cluster",
        "image": "docker.io/library/spark:4.0.0",
        "imagePullPolicy": "IfNotPresent",
        "mainClass": "org.apache.spark.examples.SparkPi",
        "mainApplicationFile": "local:///opt/spark/examples/jars/spark-examples.jar",
        "arguments": ["5000"],
        "sparkVersion": "4.0.0",
        "driver": {
            "cores": 1,
            "memory": "512m",
            "serviceAccount": "spark-team-a",
            "nodeSelector": {"NodeGroupType": "SparkComputeOptimized", "karpenter.sh/capacity-type": "on-demand"},
            "securityContext": CONTEXT,
        },
        "executor": {
            "instances": 1,
            "cores": 1,
            "memory": "512m",
            "serviceAccount": "spark-team-a",
            "nodeSelector": {"NodeGroupType": "SparkMemoryOptimized", "karpenter.sh/capacity-type": "spot"},
            "securityContext": CONTEXT,
        },
    },
}


def adapted(team: str = "team-a", **edits: Any) -> Application:  # noqa: ANN401 fields of spec, `driver__memory` for one inside
    application = deepcopy(FROM_ELSEWHERE)
    for field, value in edits.items():
        *parents, last = ["metadata" if field in ("namespace", "name") else "spec", *field.split("__")]
        part = application
        for parent in parents:
            part = part[parent]
        part[last] = value
    return adapt(application, team=team, platform=rendered.platform("dev"))  # type: ignore[arg-type]


class TestAnApplicationFromElsewhere:
    @pytest.mark.parametrize(
        "promise",
        [
            promises.test_passes_the_schema_of_the_crd,
            promises.test_its_pods_tolerate_every_taint_of_the_pool_they_select,
            promises.test_the_driver_is_on_demand_and_nothing_evicts_it,
            promises.test_executors_may_run_on_spot,
            promises.test_an_executor_that_loses_its_node_has_time_to_hand_its_blocks_on,
            promises.test_its_pods_pass_the_restricted_pod_security_standard,
            promises.test_its_service_accounts_are_those_of_the_team,
            promises.test_its_ports_are_those_that_the_network_policies_let_through,
            promises.test_airflow_retries_and_the_operator_cleans_up,
            promises.test_its_cost_is_told_by_labels,
        ],
        ids=lambda promise: promise.__name__.removeprefix("test_"),
    )
    def test_keeps_the_promise_of_every_job(self, promise: Callable[[tuple[str, Application]], None]) -> None:
        promise(("dev", adapted()))

    def test_keeps_everything_else(self) -> None:
        before, after = FROM_ELSEWHERE["spec"], adapted()["spec"]
        for field in ("type", "image", "mainClass", "mainApplicationFile", "arguments", "sparkVersion"):
            assert after[field] == before[field]
        for role in ("driver", "executor"):
            for field in ("cores", "memory"):
                assert after[role][field] == before[role][field]
        assert after["executor"]["nodeSelector"] == {"NodeGroupType": "SparkMemoryOptimized"}

    def test_is_not_changed_itself(self) -> None:
        before = json.dumps(FROM_ELSEWHERE)
        adapted()
        assert json.dumps(FROM_ELSEWHERE) == before

    def test_that_is_a_stream_stays_one(self) -> None:
        spec = adapted(restartPolicy={"type": "Always", "onFailureRetryInterval": 5})["spec"]
        assert spec["restartPolicy"] == {"type": "Always", "onFailureRetryInterval": 5}
        assert "annotations" not in spec["driver"]

    def test_that_grows_says_all_bounds(self) -> None:
        spec = adapted(dynamicAllocation={"enabled": True, "maxExecutors": 4})["spec"]
        assert (
            spec["dynamicAllocation"].items() >= {"minExecutors": 1, "initialExecutors": 1, "maxExecutors": 4}.items()
        )

    @pytest.mark.parametrize(
        ("edits", "refusal"),
        [
            (
                {"namespace": "default"},
                "metadata.namespace: 'default' is not the namespace of 'team-a'; use 'spark-team-a', or leave it out",
            ),
            (
                {"executor__nodeSelector": {"NodeGroupType": "SparkGpu"}},
                "executor.nodeSelector.NodeGroupType: 'SparkGpu' is unknown; use one of 'SparkComputeOptimized', "
                "'SparkMemoryOptimized'",
            ),
            (
                {"executor__nodeSelector": {"kubernetes.io/arch": "arm64"}},
                "spec.executor.nodeSelector.kubernetes.io/arch: 'arm64' is not what these nodes have; "
                "use 'amd64', or a pool with the other",
            ),
            (
                {"team": "team-b", "namespace": "spark-team-b"},
                "pool: 'spark-memory' is not one that 'team-b' may use; use one of 'spark-compute'",
            ),
            (
                {"executor__memory": "40g"},
                "executor: a pod of 1 core and 44 GiB is more than 'team-a' may use, 8 cores and 32 GiB; "
                "use a smaller one, or raise the team's largestPod",
            ),
            (
                {"executor__instances": 900},
                "executors: 900 and the driver are more than the quota of 'team-a' ever holds (requests.cpu: 856 "
                "wanted, 64 of 64 free; requests.memory: 788.4 GiB wanted, 256 GiB of 256 GiB free; pods: 901 wanted, "
                "200 of 200 free); use fewer executors or a smaller size",
            ),
            ({"mode": "client"}, "spec.mode: 'client' has no driver in the cluster; use 'cluster'"),
            ({"batchScheduler": "volcano"}, "spec.batchScheduler: 'volcano' is not installed here; remove it"),
            (
                {"driver__securityContext": {"runAsUser": 0}},
                "spec.driver.securityContext.runAsUser: 0 is refused by Pod Security 'restricted'; remove it",
            ),
            (
                {"executor__hostNetwork": True},
                "spec.executor.hostNetwork: True is refused by Pod Security 'restricted'; remove it",
            ),
            (
                {"mainApplicationFile": None},
                "spec.mainApplicationFile: is missing; use e.g. 'local:///opt/spark/examples/jars/spark-examples.jar'",
            ),
            (
                {"dynamicAllocation": {"enabled": True}},
                "spec.dynamicAllocation.maxExecutors: is missing; use a number, e.g. 20",
            ),
        ],
    )
    def test_that_cannot_run_is_refused(self, edits: dict[str, Any], refusal: str) -> None:
        with pytest.raises(ValueError) as refused:
            adapted(**edits)
        assert str(refused.value) == refusal

    def test_of_another_kind_or_in_no_file_is_refused(self) -> None:
        with pytest.raises(ValueError, match="kind: 'ScheduledSparkApplication' is not a SparkApplication"):
            adapt({"kind": "ScheduledSparkApplication"}, team="team-a")
        with pytest.raises(ValueError, match=r"there is no file '.*/spark-pie\.yaml'; use e\.g\. Path"):
            adapt("spark-pie.yaml", team="team-a")
