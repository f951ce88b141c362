"""The schema of a SparkApplication, as the API server of a cluster reads it."""

import json
from copy import deepcopy
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from rendered import ROOT

Schema = dict[str, Any]

SCHEMA_FILE = ROOT / "imports/schemas/sparkoperator.k8s.io_sparkapplication_v1beta2.json"


@cache
def schema() -> Schema:
    return json.loads(SCHEMA_FILE.read_text())


def prune(value: Any, known: Schema | None = None, path: str = "") -> tuple[Any, list[str]]:  # noqa: ANN401
    """Drop what the schema does not know, as the API server does; also say what was dropped."""
    known = schema() if known is None else known
    if known.get("x-kubernetes-preserve-unknown-fields") or path == "metadata":
        return deepcopy(value), []
    dropped: list[str] = []
    if isinstance(value, list):
        kept_items = []
        for index, item in enumerate(value):
            kept_item, lost = prune(item, known.get("items", {}), f"{path}[{index}]")
            kept_items.append(kept_item)
            dropped += lost
        return kept_items, dropped
    if not isinstance(value, dict):
        return value, []
    kept = {}
    for key, item in value.items():
        at = f"{path}.{key}" if path else key
        inner = known.get("properties", {}).get(key, known.get("additionalProperties"))
        if not inner:
            dropped.append(at)
            continue
        kept[key], lost = prune(item, inner, at)
        dropped += lost
    return kept, dropped


def mistakes(application: dict[str, Any]) -> list[str]:
    """Everything that the schema does not allow, unknown fields too."""
    errors = Draft202012Validator(schema()).iter_errors(application)
    unknown = prune(application)[1]
    return [f"{error.json_path}: {error.message}" for error in errors] + [f"{field}: unknown" for field in unknown]
