"""What this platform fills into a SparkApplication, whoever wrote it.

Names, sizes and the job itself are the author's. From here are a driver that nothing evicts, executors that may lose
their Spot node, pods that pass Pod Security `restricted`, and how long a finished application is kept.
"""

from collections.abc import Mapping
from copy import deepcopy
from datetime import timedelta
from typing import Any, Final

from spark_platform import Platform, Pool, Spark, Team, choices, find
from spark_refusals import refuse_what_cannot_run

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

CAPACITY_LABELS: Final = ("karpenter.sh/capacity-type", "eks.amazonaws.com/capacityType")

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


def fill(platform: Platform, application: Mapping[str, Any], *, team: str, pool: str | None = None) -> dict[str, Any]:
    """Return the application as it runs in the namespace of a team, on the nodes of a pool.

    Placement, tolerations and security contexts are fields of `driver` and `executor`, which the operator's
    webhook puts into the pods: there the schema of the SparkApplication checks them. Without the webhook no
    pod starts in the wrong place, because Pod Security refuses one that has no security context.
    """
    owner = find("team", team, {known["name"]: known for known in platform["teams"]})
    filled = deepcopy(dict(application))
    metadata, spec = filled.setdefault("metadata", {}), filled.setdefault("spec", {})
    _refuse_other_namespace(owner, metadata)
    metadata["namespace"] = owner["namespace"]
    # The operator copies these to every pod of the job.
    metadata["labels"] = metadata.get("labels", {}) | {
        "team": team,
        "cost-center": owner["costCenter"],
        "environment": platform["environment"],
    }
    spark = platform["spark"]
    spec.setdefault("mode", "cluster")
    spec.setdefault("image", spark["image"])
    spec.setdefault("imagePullPolicy", "IfNotPresent")
    spec["sparkConf"] = (
        SPARK_CONF
        | spec.get("sparkConf", {})
        | _ports(spark)
        | _history(spark, owner["namespace"])
        | spark.get("settings", {})
    )
    _end(spec)
    _allocate(spec)
    driver, executor = spec.setdefault("driver", {}), spec.setdefault("executor", {})
    _fill_pod(platform, driver, "driver")
    _fill_pod(platform, executor, "executor")
    driver.setdefault("priorityClassName", platform["driverPriorityClass"])
    if not is_stream(spec):
        # A job that ends is not moved: it would start again from nothing.
        driver["annotations"] = driver.get("annotations", {}) | {"karpenter.sh/do-not-disrupt": "true"}
    node_label = platform["nodeGroupLabel"]
    nodes_of_drivers = owner if "driverNodeGroupType" in owner else platform
    driver["nodeSelector"] = driver.get("nodeSelector", {}) | {
        node_label: nodes_of_drivers["driverNodeGroupType"],
        "karpenter.sh/capacity-type": "on-demand",
    }
    executor.setdefault("terminationGracePeriodSeconds", EXECUTOR_GRACE_SECONDS)
    # Spot or not is the pool's to say: a job that insists on Spot waits forever when there is none.
    selector = {key: value for key, value in executor.get("nodeSelector", {}).items() if key not in CAPACITY_LABELS}
    nodes = _pool_of(platform, owner, pool, selector.get(node_label))
    executor["nodeSelector"] = selector | {node_label: nodes["nodeGroupType"]}
    _refuse_other_architecture("driver", driver["nodeSelector"], nodes_of_drivers.get("driverArchitecture"))
    _refuse_other_architecture("executor", executor["nodeSelector"], nodes.get("architecture"))
    _use_gpus(spec, nodes)
    refuse_what_cannot_run(owner, spec)
    return filled


def is_stream(spec: Mapping[str, Any]) -> bool:
    """Whether Spark's operator starts the application again whenever it ends."""
    return spec.get("restartPolicy", {}).get("type") == "Always"


def _end(spec: dict[str, Any]) -> None:
    """Airflow starts a failed job again; the operator would delete the driver that Airflow watches."""
    if is_stream(spec):
        return
    spec["restartPolicy"] = {"type": "Never"}
    spec.setdefault("timeToLiveSeconds", int(KEPT_FOR.total_seconds()))


