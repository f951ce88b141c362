"""Reads dist/: what the cluster gives to Airflow and to Spark is taken from there and not written again."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"

ENVIRONMENTS = ("dev", "prod")

# The account and region that the committed environments are rendered for; documents write <account> and <region>.
ACCOUNT, REGION = "111122223333", "eu-west-1"

Manifest = dict[str, Any]


@cache
def manifests(environment: str, app: str) -> list[Manifest]:
    files = sorted(DIST.glob(f"{environment}/{app}/*.yaml"))
    assert files, f"dist/{environment}/{app} is empty; run 'npm run synth'"
    return [yaml.load(file.read_text(), Loader=yaml.CSafeLoader) for file in files]


def find(environment: str, app: str, kind: str, name: str, namespace: str | None = None) -> Manifest:
    rendered = manifests(environment, app)
    for manifest in rendered:
        metadata = manifest["metadata"]
        if (manifest["kind"], metadata["name"]) == (kind, name) and namespace in (None, metadata.get("namespace")):
            return manifest
    there = sorted(f"{manifest['kind']} {manifest['metadata']['name']}" for manifest in rendered)
    raise AssertionError(f"dist/{environment}/{app} has no {kind} '{name}'; it has {there}")


def connections(environment: str) -> dict[str, str]:
    """The environment variables that every Airflow pod gets: its connections."""
    return find(environment, "airflow-access", "Secret", "airflow-connections")["stringData"]


def platform_json(environment: str) -> str:
    return find(environment, "airflow-access", "ConfigMap", "airflow-platform")["data"]["platform.json"]


def platform(environment: str) -> dict[str, Any]:
    return json.loads(platform_json(environment))


def airflow_values(environment: str) -> dict[str, Any]:
    return find(environment, "root", "Application", "airflow")["spec"]["source"]["helm"]["valuesObject"]


def access_rules(environment: str, namespace: str) -> list[dict[str, Any]]:
    """What Airflow may do in the namespace of a team."""
    return find(environment, namespace, "Role", "airflow-spark-jobs")["rules"]
