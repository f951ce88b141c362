"""Delete the rows of the metadata database that are older than the given number of days, one table after the other."""

import sys
from datetime import UTC, datetime, timedelta

from airflow.models.dag import DagModel
from airflow.models.taskinstance import TaskInstance
from airflow.utils.db_cleanup import config_dict, run_cleanup
from airflow.utils.session import create_session
from sqlalchemy import column, select

before = datetime.now(UTC) - timedelta(days=int(sys.argv[1]))

# The last run of a DAG is kept for the schedule, also that of a removed DAG, and with it a task that never started.
# While there is such a task, the DAG cannot be deleted.
with_tasks = select(TaskInstance.dag_id)
config_dict["dag"].extra_filters = [column("dag_id").not_in(with_tasks)]

failed = []
for table in config_dict:
    try:
        run_cleanup(
            clean_before_timestamp=before,
            table_names=[table],
            confirm=False,
            # Otherwise the rows move to tables `_airflow_deleted__…`, which nothing ever drops.
            skip_archive=True,
            error_on_cleanup_failure=True,
        )
    except Exception as error:
        print(f"'{table}' was not cleaned: {error}", file=sys.stderr)
        failed.append(table)

with create_session() as session:
    kept = select(DagModel.dag_id).where(DagModel.last_parsed_time < before, DagModel.dag_id.in_(with_tasks))
    for dag_id in session.scalars(kept):
        print(f"kept the removed DAG '{dag_id}' and its last run; 'airflow dags delete {dag_id}' deletes both")

if failed:
    sys.exit(f"not cleaned: {', '.join(failed)}")