def _allocate(spec: dict[str, Any]) -> None:
    """Write all bounds of a number of executors that changes: the operators of Airflow and of Spark want them."""
    allocation = spec.get("dynamicAllocation", {})
    if not allocation.get("enabled"):
        return
    if "maxExecutors" not in allocation:
        raise ValueError("spec.dynamicAllocation.maxExecutors: is missing; use a number, e.g. 20")
    least = allocation.get("minExecutors", 1)
    # Without an external shuffle service Spark keeps an executor while its shuffle files are needed.
    given = {"minExecutors": least, "initialExecutors": least, "shuffleTrackingEnabled": True}
    spec["dynamicAllocation"] = given | allocation


def _fill_pod(platform: Platform, pod: dict[str, Any], role: str) -> None:
    spark = platform["spark"]
    pod["serviceAccount"] = spark["serviceAccounts"][role]
    # Spark runs a task on each core all the same; whole cores would not fill a node, which keeps some for itself.
    pod.setdefault("coreRequest", f"{round(pod.get('cores', 1) * 1000 * spark['coreRequestShare'])}m")
    for context, wanted in POD_SECURITY.items():
        pod[context] = wanted | pod.get(context, {})
    toleration = {
        "key": platform["taints"]["key"],
        "operator": "Equal",
        "value": platform["taints"][role],
        "effect": "NoSchedule",
    }
    pod["tolerations"] = [known for known in pod.get("tolerations", []) if known != toleration] + [toleration]


def _pool_of(platform: Platform, owner: Team, name: str | None, node_group: str | None) -> Pool:
    """Return the pool that is asked for by name, or by the label of its nodes, or the team's first."""
    pools = {known["name"]: known for known in platform["pools"]}
    if name is None and node_group is not None:
        label = platform["nodeGroupLabel"]
        groups = {known["nodeGroupType"]: known for known in pools.values()}
        name = find(f"executor.nodeSelector.{label}", node_group, groups)["name"]
    name = owner["pools"][0] if name is None else name
    found = find("pool", name, pools)
    if name not in owner["pools"]:
        raise ValueError(
            f"pool: '{name}' is not one that '{owner['name']}' may use; use one of {choices(owner['pools'])}"
        )
    return found


def _refuse_other_namespace(owner: Team, metadata: Mapping[str, Any]) -> None:
    namespace = metadata.get("namespace", owner["namespace"])
    if namespace != owner["namespace"]:
        raise ValueError(
            f"metadata.namespace: '{namespace}' is not the namespace of '{owner['name']}'; "
            f"use '{owner['namespace']}', or leave it out"
        )


def _use_gpus(spec: dict[str, Any], nodes: Pool) -> None:
    """Let executors onto nodes with GPUs, and tell Spark how many it has of them and where it finds their numbers."""
    executor, resource = spec["executor"], nodes.get("accelerator")
    gpu = executor.get("gpu")
    if "gpu" in spec["driver"]:
        raise ValueError("spec.driver.gpu: drivers have nodes without GPUs; remove it")
    if resource is None and gpu is None:
        return
    if resource is None:
        raise ValueError(f"executor.gpu: pool '{nodes['name']}' has no GPUs; remove it, or use a pool that has")
    if gpu is None:
        raise ValueError(f"pool: '{nodes['name']}' has GPUs, and the job asks for none; say how many, or use another")
    if gpu.get("name") != resource:
        raise ValueError(f"executor.gpu.name: '{gpu.get('name')}' is not what '{nodes['name']}' has; use '{resource}'")
    executor["tolerations"].append({"key": resource, "operator": "Exists", "effect": "NoSchedule"})
    number = int(gpu["quantity"])
    spec["sparkConf"] = {
        "spark.executor.resource.gpu.amount": str(number),
        "spark.executor.resource.gpu.vendor": resource.split("/")[0],
        # Of Spark's images. It asks nvidia-smi, which NVIDIA's runtime puts into every container that has a GPU.
        "spark.executor.resource.gpu.discoveryScript": "/opt/spark/examples/src/main/scripts/getGpusResources.sh",
        # As many tasks at a time as there are cores.
        "spark.task.resource.gpu.amount": f"{number / executor.get('cores', 1):g}",
    } | spec["sparkConf"]


def _refuse_other_architecture(role: str, selector: Mapping[str, str], architecture: str | None) -> None:
    known = architecture or "amd64"
    wanted = selector.get("kubernetes.io/arch", known)
    if wanted != known:
        raise ValueError(
            f"spec.{role}.nodeSelector.kubernetes.io/arch: '{wanted}' is not what these nodes have; "
            f"use '{known}', or a pool with the other"
        )


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
