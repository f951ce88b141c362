"""Tasks that run a SparkApplication: one submits it and follows its driver, one asks how it ended."""

import logging
import sys
from http import HTTPStatus
from typing import Any, Final

from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator
from airflow.providers.cncf.kubernetes.utils.pod_manager import PodPhase
from airflow.sdk import Context
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from spark_application import KEPT_FOR
from spark_platform import load_platform
from spark_submission import NotSubmittedError, get_application, not_accepted, wait_for_room

log = logging.getLogger(__name__)

ENDED: Final = ("COMPLETED", "FAILED", "SUBMISSION_FAILED", "SUCCEEDING", "FAILING")


class SparkApplicationOperator(SparkKubernetesOperator):
    """The provider's operator for an application that outlives its task, and of which only one may run."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 the arguments of the provider's operator
        """Take what SUBMIT says unless the DAG says otherwise."""
        super().__init__(**(SUBMIT | kwargs))
        if self.deferrable:
            _refuse_deferring(self.namespace)

    def execute(self, context: Context) -> Any:  # noqa: ANN401 as in the provider
        """Run the job. Without a driver, the reason is in the application and nowhere else."""
        from kubernetes.client.exceptions import ApiException

        try:
            return super().execute(context)
        except ApiException as error:
            found = _get(self) if error.status == HTTPStatus.NOT_FOUND else None
            if found is None:
                raise
            reason = found.get("status", {}).get("applicationState", {}).get("errorMessage")
            raise AirflowException(f"Spark application '{self.name}' has no driver: {reason or error}") from error

    def trigger_reentry(self, context: Context, event: dict[str, Any]) -> Any:  # noqa: ANN401 as in the provider
        """Go on where the triggerer has seen the driver end: this is another process, which knows no name yet."""
        self.name = event["name"].removesuffix("-driver")
        return super().trigger_reentry(context, event)

    def get_or_create_spark_crd(self, launcher: Any, context: Any) -> Any:  # noqa: ANN401 as in the provider
        """Submit the application as soon as the quota has room; say what Kubernetes says when it does not take it."""
        from kubernetes.client.exceptions import ApiException

        wait_for_room(self, launcher.body["spec"])
        try:
            return super().get_or_create_spark_crd(launcher, context)
        except ApiException as refusal:
            if launcher.spark_obj_spec:
                raise
            raise not_accepted(self, refusal) from refusal

    def cleanup(self, pod: Any, remote_pod: Any, **kwargs: Any) -> None:  # noqa: ANN401 as in the provider
        """Look at the driver when it has ended, and not when an error of the task itself comes first.

        The provider would mark a driver that still runs as seen, so that a retry starts a second one beside it,
        and would raise an error of its own: then Airflow does not stop a job that has run into its timeout.
        """
        if sys.exception() is None or remote_pod is None or remote_pod.status.phase in PodPhase.terminal_states:
            super().cleanup(pod, remote_pod, **kwargs)


def _refuse_deferring(namespace: object) -> None:
    """Refuse what the triggerer may not look at; which namespace it is, only a run may know."""
    teams = {team["namespace"]: team for team in load_platform()["teams"] if team.get("deferrable")}
    is_known = isinstance(namespace, str) and "{{" not in namespace
    if (is_known and namespace not in teams) or not teams:
        raise ValueError(
            f"deferrable: True is not possible in '{namespace}': the triggerer may not read the pods there; "
            "remove it, and the task waits in its own pod, or add deferrable to the team in the config"
        )


def _nothing_was_submitted(context: Context) -> bool:
    return isinstance(context.get("exception"), AirflowFailException | NotSubmittedError)


def say_where_to_look(context: Context) -> None:
    """Write into the log of a failed task where the rest of the story is."""
    if _nothing_was_submitted(context):
        return
    task: Any = context["task"]
    name, namespace = _application(task)
    if _get(task) is None:
        log.error("Spark application '%s' is not there: it was never accepted, or its task has deleted it", name)
        return
    log.error(
        "Spark application '%(name)s' did not succeed. Where to look, for %(hours)d hours:\n"
        "  how it ended:     kubectl describe sparkapplication -n %(namespace)s %(name)s\n"
        "  the driver's log: kubectl logs -n %(namespace)s %(name)s-driver\n"
        "  its pods' events: kubectl get events -n %(namespace)s | grep %(name)s\n"
        "The usual reasons are in docs/dags.md, 'When a Spark job fails'.",
        {"name": name, "namespace": namespace, "hours": KEPT_FOR.total_seconds() // 3600},
    )


def stop_what_still_runs(context: Context) -> None:
    """Delete the application of a task that has failed for good, unless it has ended: nobody would watch it."""
    if _nothing_was_submitted(context):
        return
    task: Any = context["task"]
    name, _ = _application(task)
    found = _get(task)
    if found is None:
        return
    state = found.get("status", {}).get("applicationState", {}).get("state", "NEW")
    if state not in ENDED:
        log.error("Spark application '%s' is %s and its task has given up: deleting it", name, state)
        task.on_kill()


def _get(task: Any) -> dict[str, Any] | None:  # noqa: ANN401 the operator or the sensor
    """Fetch the application of a task; None when there is none."""
    return get_application(task.hook, *_application(task))


def _application(task: Any) -> tuple[str, str]:  # noqa: ANN401 the operator or the sensor
    return getattr(task, "application_name", None) or task.name, task.namespace


SUBMIT: Final[dict[str, Any]] = {
    "get_logs": True,
    "log_events_on_failure": True,
    # Hundreds of lines between the error and what it means.
    "log_pod_spec_on_failure": False,
    # The application outlives its task: the sensor looks at it, and so do people after a failure.
    "delete_on_termination": False,
    # Marks a driver that has ended as seen, so that a cleared task runs the job again instead of finding the old one.
    "on_finish_action": "keep_pod",
    # A task that lost its worker finds the running driver by its labels instead of starting a second one.
    "reattach_on_restart": True,
    # Room for a new node and a pull of the image.
    "startup_timeout_seconds": 900,
    "schedule_timeout_seconds": 900,
    "on_retry_callback": say_where_to_look,
    "on_failure_callback": [say_where_to_look, stop_what_still_runs],
}

# The operator returns when the driver has ended, so the sensor waits for seconds. Freeing its worker between looks
# would start a pod for each look.
MONITOR: Final[dict[str, Any]] = {
    "mode": "poke",
    "poke_interval": 10,
    "timeout": 600,
    "on_retry_callback": say_where_to_look,
    "on_failure_callback": say_where_to_look,
}


def submitted_by(task_id: str) -> dict[str, str]:
    """Arguments of the sensor: the application that `task_id` submitted, under the name the operator made unique."""
    pulled = f"ti.xcom_pull(task_ids='{task_id}', key='%s')"
    return {
        "application_name": f"{{{{ {pulled % 'pod_name'}.removesuffix('-driver') }}}}",
        "namespace": f"{{{{ {pulled % 'pod_namespace'} }}}}",
    }
