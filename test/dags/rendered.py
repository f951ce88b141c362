"""What the charts render for the configs of the tests: the tests take from it what the cluster gives to Airflow."""

import atexit
import json
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]

# Those of the configs. Documents write <account> and <region>.
ENVIRONMENTS = ("dev", "prod")
ACCOUNT, REGION = "111122223333", "eu-west-1"

Manifest = dict[str, Any]


def printed(script: str, *arguments: str) -> str:
    """What a TypeScript file beside this one prints."""
    command = [ROOT / "node_modules/.bin/tsx", ROOT / "test/dags" / script, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


@cache
def folder() -> Path:
    """A folder for each environment, as in dist/. Processes that a test starts find the one of the test."""
    if "RENDERED_FOLDER" not in os.environ:
        made = tempfile.mkdtemp(prefix="rendered-")
        atexit.register(shutil.rmtree, made)
        printed("render.ts", made)
        os.environ["RENDERED_FOLDER"] = made
    return Path(os.environ["RENDERED_FOLDER"])


@cache
def manifests(environment: str, app: str) -> list[Manifest]:
    files = sorted(folder().glob(f"{environment}/{app}/*.yaml"))
    assert files, f"nothing is rendered for '{app}' in {environment}"
    return [yaml.load(file.read_text(), Loader=yaml.CSafeLoader) for file in files]


def find(environment: str, app: str, kind: str, name: str, namespace: str | None = None) -> Manifest:
    objects = manifests(environment, app)
    for manifest in objects:
        metadata = manifest["metadata"]
        if (manifest["kind"], metadata["name"]) == (kind, name) and namespace in (None, metadata.get("namespace")):
            return manifest
    there = sorted(f"{manifest['kind']} {manifest['metadata']['name']}" for manifest in objects)
    raise AssertionError(f"'{app}' in {environment} has no {kind} '{name}'; it has {there}")


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
