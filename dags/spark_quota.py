"""Room in a team's quota: what an application asks for, and what it is short of."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

Amounts = Mapping[str, Decimal]

GIB: Final = 2**30
JAVA_UNITS: Final = {"k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40}


def first_executors(spec: Mapping[str, Any]) -> int:
    """Number of executors that an application starts with."""
    range_of = _range_of(spec)
    given = (spec["executor"].get("instances", 1), range_of.get("initialExecutors", 0), range_of.get("minExecutors", 0))
    return max(given)


def most_executors(spec: Mapping[str, Any]) -> int:
    """Number of executors that an application may grow to."""
    return max(first_executors(spec), _range_of(spec).get("maxExecutors", 0))


def _range_of(spec: Mapping[str, Any]) -> Mapping[str, int]:
    allocation = spec.get("dynamicAllocation", {})
    return allocation if allocation.get("enabled") else {}


def needed(spec: Mapping[str, Any], executors: int | None = None) -> Amounts:
    """What a quota counts for the spec of a SparkApplication: its driver, and the executors that it starts with."""
    executors = first_executors(spec) if executors is None else executors
    pods = [(spec["driver"], 1), (spec["executor"], executors)]
    devices = {f"requests.{pod['gpu']['name']}": Decimal(0) for pod, _ in pods if "gpu" in pod}
    for pod, number in pods:
        if "gpu" in pod:
            devices[f"requests.{pod['gpu']['name']}"] += number * int(pod["gpu"]["quantity"])
    return {
        "requests.cpu": sum((number * cpu_of(pod) for pod, number in pods), Decimal(0)),
        "requests.memory": Decimal(sum(number * memory_bytes(pod, spec) for pod, number in pods)),
        "pods": Decimal(1 + executors),
        **devices,
    }


def missing(wanted: Amounts, hard: Amounts, used: Amounts | None = None) -> list[str]:
    """A sentence for each resource of which less is free than wanted; none when there is room."""
    free = {name: max(bound - (used or {}).get(name, Decimal(0)), Decimal(0)) for name, bound in hard.items()}
    return [
        f"{name}: {_shown(name, amount)} wanted, {_shown(name, free[name])} of {_shown(name, hard[name])} free"
        for name, amount in wanted.items()
        if name in hard and amount > free[name]
    ]


def cores_said(number: float) -> str:
    """So many cores, in words."""
    return f"{number:g} core{'' if number == 1 else 's'}"


def cpu_of(pod: Mapping[str, Any]) -> Decimal:
    """Cores, or what is requested instead: `3.8` or `3800m`."""
    request = str(pod.get("coreRequest", pod.get("cores", 1)))
    return Decimal(request.removesuffix("m")) / (1000 if request.endswith("m") else 1)


def memory_bytes(pod: Mapping[str, Any], spec: Mapping[str, Any]) -> int:
    """Heap and overhead of a pod, which it requests and may use."""
    heap = _bytes(pod.get("memory", "1g"))
    if "memoryOverhead" in pod:
        return heap + _bytes(pod["memoryOverhead"])
    factor = float(spec.get("memoryOverheadFactor", 0.4 if spec["type"] in ("Python", "R") else 0.1))
    return heap + max(int(heap * factor), 384 * 2**20)


def _bytes(memory: str) -> int:
    """An amount as Java writes it: `4g`, `512m`, `2048` for mebibytes."""
    parts = re.fullmatch(r"(\d+)([kmgt]?)b?", memory.lower())
    if parts is None:
        raise ValueError(f"memory: '{memory}' is not an amount of memory; use e.g. '4g' or '512m'")
    return int(parts[1]) * JAVA_UNITS[parts[2] or "m"]


def _shown(name: str, amount: Decimal) -> str:
    return f"{float(amount) / GIB:.4g} GiB" if name.endswith("memory") else f"{float(amount):.4g}"
