"""A task that runs a container in the namespace of a team: any image, with the quota and the AWS rights of the team."""

from collections.abc import Mapping
from typing import Any, Final

from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from airflow.sdk import Context

from spark_platform import Platform, Team, choices, find, load_platform

# A user of the image may be another; 0 is refused.
CONTAINER_USER: Final = 1000


class TeamContainerOperator(KubernetesPodOperator):
    """The provider's operator, with what the namespace of a team asks for. Everything of the provider may be given."""

    def __init__(
        self,
        *,
        team: str,
        platform: Platform | None = None,
        user: int = CONTAINER_USER,
        **kwargs: Any,  # noqa: ANN401 the arguments of the provider's operator
    ) -> None:
        """Fill in namespace, account, nodes and security contexts; what the team does not have is refused.

        Args:
            team: The team whose namespace, quota and AWS rights the container has; `containers` must be in its config.
            platform: Default: `load_platform()`.
            user: Number of the user that the container runs as.
            kwargs: Of the provider's operator.
        """
        known = load_platform() if platform is None else platform
        owner = _team_with_containers(known, team)
        place = owner["containers"]
        if kwargs.get("deferrable") and not owner.get("deferrable"):
            raise ValueError(
                f"deferrable: True is not possible for '{team}'; remove it, or add deferrable to the team in the config"
            )
        labels = {"team": team, "cost-center": owner["costCenter"], "environment": known["environment"]}
        kwargs["labels"] = (kwargs.get("labels") or {}) | labels
        # A node that is to go waits for the container: it would start again from nothing.
        kwargs["annotations"] = {"karpenter.sh/do-not-disrupt": "true"} | (kwargs.get("annotations") or {})
        super().__init__(
            **{
                "namespace": owner["namespace"],
                "service_account_name": place["serviceAccount"],
                "automount_service_account_token": False,
                "node_selector": {known["nodeGroupLabel"]: place["nodeGroupType"]},
                "tolerations": _tolerations(known["taints"]["key"], place),
                "security_context": {
                    "runAsUser": user,
                    "runAsGroup": user,
                    "fsGroup": user,
                    "runAsNonRoot": True,
                    "seccompProfile": {"type": "RuntimeDefault"},
                },
                "startup_timeout_seconds": 900,
                "on_finish_action": "delete_pod",
                **kwargs,
            }
        )

    def build_pod_request_obj(self, context: Context | None = None, **kwargs: Any) -> Any:  # noqa: ANN401 as in the provider
        """Close every container of the pod, that of the result too, and give the pod an owner.

        The VPC CNI holds network policies for pods that have an owner, and nobody owns a pod that a task makes. The
        quota of the team is there for as long as the namespace.
        """
        from kubernetes.client import models as k8s

        pod = super().build_pod_request_obj(context, **kwargs)
        for container in [*pod.spec.containers, *(pod.spec.init_containers or [])]:
            container.security_context = container.security_context or k8s.V1SecurityContext(
                allow_privilege_escalation=False, capabilities=k8s.V1Capabilities(drop=["ALL"])
            )
        if not kwargs.get("dry_run"):
            pod.metadata.owner_references = [
                k8s.V1OwnerReference(
                    api_version="v1", kind="ResourceQuota", name=quota.metadata.name, uid=quota.metadata.uid
                )
                for quota in self.client.list_namespaced_resource_quota(self.namespace).items[:1]
            ]
        return pod


def _team_with_containers(platform: Platform, name: str) -> Team:
    team = find("team", name, {known["name"]: known for known in platform["teams"]})
    if "containers" not in team:
        others = [known["name"] for known in platform["teams"] if "containers" in known]
        advice = f"use one of {choices(others)}, or " if others else ""
        raise ValueError(f"team: '{name}' runs no containers; {advice}add containers to the team in the config")
    return team


def _tolerations(key: str, place: Mapping[str, str]) -> list[object]:
    from kubernetes.client import models as k8s

    role = k8s.V1Toleration(key=key, operator="Equal", value=place["taint"], effect="NoSchedule")
    if "accelerator" not in place:
        return [role]
    return [role, k8s.V1Toleration(key=place["accelerator"], operator="Exists", effect="NoSchedule")]
