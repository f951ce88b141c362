"""The weekly clean-up of the metadata database: the command of the values, on a database as years of use leave it."""

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from airflow.models.base import Base
from airflow.utils.db_cleanup import config_dict
from sqlalchemy import create_engine, text

import rendered
from conftest import AIRFLOW_HOME

ARGUMENTS = rendered.airflow_values("dev")["databaseCleanup"]["args"]
BUNDLE = "bundle-of-old-reports"


class Database:
    """A metadata database of its own: a copy of the one that Airflow has made for these tests."""

    def __init__(self, file: Path) -> None:
        with sqlite3.connect(AIRFLOW_HOME / "airflow.db") as made, sqlite3.connect(file) as own:
            made.backup(own)
        self.address = f"sqlite:///{file}"
        self.engine = create_engine(self.address)

    def insert(self, table: str, **row: Any) -> None:  # noqa: ANN401 whatever a column takes
        """Insert a row, with the default that Airflow has for each other column."""
        with self.engine.begin() as connection:
            connection.execute(Base.metadata.tables[table].insert().values(**row))

    def execute(self, statement: str) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(statement))

    def first_column(self, query: str) -> list[Any]:
        with self.engine.begin() as connection:
            return list(connection.scalars(text(query)))

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the pod of the job, which has this database."""
        variables = {
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": self.address,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        return subprocess.run(command, env=os.environ | variables, capture_output=True, text=True)


def ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def a_removed_dag(used: Database, dag_id: str, *, with_a_task_that_never_started: bool) -> None:
    """A DAG whose file went away 40 days ago, with its last scheduled run, which the clean-up keeps."""
    version, run_id = uuid4(), f"scheduled__{dag_id}"
    used.insert(
        "dag",
        dag_id=dag_id,
        bundle_name=BUNDLE,
        is_stale=True,
        last_parsed_time=ago(40),
        fileloc="/old.py",
        max_active_tasks=16,
        max_consecutive_failed_dag_runs=0,
        has_task_concurrency_limits=False,
    )
    used.insert("dag_version", id=version, dag_id=dag_id, version_number=1, created_at=ago(100), bundle_name=BUNDLE)
    used.insert(
        "dag_run",
        dag_id=dag_id,
        run_id=run_id,
        run_type="scheduled",
        state="success",
        start_date=ago(41),
        run_after=ago(41),
        created_dag_version_id=version,
    )
    tasks = [("extract", "success", ago(41))]
    # Renamed while the run was active (apache/airflow#71864).
    if with_a_task_that_never_started:
        tasks.append(("extract_renamed", "removed", None))
    for task_id, state, start_date in tasks:
        used.insert(
            "task_instance",
            id=uuid4(),
            task_id=task_id,
            dag_id=dag_id,
            run_id=run_id,
            dag_version_id=version,
            state=state,
            start_date=start_date,
            pool="default_pool",
            pool_slots=1,
        )


# A table that nothing refers to, and a column of it for a word of ours.
SEEDED = {"log": "event", "job": "job_type", "import_error": "filename", "trigger": "classpath"}


@pytest.fixture
def used(database: None, tmp_path: Path) -> Database:
    """Two removed DAGs, and in other tables one old row and one that is new enough to stay."""
    used = Database(tmp_path / "airflow.db")
    used.insert("dag_bundle", name=BUNDLE, active=True)
    a_removed_dag(used, "old_report", with_a_task_that_never_started=True)
    a_removed_dag(used, "older_report", with_a_task_that_never_started=False)
    for days in (100, 1):
        used.insert("log", dttm=ago(days), event="seeded")
        used.insert("job", latest_heartbeat=ago(days), job_type="seeded", state="success")
        used.insert("import_error", timestamp=ago(days), filename="seeded")
        used.insert("trigger", created_date=ago(days), classpath="seeded", kwargs="")
    return used


def left_over(used: Database) -> dict[str, int]:
    return {
        table: used.first_column(f"SELECT count(*) FROM {table} WHERE {column} = 'seeded'")[0]
        for table, column in SEEDED.items()
    }


def tables(used: Database) -> set[str]:
    return set(used.first_column("SELECT name FROM sqlite_master WHERE type = 'table'"))


def test_a_removed_dag_stops_no_other_table_from_being_cleaned_and_is_named(used: Database) -> None:
    done = used.run(*ARGUMENTS)

    assert done.returncode == 0, done.stderr
    assert left_over(used) == dict.fromkeys(SEEDED, 1)
    assert {
        table for table in config_dict if f"Checking table {table}\n" in done.stdout
    } == config_dict.keys() & tables(used)
    assert "kept the removed DAG 'old_report' and its last run; 'airflow dags delete old_report'" in done.stdout
    assert used.first_column("SELECT dag_id FROM dag WHERE dag_id LIKE 'old%'") == ["old_report"]
    assert not [table for table in tables(used) if table.startswith("_airflow_deleted__")]


def test_what_it_says_to_type_deletes_the_removed_dag(used: Database) -> None:
    assert used.run("airflow", "dags", "delete", "--yes", "old_report").returncode == 0
    done = used.run(*ARGUMENTS)
    assert done.returncode == 0, done.stderr
    assert "kept" not in done.stdout


def test_a_table_that_cannot_be_cleaned_fails_the_job_and_the_others_are_cleaned(used: Database) -> None:
    used.execute("CREATE TRIGGER kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'disk is full'); END")

    done = used.run(*ARGUMENTS)

    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("not cleaned: log")
    assert left_over(used) == dict.fromkeys(SEEDED, 1) | {"log": 2}


def test_the_command_of_the_chart_still_stumbles_over_the_removed_dag(used: Database) -> None:
    """On PostgreSQL it ends there, with the tables that come after. Once it does not, the script can go."""
    done = used.run("airflow", "db", "clean", "--clean-before-timestamp", str(ago(30)), "--yes", "--skip-archive")
    assert "not cleaned due to errors: ['dag']" in done.stdout + done.stderr
