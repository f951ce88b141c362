"""Runs each task as in its pod: the executor of Kubernetes makes the pod, and a process here plays its container."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from airflow.executors.base_executor import BaseExecutor
from airflow.executors.workloads import ExecuteTask
from airflow.models.taskinstancekey import TaskInstanceKey
from airflow.providers.cncf.kubernetes.pod_generator import PodGenerator, workload_to_command_args
from kubernetes.client import models as k8s

import rendered

# What the machine gives to any process, and AWS to a pod; everything else a container has from its pod.
OF_THE_MACHINE = ("PATH", "PYTHONPATH", "HOME", "AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


class TaskPodExecutor(BaseExecutor):
    """KubernetesExecutor, with processes for pods. The variables TASK_POD_* say where the files of the pod are."""

    is_local = True

    def start(self) -> None:
        self.containers: dict[TaskInstanceKey, subprocess.Popen[bytes]] = {}

    def _process_workloads(self, workload_items: Sequence[ExecuteTask]) -> None:
        for workload in workload_items:
            del self.queued_tasks[workload.key]
            self.running.add(workload.key)
            [container] = pod_of(workload).spec.containers
            self.containers[workload.key] = subprocess.Popen(
                [sys.executable, *container.args[1:]], env=variables_of(container), cwd=os.environ["TASK_POD_HOME"]
            )

    def sync(self) -> None:
        for key, process in list(self.containers.items()):
            if process.poll() is not None:
                del self.containers[key]
                (self.fail if process.returncode else self.success)(key)

    def end(self) -> None:
        for process in self.containers.values():
            process.wait()


def pod_of(workload: ExecuteTask) -> k8s.V1Pod:
    """The pod as the executor asks Kubernetes for it."""
    instance = workload.ti
    return PodGenerator.construct_pod(
        namespace="airflow",
        scheduler_job_id="1",
        pod_id="task",
        dag_id=instance.dag_id,
        task_id=instance.task_id,
        run_id=instance.run_id,
        try_number=instance.try_number,
        kube_image="",
        date=None,
        args=workload_to_command_args(workload),
        pod_override_object=None,
        base_worker_pod=PodGenerator.deserialize_model_file(os.environ["TASK_POD_TEMPLATE"]),
        with_mutation_hook=True,
    )


def variables_of(container: k8s.V1Container) -> dict[str, str]:
    """The variables of a container; the paths in them are those of the files here."""
    secrets = {"airflow-connections": rendered.connections("dev")}
    variables = {name: os.environ[name] for name in OF_THE_MACHINE if name in os.environ}
    for source in container.env_from:
        variables |= secrets[source.secret_ref.name]
    for variable in container.env:
        assert variable.value is not None, f"{variable.name} comes from a Secret"
        variables[variable.name] = variable.value
    mounted = {mount.mount_path: mount.name for mount in container.volume_mounts}
    assert mounted[f"{variables['AIRFLOW_HOME']}/airflow.cfg"] == "config"
    assert mounted[str(Path(variables["AIRFLOW_PLATFORM_FILE"]).parent)] == "platform"
    return variables | {
        "AIRFLOW_HOME": os.environ["TASK_POD_HOME"],
        "AIRFLOW_PLATFORM_FILE": os.environ["AIRFLOW_PLATFORM_FILE"],
    }
