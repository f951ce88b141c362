"""Estimate pi with PySpark in the namespace of the first team.

The driver runs on an On-Demand node of its own pool, the executors on nodes of the first pool that the team may use.
The result is one line in the log of `run_spark_pi`; random points decide about its second and third decimal.
Each run and each retry submits an application with a name of its own, so running it again is safe.
"""

from datetime import UTC, datetime, timedelta

from airflow.providers.cncf.kubernetes.sensors.spark_kubernetes import SparkKubernetesSensor
from airflow.sdk import dag

from spark_application import load_platform, spark_application
from spark_tasks import MONITOR, SparkApplicationOperator, submitted_by

platform = load_platform()


@dag(
    dag_id="pyspark-pi",
    schedule=None,
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=1)},
    tags=["example", "spark"],
    doc_md=__doc__,
)
def pyspark_pi() -> None:
    """Submit the application and follow its driver, then ask Spark's operator how it ended."""
    application = spark_application(
        platform,
        name="pyspark-pi",
        team=platform["teams"][0]["name"],
        main_file="local:///opt/spark/examples/src/main/python/pi.py",
        arguments=["100"],
        # Every quota holds one.
        executors=1,
    )

    run_spark_pi = SparkApplicationOperator(
        task_id="run_spark_pi",
        namespace=application["metadata"]["namespace"],
        template_spec=application,
        execution_timeout=timedelta(hours=1),
    )

    monitor_spark_pi = SparkKubernetesSensor(
        task_id="monitor_spark_pi",
        **submitted_by("run_spark_pi"),
        **MONITOR,
    )

    run_spark_pi >> monitor_spark_pi


# Jobs run in the namespace of a team; without one there is nothing to run.
if platform["teams"]:
    pyspark_pi()
