"""Before an application exists: room for it in the quota, and what it means when Kubernetes does not take it."""

import json
import time
from http import HTTPStatus
from typing import Any, Final

from airflow.sdk.exceptions import AirflowException, AirflowFailException

from spark_quota import missing, needed

SECONDS_BETWEEN_LOOKS: Final = 30

KIND: Final = {"group": "sparkoperator.k8s.io", "version": "v1beta2", "plural": "sparkapplications"}

# Answers of Kubernetes that say nothing about the application: the next try may succeed.
PASSING: Final = (HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600))


class NotSubmittedError(AirflowException):
    """Kubernetes did not take the application, and may take it at the next try."""


def wait_for_room(operator: Any, spec: dict[str, Any]) -> None:  # noqa: ANN401 SparkApplicationOperator
    """Return when the quota has room for the whole job, which would else be refused or run without executors."""
    deadline = time.monotonic() + operator.schedule_timeout_seconds
    while short := _missing_room(operator, spec):
        if time.monotonic() >= deadline:
            raise NotSubmittedError(
                f"Spark application '{operator.name}' was not submitted, because the quota of '{operator.namespace}' "
                f"had no room for {operator.schedule_timeout_seconds} seconds: {'; '.join(short)}"
            )
        operator.log.warning("waiting for room in the quota of '%s': %s", operator.namespace, "; ".join(short))
        time.sleep(SECONDS_BETWEEN_LOOKS)


def not_accepted(operator: Any, refusal: Any) -> AirflowException:  # noqa: ANN401 the operator and its ApiException
    """Give the error for a refusal. Only one that may pass is tried again."""
    said = words(refusal)
    message = f"Spark application '{operator.name}' was not accepted, so there is none to look at: {said}"
    may_pass = refusal.status in PASSING or "quota" in said
    return NotSubmittedError(message) if may_pass else AirflowFailException(message)


def get_application(hook: Any, name: str, namespace: str) -> dict[str, Any] | None:  # noqa: ANN401 KubernetesHook
    """Fetch a SparkApplication; None when there is none."""
    from kubernetes.client.exceptions import ApiException

    try:
        return hook.get_custom_object(**KIND, name=name, namespace=namespace)
    except ApiException as error:
        if error.status == HTTPStatus.NOT_FOUND:
            return None
        raise


def words(refusal: Any) -> str:  # noqa: ANN401 kubernetes.client.exceptions.ApiException
    """What the server says, without the headers that the client writes around it."""
    try:
        return json.loads(refusal.body)["message"]
    except (KeyError, TypeError, ValueError):
        return f"({refusal.status}) {refusal.reason}"


def _missing_room(operator: Any, spec: dict[str, Any]) -> list[str]:  # noqa: ANN401 SparkApplicationOperator
    from kubernetes.client.exceptions import ApiException
    from kubernetes.utils.quantity import parse_quantity

    try:
        quotas = operator.client.list_namespaced_resource_quota(operator.namespace).items
    except ApiException as error:
        # The server decides in any case; this look only saves a try.
        operator.log.warning("cannot read the quota of '%s': %s", operator.namespace, words(error))
        return []
    short = []
    for quota in quotas:
        hard = {name: parse_quantity(bound) for name, bound in (quota.status.hard or {}).items()}
        used = {name: parse_quantity(amount) for name, amount in (quota.status.used or {}).items()}
        if never := missing(needed(spec), hard):
            raise AirflowFailException(
                f"Spark application '{operator.name}' was not submitted, because it is more than the quota of "
                f"'{operator.namespace}' ever holds: {'; '.join(never)}"
            )
        short += missing(needed(spec), hard, used)
    return short
