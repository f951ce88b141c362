"""The pods that the executor of the pinned Airflow makes for tasks.

`task-pods.json` keeps them for test/airflow/task-roles.test.ts, which asks the admission policy about each.
`RECORD=1` writes the file again.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from airflow.providers.cncf.kubernetes.pod_generator import PodGenerator
from kubernetes.client import ApiClient
from kubernetes.client import models as k8s

import rendered
from task_roles import as_role

RECORDED = Path(__file__).with_name("task-pods.json")
PLATFORM: Any = {"taskRoles": [{"name": "shop", "serviceAccount": "airflow-task-shop"}]}


def base(**fields: Any) -> k8s.V1Container:  # noqa: ANN401 of V1Container
    return k8s.V1Container(name="base", **fields)


def pod(
    labels: dict[str, str] | None = None,
    containers: list[k8s.V1Container] | None = None,
    **spec: Any,  # noqa: ANN401 of V1PodSpec
) -> k8s.V1Pod:
    return k8s.V1Pod(
        metadata=k8s.V1ObjectMeta(labels=labels or {}), spec=k8s.V1PodSpec(containers=containers or [base()], **spec)
    )


def from_secret(name: str) -> k8s.V1EnvVar:
    key = k8s.V1SecretKeySelector(name=name, key="key")
    return k8s.V1EnvVar(name="KEY", value_from=k8s.V1EnvVarSource(secret_key_ref=key))


def volume(**source: Any) -> k8s.V1Pod:  # noqa: ANN401 of V1Volume
    return pod(volumes=[k8s.V1Volume(name="own", **source)])


def env_from(name: str) -> list[k8s.V1EnvFromSource]:
    return [k8s.V1EnvFromSource(secret_ref=k8s.V1SecretEnvSource(name=name))]


# By what a DAG asks for: what pod_override is, and whether the API server is to take the pod.
CASES: dict[str, tuple[k8s.V1Pod | None, bool]] = {
    "nothing": (None, True),
    "the role shop": (as_role("shop", platform=PLATFORM)["pod_override"], True),
    "the role shop, and a larger pod": (
        as_role(
            "shop",
            pod(containers=[base(resources=k8s.V1ResourceRequirements(requests={"memory": "8Gi"}))]),
            PLATFORM,
        )["pod_override"],
        True,
    ),
    "another image": (pod(containers=[base(image="registry.example/airflow:3.3.2-dbt")]), True),
    "variables": (pod(containers=[base(env=[k8s.V1EnvVar(name="LOG_LEVEL", value="debug")])]), True),
    "an emptyDir": (volume(empty_dir=k8s.V1EmptyDirVolumeSource(size_limit="20Gi")), True),
    "a claim": (volume(persistent_volume_claim=k8s.V1PersistentVolumeClaimVolumeSource(claim_name="cache")), True),
    "a token for another service": (
        volume(
            projected=k8s.V1ProjectedVolumeSource(
                sources=[
                    k8s.V1VolumeProjection(
                        service_account_token=k8s.V1ServiceAccountTokenProjection(audience="vault", path="token")
                    )
                ]
            )
        ),
        True,
    ),
    "labels and annotations": (pod(labels={"team": "team-a", "cost-center": "4711"}), True),
    "a sidecar": (pod(containers=[base(), k8s.V1Container(name="proxy", image="proxy:1")]), True),
    "the account of the scheduler": (pod(service_account_name="airflow-scheduler"), False),
    "an account of another role": (pod(service_account_name="airflow-task-other"), False),
    "the default account": (pod(service_account_name="default"), False),
    "the Fernet key in a variable": (pod(containers=[base(env=[from_secret("airflow-fernet-0123abcd")])]), False),
    "the Fernet key in a sidecar": (
        pod(containers=[base(), k8s.V1Container(name="thief", image="x:1", env=[from_secret("airflow-fernet")])]),
        False,
    ),
    "the Fernet key in an init container": (
        pod(init_containers=[k8s.V1Container(name="thief", image="x:1", env=[from_secret("airflow-fernet")])]),
        False,
    ),
    "the address of the database": (pod(containers=[base(env_from=env_from("airflow-metadata-db"))]), False),
    "a Secret as a volume": (volume(secret=k8s.V1SecretVolumeSource(secret_name="airflow-jwt")), False),
    "a Secret in a projected volume": (
        volume(
            projected=k8s.V1ProjectedVolumeSource(
                sources=[k8s.V1VolumeProjection(secret=k8s.V1SecretProjection(name="airflow-jwt"))]
            )
        ),
        False,
    ),
    "a Secret of a volume driver": (
        volume(
            csi=k8s.V1CSIVolumeSource(
                driver="smb.csi.k8s.io", node_publish_secret_ref=k8s.V1LocalObjectReference(name="airflow-jwt")
            )
        ),
        False,
    ),
    "another pull secret": (
        pod(image_pull_secrets=[k8s.V1LocalObjectReference(name="airflow-image-pull-2")]),
        False,
    ),
    "a path of the node": (volume(host_path=k8s.V1HostPathVolumeSource(path="/")), False),
    "a network file system": (volume(nfs=k8s.V1NFSVolumeSource(server="10.0.0.1", path="/")), False),
    "the volume of the database": (
        volume(persistent_volume_claim=k8s.V1PersistentVolumeClaimVolumeSource(claim_name="data-airflow-postgresql-0")),
        False,
    ),
    "the label of the scheduler": (pod(labels={"component": "scheduler"}), False),
    "the label of another tier": (pod(labels={"tier": "other"}), False),
    "the label of the database": (pod(labels={"app.kubernetes.io/name": "postgresql"}), False),
}


def made(override: k8s.V1Pod | None, template: Path) -> dict[str, Any]:
    """The pod as the executor asks Kubernetes for it."""
    found = PodGenerator.construct_pod(
        namespace="airflow",
        scheduler_job_id="1",
        pod_id="task",
        dag_id="report",
        task_id="load",
        run_id="run",
        try_number=1,
        kube_image="",
        date=None,
        args=["true"],
        pod_override_object=override,
        base_worker_pod=PodGenerator.deserialize_model_file(str(template)),
        with_mutation_hook=False,
    )
    return ApiClient().sanitize_for_serialization(found)


def test_the_recorded_pods_are_those_that_the_executor_makes(tmp_path: Path) -> None:
    template = tmp_path / "pod.yaml"
    template.write_text(rendered.airflow_values("dev")["podTemplate"])
    pods = {name: {"allowed": allowed, "pod": made(override, template)} for name, (override, allowed) in CASES.items()}
    if "RECORD" in os.environ:
        lines = [f"{json.dumps(name)}: {json.dumps(recorded)}" for name, recorded in pods.items()]
        RECORDED.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    assert json.loads(RECORDED.read_text()) == pods


def test_a_role_that_nobody_has_named_is_refused_when_the_dag_is_parsed() -> None:
    with pytest.raises(ValueError) as unknown:
        as_role("shpo", platform=PLATFORM)
    assert str(unknown.value) == "role: 'shpo' is unknown; use one of 'shop'"
    with pytest.raises(ValueError) as none:
        as_role("shop")
    assert str(none.value) == "role: 'shop' is unknown, because the environment has none; add it to airflow.taskRoles"
