"""A Spark job without an end: Airflow says which version of it runs, and Spark's operator keeps it running."""

import hashlib
import json
import time
from typing import Any, Final

from airflow.providers.cncf.kubernetes.hooks.kubernetes import KubernetesHook
from airflow.sdk import BaseOperator, Context
from airflow.sdk.exceptions import AirflowException

from spark_filling import is_stream
from spark_submission import KIND, get_application, not_accepted, wait_for_room

SECONDS_BETWEEN_LOOKS: Final = 10

# Of the application that runs: which one it is.
DIGEST: Final = "airflow-on-eks/digest"


class SparkStreamOperator(BaseOperator):
    """Start a stream, or put a changed one in the place of the one that runs. The task ends when it is submitted."""

    template_fields = ("application",)

    def __init__(
        self,
        *,
        application: dict[str, Any],
        stopped: bool = False,
        kubernetes_conn_id: str = "kubernetes_default",
        schedule_timeout_seconds: int = 900,
        **kwargs: Any,  # noqa: ANN401 the arguments of every operator
    ) -> None:
        """Take an application of `spark_application(…, streaming=True)` or `adapt`.

        Args:
            application: The stream. Its name is its identity: one of that name runs in the namespace.
            stopped: Delete the one that runs, and start none.
            kubernetes_conn_id: Connection to the cluster.
            schedule_timeout_seconds: How long to wait for room in the quota, and for the old one to go.
            kwargs: Of every operator.
        """
        super().__init__(**kwargs)
        if not is_stream(application["spec"]):
            raise ValueError("application: ends, and nothing would start it again; use streaming=True")
        self.application = application
        self.stopped = stopped
        self.kubernetes_conn_id = kubernetes_conn_id
        self.schedule_timeout_seconds = schedule_timeout_seconds
        self.name: str = application["metadata"]["name"]
        self.namespace: str = application["metadata"]["namespace"]

    def execute(self, context: Context) -> str:
        """Leave a stream alone that is the one wanted; else delete it, wait until it is gone, and submit."""
        wanted = _digest(self.application)
        running = get_application(self.hook, self.name, self.namespace)
        if running is not None:
            if not self.stopped and running["metadata"].get("annotations", {}).get(DIGEST) == wanted:
                self.log.info("'%s' runs already, as it is wanted", self.name)
                return self.name
            self._remove()
        if not self.stopped:
            self._submit(wanted)
        return self.name

    def _remove(self) -> None:
        """Its checkpoint stays: the next one goes on where this one has stopped."""
        self.log.info("deleting '%s', of which another version is wanted", self.name)
        self.hook.delete_custom_object(**KIND, name=self.name, namespace=self.namespace)
        deadline = time.monotonic() + self.schedule_timeout_seconds
        while get_application(self.hook, self.name, self.namespace) is not None:
            if time.monotonic() >= deadline:
                raise AirflowException(f"'{self.name}' is still there after {self.schedule_timeout_seconds} seconds")
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _submit(self, digest: str) -> None:
        from kubernetes.client.exceptions import ApiException

        wait_for_room(self, self.application["spec"])
        metadata = self.application["metadata"]
        annotations = metadata.get("annotations", {}) | {DIGEST: digest}
        body = {**self.application, "metadata": {**metadata, "annotations": annotations}}
        try:
            self.hook.create_custom_object(**KIND, body=body, namespace=self.namespace)
        except ApiException as refusal:
            raise not_accepted(self, refusal) from refusal

    @property
    def hook(self) -> KubernetesHook:
        """Kubernetes, as the task sees it."""
        return KubernetesHook(conn_id=self.kubernetes_conn_id)

    @property
    def client(self) -> Any:  # noqa: ANN401 kubernetes.client.CoreV1Api
        """What looks into the quota."""
        return self.hook.core_v1_client


def _digest(application: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(application, sort_keys=True).encode()).hexdigest()[:16]
