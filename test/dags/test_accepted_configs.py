"""Whatever the check of the config accepts, the DAGs can work with: no merge turns them into import errors."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from airflow.sdk import DAG

from conftest import DAGS
from crd import mistakes
from loading import load
from rendered import printed
from spark_application import spark_application

SEED, NUMBER = 20261128, 100

Platform = dict[str, Any]


@cache
def platforms() -> list[Platform]:
    return json.loads(printed("print-platforms.ts", str(SEED), str(NUMBER)))


def test_the_configs_are_many_and_of_every_kind() -> None:
    assert len(platforms()) == NUMBER
    images = {platform["spark"]["image"] for platform in platforms()}
    assert {"apache/spark:4.0.4", "spark:prod-12", f"apache/spark@sha256:{'0' * 64}"} <= images
    assert {len(platform["teams"]) for platform in platforms()} == {0, 1, 2, 3}


def test_every_team_can_run_the_smallest_job_and_every_size_that_fits_on_each_of_its_pools() -> None:
    for platform in platforms():
        for team in platform["teams"]:
            built = {
                size
                for size in platform["spark"]["sizes"]
                for pool in team["pools"]
                if can_be_built(platform, team, pool, size)
            }
            assert "small" in built, team


def can_be_built(platform: Platform, team: Platform, pool: str, size: str) -> bool:
    try:
        application = spark_application(
            platform,  # type: ignore[arg-type]
            name="report",
            team=team["name"],
            pool=pool,
            main_file="local:///report.py",
            size=size,
            executors=1,
        )
    except ValueError as refusal:
        assert "use a smaller size" in str(refusal), platform
        return False
    assert mistakes(application) == [], platform
    assert application["spec"]["sparkVersion"] == platform["spark"]["version"]
    return True


def loaded(platform: Platform, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, DAG]:
    file = folder / "platform.json"
    file.write_text(json.dumps(platform))
    monkeypatch.setenv("AIRFLOW_PLATFORM_FILE", str(file))
    bag = load(DAGS)
    assert not bag.import_errors, platform
    return bag.dags


def test_every_dag_loads_and_the_form_accepts_what_it_offers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for platform in platforms()[:30]:
        dags = loaded(platform, tmp_path, monkeypatch)
        # Without a team there is nobody to run Spark for.
        assert {"pyspark-pi", "pyspark_job"} <= dags.keys() or not platform["teams"]
        assert "simple_example_dag" in dags
        for team in platform["teams"]:
            params = dags["pyspark_job"].params
            params["team"], params["main_file"] = team["name"], "local:///report.py"
            params.validate()
