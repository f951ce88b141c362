"""Run a PySpark program of your own, without writing YAML.

Trigger it and fill in the form: the team that pays, the program, its arguments, how large and on which nodes.
A team, pool or size that cannot run is refused before anything is submitted. Each run and each retry submits an
application with a name of its own; whether the program may run twice for the same data is the program's to say.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.providers.cncf.kubernetes.sensors.spark_kubernetes import SparkKubernetesSensor
from airflow.sdk import Context, Param, dag
from airflow.sdk.exceptions import AirflowFailException

from spark_application import load_platform, memory_of, spark_application
from spark_quota import cores_said
from spark_tasks import MONITOR, SparkApplicationOperator, submitted_by

platform = load_platform()
sizes = platform["spark"]["sizes"]


def requested_application(context: Context, **_: object) -> dict[str, Any]:
    """Build what the form asks for. Airflow calls this in the task, before the operator submits anything."""
    params = context["params"]
    try:
        return spark_application(
            platform,
            name="pyspark-job",
            team=params["team"],
            pool=params["pool"],
            main_file=params["main_file"],
            arguments=params["arguments"] or (),
            size=params["size"],
            executors=params["executors"],
            image=params["image"],
        )
    except ValueError as refusal:
        raise AirflowFailException(str(refusal)) from refusal


def requested_namespace(context: Context, **_: object) -> str:
    """Namespace of the team that the form asks for."""
    return requested_application(context)["metadata"]["namespace"]


@dag(
    dag_id="pyspark_job",
    schedule=None,
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=1)},
    params={
        "team": Param(
            type="string",
            enum=[team["name"] for team in platform["teams"]],
            title="Team",
            description="The job runs in the namespace, with the quota and with the AWS identity of this team.",
        ),
        "main_file": Param(
            type="string",
            pattern=r"^(local|s3a)://\S+\.py$",
            title="Main file",
            description="A Python file: 'local:///…' in the image, 's3a://…' in S3 (the image needs hadoop-aws).",
        ),
        "arguments": Param(
            [],
            type=["null", "array"],
            items={"type": "string"},
            title="Arguments",
            description="Arguments of the main file, one a line.",
        ),
        "size": Param(
            "small",
            type="string",
            enum=list(sizes),
            values_display={
                name: f"{name}: executors of {cores_said(size['executor']['cores'])} "
                f"and {memory_of(size['executor'])} GiB"
                for name, size in sizes.items()
            },
            title="Size",
        ),
        "executors": Param(2, type="integer", minimum=1, maximum=50, title="Executors"),
        "pool": Param(
            None,
            type=["null", "string"],
            enum=[None, *(pool["name"] for pool in platform["pools"])],
            values_display={"null": "the first pool of the team"},
            title="Pool",
            description="Nodes of the executors.",
        ),
        "image": Param(
            None,
            type=["null", "string"],
            pattern=r"^[\w.-]+(:\d+(?=/))?(/[\w.-]+)*:v?\d\.\d+\.\d+(?!\d)[\w.-]*(@sha256:[0-9a-f]{64})?$",
            title="Image",
            description="A Spark image with Python, whose tag starts with its Spark version. "
            f"Empty: {platform['spark']['image']}",
        ),
    },
    tags=["spark"],
    doc_md=__doc__,
)
def pyspark_job() -> None:
    """Submit the application and follow its driver, then ask Spark's operator how it ended."""
    run_spark_job = SparkApplicationOperator(
        task_id="run_spark_job",
        namespace=requested_namespace,
        template_spec=requested_application,
    )

    monitor_spark_job = SparkKubernetesSensor(
        task_id="monitor_spark_job",
        **submitted_by("run_spark_job"),
        **MONITOR,
    )

    run_spark_job >> monitor_spark_job


# Jobs run in the namespace of a team; without one there is nothing to run.
if platform["teams"]:
    pyspark_job()
