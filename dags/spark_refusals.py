"""What no SparkApplication of this platform may say, refused when the DAG is parsed with what to use instead."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from spark_platform import Team
from spark_quota import GIB, cores_said, cpu_of, memory_bytes, missing, most_executors, needed

# Options that have a field, or an owner, and what to use instead.
OWNED_OPTIONS: Final = (
    (
        r"spark\.(driver|executor)\.(cores|memory|memoryOverhead)"
        r"|spark\.kubernetes\.(driver|executor)\.(request|limit)\.cores",
        "use the size of driver and executor",
    ),
    (
        r"spark\.executor\.instances|spark\.dynamicAllocation\.(enabled|(min|max|initial)Executors)",
        "use executors, a number or (least, most)",
    ),
    (r"spark\.(master|submit\.deployMode|app\.name)", "Spark's operator sets it; remove it"),
    (
        r"spark\.kubernetes\.(namespace|context|authenticate\..*|container\.image(\.pull.*)?|(driver|executor)\.container\.image"
        r"|node\.selector\..*|(driver|executor)\.(node\.selector\..*|podTemplate.*|pod\.name|scheduler\.name))",
        "the platform places pods and names their accounts; remove it",
    ),
    (r"spark\.kubernetes\.(driver|executor)\.volumes\.(hostPath|nfs)\..*", "Pod Security refuses it; use an emptyDir"),
    (
        r".*(access\.key|secret\.key|session\.token|password|passphrase)",
        "everybody who sees the namespace could read it; AWS comes by the team's role, other secrets by env",
    ),
)

# Kinds of volumes that Pod Security `restricted` lets through.
# https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
VOLUMES: Final = (
    *("configMap", "csi", "downwardAPI", "emptyDir"),
    *("ephemeral", "persistentVolumeClaim", "projected", "secret"),
)


def refuse_what_cannot_run(owner: Team, spec: Mapping[str, Any]) -> None:
    """Raise an error for what Kubernetes would refuse, or would let wait forever."""
    if spec["mode"] != "cluster":
        raise ValueError(f"spec.mode: '{spec['mode']}' has no driver in the cluster; use 'cluster'")
    if "batchScheduler" in spec:
        raise ValueError(f"spec.batchScheduler: '{spec['batchScheduler']}' is not installed here; remove it")
    for role in ("driver", "executor"):
        _refuse_unsafe(role, spec[role])
    for volume in spec.get("volumes", []):
        kinds = [kind for kind in volume if kind != "name"]
        if len(kinds) != 1 or kinds[0] not in VOLUMES:
            raise ValueError(
                f"volumes: '{volume.get('name')}' is {' and '.join(kinds) or 'nothing'}, and Pod Security "
                f"allows one of {', '.join(VOLUMES)}; use e.g. emptyDir"
            )
    for role in ("driver", "executor"):
        _refuse_too_large(owner, role, spec)
    _refuse_more_than_the_quota(owner, spec)


def refuse_owned_options(options: Mapping[str, Any]) -> None:
    """Raise an error for an option that the platform sets, or that has a field of its own."""
    for option in options:
        for pattern, instead in OWNED_OPTIONS:
            if re.fullmatch(pattern, option):
                raise ValueError(f"spark_conf: '{option}' is not an option to set here; {instead}")
        if not re.fullmatch(r"spark\.[\w.\-/]+", option):
            raise ValueError(
                f"spark_conf: '{option}' is not an option of Spark; use a name that starts with 'spark.', "
                "e.g. 'spark.sql.shuffle.partitions'"
            )


def _refuse_unsafe(role: str, pod: Mapping[str, Any]) -> None:
    for field, value in _unsafe(pod):
        raise ValueError(f"spec.{role}.{field}: {value} is refused by Pod Security 'restricted'; remove it")


def _unsafe(pod: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if pod.get("hostNetwork"):
        yield "hostNetwork", True
    for name in ("securityContext", "podSecurityContext"):
        context = pod.get(name, {})
        for field, wrong in (("privileged", True), ("allowPrivilegeEscalation", True), ("runAsNonRoot", False)):
            if context.get(field) is wrong:
                yield f"{name}.{field}", wrong
        if context.get("runAsUser") == 0:
            yield f"{name}.runAsUser", 0
        added = [one for one in context.get("capabilities", {}).get("add", []) if one != "NET_BIND_SERVICE"]
        if added:
            yield f"{name}.capabilities.add", added


def _refuse_too_large(owner: Team, role: str, spec: Mapping[str, Any]) -> None:
    pod, largest = spec[role], owner["largestPod"]
    cores, memory = pod.get("cores", 1), memory_bytes(pod, spec)
    if cores > largest["cpu"] or memory > largest["memoryGib"] * GIB or cpu_of(pod) > largest["cpu"]:
        raise ValueError(
            f"{role}: a pod of {cores_said(cores)} and {memory / GIB:.4g} GiB is more than '{owner['name']}' may use, "
            f"{cores_said(largest['cpu'])} and {largest['memoryGib']} GiB; use a smaller one, "
            "or raise the team's largestPod"
        )


def _pods(spec: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [spec[role] for role in ("driver", "executor")]


def _refuse_more_than_the_quota(owner: Team, spec: Mapping[str, Any]) -> None:
    quota = owner["quota"]
    hard = {
        "requests.cpu": Decimal(quota["cpu"]),
        "requests.memory": Decimal(quota["memoryGib"] * GIB),
        "pods": Decimal(quota["pods"]),
        **{f"requests.{pod['gpu']['name']}": Decimal(quota.get("gpus", 0)) for pod in _pods(spec) if "gpu" in pod},
    }
    executors = most_executors(spec)
    if short := missing(needed(spec, executors), hard):
        advice = "fewer executors or a smaller size" if executors > 1 else "a smaller size"
        raise ValueError(
            f"executors: {executors} and the driver are more than the quota of '{owner['name']}' ever holds "
            f"({'; '.join(short)}); use {advice}"
        )
