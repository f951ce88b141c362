"""What `platform.json` says of the environment: teams, pools and sizes."""

import json
import os
from collections.abc import Iterable, Mapping
from typing import NotRequired, TypedDict, TypeVar

Item = TypeVar("Item")


class Team(TypedDict):
    """A Spark team and what its jobs may use."""

    name: str
    namespace: str
    costCenter: str
    pools: list[str]
    largestPod: dict[str, int]
    quota: dict[str, int]
    containers: NotRequired[dict[str, str]]
    deferrable: NotRequired[bool]
    driverNodeGroupType: NotRequired[str]
    driverArchitecture: NotRequired[str]


class Pool(TypedDict):
    """A pool of nodes for executors.

    `nodeGroupType` is the label of its nodes, `accelerator` what a pod asks for to have one of their GPUs.
    """

    name: str
    nodeGroupType: str
    capacity: str
    architecture: NotRequired[str]
    accelerator: NotRequired[str]


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
    """What all jobs have in common. `settings` stand above those of a job; only a cluster without AWS has some."""

    image: str
    version: str
    eventLogs: str | None
    bucket: str
    serviceAccounts: dict[str, str]
    ports: dict[str, int]
    sizes: dict[str, Size]
    coreRequestShare: float
    settings: NotRequired[dict[str, str]]


class TaskRole(TypedDict):
    """AWS rights that a task may choose."""

    name: str
    serviceAccount: str


class TaskPool(TypedDict):
    """A pool of nodes for tasks."""

    name: str
    nodeGroupType: str
    accelerator: NotRequired[str]


class Tasks(TypedDict):
    """Nodes that a task may choose from, the taint of all of them, and the size of a task that says none."""

    taint: str
    size: dict[str, int]
    pools: list[TaskPool]


class Platform(TypedDict):
    """What `platform.json` says of the environment that this code runs in."""

    environment: str
    spark: Spark
    registries: NotRequired[dict[str, str]]
    nodeGroupLabel: str
    driverNodeGroupType: str | None
    driverArchitecture: NotRequired[str]
    driverPriorityClass: str
    taints: dict[str, str]
    pools: list[Pool]
    teams: list[Team]
    taskRoles: NotRequired[list[TaskRole]]
    tasks: NotRequired[Tasks]


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


def memory_of(pod: PodSize) -> int:
    """GiB that a pod requests and may use."""
    return pod["heapGib"] + pod["overheadGib"]


def find(field: str, value: str, items: Mapping[str, Item]) -> Item:
    """Return what a name stands for; an unknown one is refused with those that are known."""
    if value not in items:
        raise ValueError(f"{field}: '{value}' is unknown; use one of {choices(items)}")
    return items[value]


def choices(names: Iterable[str]) -> str:
    """Write the names that may be used, as a refusal ends."""
    return ", ".join(f"'{name}'" for name in names)
