"""Loads DAG files the way a DAG processor does."""

from pathlib import Path

from airflow.dag_processing.dagbag import BundleDagBag
from airflow.sdk import DAG

BUNDLE = "dags-folder"


def load(folder: Path) -> BundleDagBag:
    return BundleDagBag(dag_folder=folder, bundle_path=folder, bundle_name=BUNDLE)


def dag(dag_id: str, folder: Path) -> DAG:
    bag = load(folder)
    assert dag_id in bag.dags, f"no DAG '{dag_id}'; there are {sorted(bag.dags)}, errors: {bag.import_errors}"
    return bag.dags[dag_id]
