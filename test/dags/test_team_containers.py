"""Containers that tasks run in the namespace of a team."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import airflow.providers.cncf.kubernetes as provider
import pytest
from kubernetes.client import ApiClient

import rendered
from conftest import use_environment
from loading import dag
from team_containers import TeamContainerOperator

NAMESPACE = "spark-team-a"
PACKAGE = Path(provider.__path__[0])


@pytest.fixture(autouse=True)
def everything() -> None:
    use_environment("everything")


def operator(**job: Any) -> TeamContainerOperator:  # noqa: ANN401 of the provider's operator
    asked: dict[str, Any] = {
        "task_id": "dbt",
        "team": "team-a",
        "image": "registry.example/dbt:1.9",
        "cmds": ["dbt", "run"],
    }
    return TeamContainerOperator(**(asked | job))


def pod_of(task: TeamContainerOperator) -> dict[str, Any]:
    """The pod as the operator asks Kubernetes for it."""
    quota = SimpleNamespace(metadata=SimpleNamespace(name="team", uid="0c2e"))
    task.__dict__["client"] = SimpleNamespace(
        list_namespaced_resource_quota=lambda namespace: SimpleNamespace(
            items=[quota] if namespace == NAMESPACE else []
        )
    )
    task.__dict__["hook"] = SimpleNamespace(
        is_in_cluster=True,
        get_xcom_sidecar_container_image=lambda: None,
        get_xcom_sidecar_container_resources=lambda: None,
        get_xcom_sidecar_container_security_context=lambda: None,
    )
    return ApiClient().sanitize_for_serialization(task.build_pod_request_obj())


def test_its_pod_is_of_the_team_and_on_the_nodes_of_the_pool() -> None:
    pod = pod_of(operator())
    template = rendered.find("everything", "node-pools", "NodePool", "airflow-task")["spec"]["template"]

    assert pod["metadata"]["namespace"] == NAMESPACE
    assert pod["metadata"]["labels"]["team"] == "team-a"
    rendered.find("everything", NAMESPACE, "ServiceAccount", pod["spec"]["serviceAccountName"], NAMESPACE)
    assert pod["spec"]["nodeSelector"].items() <= template["metadata"]["labels"].items()
    tolerated = [(one["key"], one["value"], one["effect"]) for one in pod["spec"]["tolerations"]]
    assert tolerated == [(one["key"], one["value"], one["effect"]) for one in template["spec"]["taints"]]


@pytest.mark.parametrize("pushes", [False, True])
def test_its_pod_passes_the_restricted_pod_security_standard(pushes: bool) -> None:
    spec = pod_of(operator(do_xcom_push=pushes))["spec"]

    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert len(spec["containers"]) == (2 if pushes else 1)
    for container in spec["containers"]:
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert all("emptyDir" in volume for volume in spec.get("volumes", []))


def test_its_pod_has_an_owner_without_which_no_network_policy_holds_it() -> None:
    assert pod_of(operator())["metadata"]["ownerReferences"] == [
        {"apiVersion": "v1", "kind": "ResourceQuota", "name": "team", "uid": "0c2e"}
    ]
    rendered.find("everything", NAMESPACE, "ResourceQuota", "team", NAMESPACE)


def test_what_the_dag_says_goes_before() -> None:
    pod = pod_of(operator(labels={"job": "dbt"}, annotations={"a": "b"}, env_vars={"LOG_LEVEL": "debug"}, user=4711))
    assert pod["metadata"]["labels"].items() >= {"job": "dbt", "team": "team-a"}.items()
    assert pod["metadata"]["annotations"].items() >= {"a": "b", "karpenter.sh/do-not-disrupt": "true"}.items()
    assert pod["spec"]["securityContext"]["runAsUser"] == 4711


@pytest.mark.parametrize(
    ("job", "refusal"),
    [
        ({"team": "team-c"}, "team: 'team-c' is unknown; use one of 'team-a', 'team-b'"),
        (
            {"team": "team-b"},
            "team: 'team-b' runs no containers; use one of 'team-a', or add containers to the team in the config",
        ),
    ],
)
def test_a_team_that_runs_no_containers_is_refused(job: dict[str, str], refusal: str) -> None:
    with pytest.raises(ValueError) as refused:
        operator(**job)
    assert str(refused.value) == refusal


def test_the_dag_of_the_document_runs_a_container_whose_result_the_next_task_reads(tmp_path: Path) -> None:
    text = (rendered.ROOT / "docs/teams.md").read_text()
    [example] = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "shop_models.py").write_text(example)
    tasks = dag("shop_models", tmp_path / "shop_models.py").task_dict

    assert tasks["build_models"].do_xcom_push is True
    assert tasks["build_models"].namespace == NAMESPACE
    assert tasks["count_models"].upstream_task_ids == {"build_models"}


VERBS = {"create": "create", "delete": "delete", "list": "list", "patch": "patch", "read": "get", "connect_get": "get"}
RESOURCES = {"pod": "pods", "pod_log": "pods/log", "pod_exec": "pods/exec", "event": "events"}


def test_a_task_may_do_what_the_operator_calls() -> None:
    """Of the installed provider, each call of its operator and of what that works with."""
    sources = [PACKAGE / "operators/pod.py", PACKAGE / "utils/pod_manager.py"]
    source = "\n".join(file.read_text() for file in sources)
    calls = set(re.findall(r"\.(connect_get|[a-z]+)_namespaced_([a-z_]+)\b", source))
    called = {(RESOURCES[resource], VERBS[verb]) for verb, resource in calls}
    rules = rendered.find("everything", NAMESPACE, "Role", "airflow-containers")["rules"]
    allowed = {(resource, verb) for rule in rules for resource in rule["resources"] for verb in rule["verbs"]}

    assert {("pods", "create"), ("pods", "delete"), ("pods/exec", "get"), ("pods/log", "get")} <= called
    assert called <= allowed
    # Kubernetes 1.35 asks for `create` too where a command comes by a web socket; the last is for the owner.
    assert allowed - called == {("pods/exec", "create"), ("resourcequotas", "list")}
