"""What the charts give to Airflow for each kind of DAG source in the config."""

import json
import subprocess
from functools import cache
from typing import Any

import dist


@cache
def printed_sources() -> str:
    command = ["node_modules/.bin/tsx", "test/dags/print-dag-sources.ts"]
    return subprocess.run(command, cwd=dist.ROOT, check=True, capture_output=True, text=True).stdout


def sources() -> dict[str, Any]:
    return json.loads(printed_sources())
