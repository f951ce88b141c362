"""What the charts give to Airflow for each kind of DAG source in the config."""

import json
from functools import cache
from typing import Any

from rendered import printed


@cache
def printed_sources() -> str:
    return printed("print-dag-sources.ts")


def sources() -> dict[str, Any]:
    return json.loads(printed_sources())
