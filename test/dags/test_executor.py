"""The scheduler makes pods with a Role of ours: the chart's would let tasks do so too (docs/decisions/0010)."""

import importlib.util
import re
from pathlib import Path

import pytest

import rendered

VERBS = {"create": "create", "delete": "delete", "list": "list", "patch": "patch", "read": "get"}
RESOURCES = {"pod": "pods", "pod_log": "pods/log"}


def source_of_executor() -> str:
    package = importlib.util.find_spec("airflow.providers.cncf.kubernetes.executors")
    assert package and package.submodule_search_locations
    files = sorted(Path(package.submodule_search_locations[0]).glob("*.py"))
    return "\n".join(file.read_text() for file in files)


def called() -> set[tuple[str, str]]:
    """Resource and verb of each call of the Kubernetes API; for one that the tables above do not have it fails."""
    source = source_of_executor()
    calls = re.findall(r"\.([a-z_]+?)_namespaced_([a-z_]+)\b", source)
    watches = {("pods", "watch")} if re.search(r"watcher\.stream\(\w+\.list_namespaced_pod", source) else set()
    return {(RESOURCES[resource], VERBS[verb]) for verb, resource in calls} | watches


@pytest.mark.parametrize("environment", rendered.ENVIRONMENTS)
def test_the_scheduler_may_do_what_its_executor_calls_and_touches_nothing_but_pods(environment: str) -> None:
    rules = rendered.find(environment, "airflow-access", "Role", "airflow-task-pods", "airflow")["rules"]
    allowed = {(resource, verb) for rule in rules for resource in rule["resources"] for verb in rule["verbs"]}

    assert {("pods", "create"), ("pods", "watch"), ("pods/log", "get")} <= called()
    assert called() <= allowed
    assert {resource for resource, _ in allowed} == {"pods", "pods/log"}
