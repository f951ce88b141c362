"""Print, as JSON, how many seconds Airflow's DAG processor takes for each DAG file, with all that it imports."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from conftest import AIRFLOW_HOME, environment_variables


def parse_times() -> dict[str, float]:
    variables = os.environ | environment_variables("dev")
    airflow = str(Path(sys.executable).parent / "airflow")
    for command in (["db", "migrate"], ["dag-processor", "--num-runs", "1"]):
        subprocess.run([airflow, *command], env=variables, check=True, stdout=sys.stderr)
    with sqlite3.connect(AIRFLOW_HOME / "airflow.db") as database:
        return dict(database.execute("select relative_fileloc, last_parse_duration from dag order by 1"))


if __name__ == "__main__":
    print(json.dumps(parse_times()))
