"""SparkApplications as this platform runs them.

Two applications differ in names, sizes and the job itself. Everything else is here: a driver that nothing
evicts, executors that may lose their Spot node, pods that pass Pod Security `restricted`, and how long a
finished application is kept.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final, TypedDict, TypeVar

from spark_quota import GIB, missing, needed

Item = TypeVar("Item")


class Team(TypedDict):
    """A Spark team and what its jobs may use."""

    name: str
    namespace: str
    costCenter: str
    pools: list[str]
    largestPod: dict[str, int]
    quota: dict[str, int]


class Pool(TypedDict):
    """A pool of nodes for executors; `nodeGroupType` is the label of its nodes."""

    name: str
    nodeGroupType: str
    capacity: str


class PodSize(TypedDict):
    """Cores and memory of one pod. Python runs beside the JVM, in the overhead."""

    cores: int
    heapGib: int
    overheadGib: int


class Size(TypedDict):
    """Sizes of a driver and of one executor."""

    driver: PodSize
    executor: PodSize


class Spark(TypedDict):
    """What all jobs have in common."""

    image: str
    version: str
    eventLogs: str | None
    bucket: str
    serviceAccounts: dict[str, str]
    ports: dict[str, int]
    sizes: dict[str, Size]
    coreRequestShare: float


class Platform(TypedDict):
    """What `platform.json` says of the environment that this code runs in."""

    environment: str
    spark: Spark
    nodeGroupLabel: str
    driverNodeGroupType: str | None
    driverPriorityClass: str
    taints: dict[str, str]
    pools: list[Pool]
    teams: list[Team]


def load_platform() -> Platform:
    """Read the file that the platform mounts into the DAG processor and every task pod."""
    file = os.environ.get("AIRFLOW_PLATFORM_FILE")
    if not file:
        raise ValueError(
            "AIRFLOW_PLATFORM_FILE is not set; it is the path of platform.json, "
            "e.g. '/opt/airflow/platform/platform.json'"
        )
    with open(file, encoding="utf-8") as opened:
        return json.load(opened)


# The uid and gid `spark` of the official images. Pod Security needs it as a number.
SPARK_USER: Final = 185

POD_SECURITY: Final = {
    "securityContext": {
        "runAsUser": SPARK_USER,
        "runAsGroup": SPARK_USER,
        "runAsNonRoot": True,
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "seccompProfile": {"type": "RuntimeDefault"},
    },
    "podSecurityContext": {"fsGroup": SPARK_USER},
}

# A Spot node is taken away two minutes after its notice. An executor uses this time to hand its blocks on.
EXECUTOR_GRACE_SECONDS: Final = 115

# How long a finished application stays for `kubectl describe` and `kubectl logs`.
KEPT_FOR: Final = timedelta(days=1)

SPARK_CONF: Final = {
    # An executor that loses its node moves its blocks to the others before it goes.
    "spark.decommission.enabled": "true",
    "spark.storage.decommission.enabled": "true",
    "spark.storage.decommission.rddBlocks.enabled": "true",
    "spark.storage.decommission.shuffleBlocks.enabled": "true",
    "spark.executor.decommission.forceKillTimeout": f"{EXECUTOR_GRACE_SECONDS - 5}s",
    "spark.scheduler.maxRetainedRemovedDecommissionExecutors": "100",
    # A lost Spot node says nothing about the job: by default two for each executor would end it.
    "spark.executor.maxNumFailures": "1000",
    "spark.executor.failuresValidityInterval": "1h",
    # A new node takes a minute: wait for executors, or the first stage runs on the first one alone.
    "spark.scheduler.maxRegisteredResourcesWaitingTime": "120s",
    # The home directory of the image does not exist.
    "spark.jars.ivy": "/tmp/.ivy2",  # noqa: S108 the pod's own /tmp
    # Credentials of EKS Pod Identity, for images that have hadoop-aws.
    "spark.hadoop.fs.s3a.aws.credentials.provider": (
        "software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider"
    ),
}


def memory_of(pod: PodSize) -> int:
    """GiB that a pod requests and may use."""
    return pod["heapGib"] + pod["overheadGib"]


def spark_application(
    platform: Platform,
    *,
    name: str,
    team: str,
    main_file: str,
    pool: str | None = None,
    arguments: Sequence[str] = (),
    size: str = "small",
    executors: int = 2,
    image: str | None = None,
    spark_version: str | None = None,
) -> dict[str, Any]:
    """Build the SparkApplication of a PySpark job; a team, pool or size that cannot run is refused.

    A job may bring an `image` of its own. Its Spark version is what the tag starts with, or `spark_version`.

    Placement, tolerations and security contexts are fields of `driver` and `executor`, which the operator's
    webhook puts into the pods: there the schema of the SparkApplication checks them. Without the webhook no
    pod starts in the wrong place, because Pod Security refuses one that has no security context.
    """
    owner = _find("team", team, {known["name"]: known for known in platform["teams"]})
    pool_name = owner["pools"][0] if pool is None else pool
    nodes = _find("pool", pool_name, {known["name"]: known for known in platform["pools"]})
    if pool_name not in owner["pools"]:
        raise ValueError(f"pool: '{pool_name}' is not one that '{team}' may use; use one of {_choices(owner['pools'])}")
    spark = platform["spark"]
    sizes = _find("size", size, spark["sizes"])
    for pod_size in (sizes["driver"], sizes["executor"]):
        _refuse_too_large(owner, size, pod_size)

    node_label = platform["nodeGroupLabel"]
    application = {
        "apiVersion": "sparkoperator.k8s.io/v1beta2",
        "kind": "SparkApplication",
        "metadata": {
            "name": name,
            "namespace": owner["namespace"],
            # The operator copies these to every pod of the job.
            "labels": {
                "team": team,
                "cost-center": owner["costCenter"],
                "environment": platform["environment"],
            },
        },
        "spec": {
            "type": "Python",
            "mode": "cluster",
            "sparkVersion": spark_version or _spark_version(spark, image),
            "image": image or spark["image"],
            "imagePullPolicy": "IfNotPresent",
            "mainApplicationFile": main_file,
            "arguments": list(arguments),
            # Airflow starts a failed job again; the operator would delete the driver that Airflow watches.
            "restartPolicy": {"type": "Never"},
            "timeToLiveSeconds": int(KEPT_FOR.total_seconds()),
            "sparkConf": SPARK_CONF | _ports(spark) | _history(spark, owner["namespace"]),
            "driver": {
                **_resources(spark, sizes["driver"]),
                "priorityClassName": platform["driverPriorityClass"],
                "serviceAccount": spark["serviceAccounts"]["driver"],
                "annotations": {"karpenter.sh/do-not-disrupt": "true"},
                "nodeSelector": {
                    node_label: platform["driverNodeGroupType"],
                    "karpenter.sh/capacity-type": "on-demand",
                },
                "tolerations": [_tolerate(platform, "driver")],
                **POD_SECURITY,
            },
            "executor": {
                "instances": executors,
                **_resources(spark, sizes["executor"]),
                "serviceAccount": spark["serviceAccounts"]["executor"],
                "terminationGracePeriodSeconds": EXECUTOR_GRACE_SECONDS,
                # Spot or not is the pool's to say: a job that insists on Spot waits forever when there is none.
                "nodeSelector": {node_label: nodes["nodeGroupType"]},
                "tolerations": [_tolerate(platform, "executor")],
                **POD_SECURITY,
            },
        },
    }
    _refuse_more_than_the_quota(owner, application)
    return application


def _find(field: str, value: str, items: Mapping[str, Item]) -> Item:
    if value not in items:
        raise ValueError(f"{field}: '{value}' is unknown; use one of {_choices(items)}")
    return items[value]


def _choices(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _refuse_too_large(team: Team, size: str, pod: PodSize) -> None:
    largest = team["largestPod"]
    memory_gib = memory_of(pod)
    if pod["cores"] > largest["cpu"] or memory_gib > largest["memoryGib"]:
        raise ValueError(
            f"size: '{size}' has a pod of {pod['cores']} cores and {memory_gib} GiB, and '{team['name']}' may "
            f"use {largest['cpu']} cores and {largest['memoryGib']} GiB; use a smaller size"
        )


def _refuse_more_than_the_quota(team: Team, application: Mapping[str, Any]) -> None:
    quota = team["quota"]
    hard = {
        "requests.cpu": Decimal(quota["cpu"]),
        "requests.memory": Decimal(quota["memoryGib"] * GIB),
        "pods": Decimal(quota["pods"]),
    }
    executors = application["spec"]["executor"]["instances"]
    if short := missing(needed(application["spec"]), hard):
        advice = "fewer executors or a smaller size" if executors > 1 else "a smaller size"
        raise ValueError(
            f"executors: {executors} and the driver are more than the quota of '{team['name']}' ever holds "
            f"({'; '.join(short)}); use {advice}"
        )


def _resources(spark: Spark, pod: PodSize) -> dict[str, Any]:
    return {
        "cores": pod["cores"],
        # Spark runs a task on each core all the same; whole cores would not fill a node, which keeps some for itself.
        "coreRequest": f"{round(pod['cores'] * 1000 * spark['coreRequestShare'])}m",
        "memory": f"{pod['heapGib']}g",
        "memoryOverhead": f"{pod['overheadGib']}g",
    }


def _tolerate(platform: Platform, role: str) -> dict[str, str]:
    taints = platform["taints"]
    return {
        "key": taints["key"],
        "operator": "Equal",
        "value": taints[role],
        "effect": "NoSchedule",
    }


def _ports(spark: Spark) -> dict[str, str]:
    """Fix the ports that the network policies of the team let through; by default they are random."""
    ports = spark["ports"]
    return {
        "spark.driver.port": str(ports["driverRpc"]),
        "spark.blockManager.port": str(ports["blockManager"]),
        "spark.driver.blockManager.port": str(ports["blockManager"]),
    }


def _history(spark: Spark, namespace: str) -> dict[str, str]:
    """Where event logs are kept the image has hadoop-aws, so blocks without a home can go to S3 as well."""
    if spark["eventLogs"] is None:
        return {}
    return {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": f"{spark['eventLogs']}/{namespace}/",
        "spark.eventLog.rolling.enabled": "true",
        "spark.storage.decommission.fallbackStorage.path": (f"s3a://{spark['bucket']}/{namespace}/spark-fallback/"),
        "spark.storage.decommission.fallbackStorage.cleanUp": "true",
    }


def _spark_version(spark: Spark, image: str | None) -> str:
    if image in (None, spark["image"]):
        return spark["version"]
    said = re.search(r":v?(\d\.\d+\.\d+)(?!\d)[\w.-]*(@sha256:[0-9a-f]{64})?$", image)
    if said is None:
        raise ValueError(
            f"image: '{image}' does not say its Spark version; use a tag that starts with it, "
            "e.g. 'registry.example/spark:4.0.4-s3', or say it: spark_version='4.0.4'"
        )
    return said[1]
