"""AWS rights of a task: one of the roles that the config names."""

from typing import Any

from spark_platform import Platform, find, load_platform


def as_role(
    role: str,
    override: Any = None,  # noqa: ANN401 kubernetes.client.models.V1Pod
    platform: Platform | None = None,
) -> dict[str, Any]:
    """Return the `executor_config` of a task that has the AWS rights of a role of `airflow.taskRoles`.

    Args:
        role: Its name. An unknown one is refused when the DAG is parsed, any other account by the API server.
        override: A `V1Pod` with what else the task's pod is to have, as in `pod_override`.
        platform: Default: `load_platform()`.
    """
    from kubernetes.client import models as k8s

    known = load_platform() if platform is None else platform
    accounts = {one["name"]: one["serviceAccount"] for one in known.get("taskRoles", [])}
    if not accounts:
        raise ValueError(f"role: '{role}' is unknown, because the environment has none; add it to airflow.taskRoles")
    pod = override or k8s.V1Pod()
    pod.spec = pod.spec or k8s.V1PodSpec(containers=[])
    pod.spec.service_account_name = find("role", role, accounts)
    return {"pod_override": pod}
