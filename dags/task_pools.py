"""Nodes of a task: one of the pools of tasks that the config names, and the size of its pod there."""

from typing import Any

from spark_platform import Platform, find, load_platform


def on_pool(
    pool: str,
    override: Any = None,  # noqa: ANN401 kubernetes.client.models.V1Pod
    *,
    cores: float | None = None,
    memory_gib: float | None = None,
    gpus: int = 0,
    platform: Platform | None = None,
) -> dict[str, Any]:
    """Return the `executor_config` of a task that runs on the nodes of a pool.

    Args:
        pool: Its name in the config. An unknown one is refused when the DAG is parsed.
        override: A `V1Pod` with what else the task's pod is to have, as in `pod_override`.
        cores: CPU that the task asks for. Default: that of every task.
        memory_gib: Memory that it asks for and may use. Default: that of every task.
        gpus: GPUs of the task, on a pool that has them.
        platform: Default: `load_platform()`.
    """
    from kubernetes.client import models as k8s

    known = load_platform() if platform is None else platform
    tasks = known.get("tasks")
    if tasks is None:
        raise ValueError(f"pool: '{pool}' is unknown, because all tasks have one; add another one to nodePools")
    place = find("pool", pool, {one["name"]: one for one in tasks["pools"]})
    pod = override or k8s.V1Pod()
    pod.spec = pod.spec or k8s.V1PodSpec(containers=[])
    pod.spec.node_selector = (pod.spec.node_selector or {}) | {known["nodeGroupLabel"]: place["nodeGroupType"]}
    resource = place.get("accelerator")
    if bool(gpus) != (resource is not None):
        has = "GPUs, and the task asks for none; say how many" if resource else "no GPUs; leave gpus out"
        raise ValueError(f"pool: '{pool}' has {has}, or use another pool")
    if resource is not None:
        # The override takes the place of the tolerations of every task.
        pod.spec.tolerations = [
            *(pod.spec.tolerations or []),
            k8s.V1Toleration(key=known["taints"]["key"], operator="Equal", value=tasks["taint"], effect="NoSchedule"),
            k8s.V1Toleration(key=resource, operator="Exists", effect="NoSchedule"),
        ]
    if cores is not None or memory_gib is not None or gpus:
        cpu = f"{tasks['size']['cpuMillicores']}m" if cores is None else f"{round(cores * 1000)}m"
        memory = f"{tasks['size']['memoryMib'] if memory_gib is None else round(memory_gib * 1024)}Mi"
        base = _base_of(pod)
        devices = {resource: str(gpus)} if gpus else {}
        base.resources = k8s.V1ResourceRequirements(
            requests={"cpu": cpu, "memory": memory}, limits={"memory": memory, **devices}
        )
    return {"pod_override": pod}


def _base_of(pod: Any) -> Any:  # noqa: ANN401 models of kubernetes.client
    """Return the container that Airflow runs the task in."""
    from kubernetes.client import models as k8s

    for container in pod.spec.containers:
        if container.name == "base":
            return container
    base = k8s.V1Container(name="base")
    pod.spec.containers = [*pod.spec.containers, base]
    return base
