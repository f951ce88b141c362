"""Run one Bash and one Python task.

A first look at a new environment: that tasks start, hand a value on and leave their logs.
Nothing outside Airflow is touched, so it can be run again at any time.
"""

from datetime import UTC, datetime, timedelta

from airflow.sdk import dag, task


@dag(
    schedule=None,
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=1)},
    tags=["example"],
    doc_md=__doc__,
)
def simple_example_dag() -> None:
    """Describe the machine in Bash, count its words in Python."""

    @task.bash
    def describe_machine() -> str:
        return "uname --kernel-name --kernel-release --machine"

    @task
    def count_words(description: str) -> int:
        print(f"{description!r} comes from the Bash task")
        return len(description.split())

    count_words(describe_machine())


simple_example_dag()
