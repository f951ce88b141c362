"""Every file in dags/: it loads in each environment, and it says the same about itself as the others do."""

import ast
import re
import warnings
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator
from airflow.providers.cncf.kubernetes.sensors.spark_kubernetes import SparkKubernetesSensor

import rendered
from conftest import DAGS, use_environment
from loading import dag, load

FILES = sorted(DAGS.glob("*.py"))
IGNORED = [line for line in (DAGS / ".airflowignore").read_text().splitlines() if not line.startswith("#")]
DAG_FILES = [file for file in FILES if file.name not in IGNORED]
DAG_IDS = {"simple_example_dag": "simple_example_dag", "pyspark_pi": "pyspark-pi"}


def dag_id(file: Path) -> str:
    return DAG_IDS.get(file.stem, file.stem)


@pytest.mark.parametrize("environment", rendered.ENVIRONMENTS)
def test_every_file_loads_without_error_or_warning(environment: str) -> None:
    use_environment(environment)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        bag = load(DAGS)

    problems = [f"dags/{file} cannot be imported\n{error}" for file, error in bag.import_errors.items()]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
    assert not bag.captured_warnings
    assert sorted(bag.dags) == sorted(dag_id(file) for file in DAG_FILES)


def test_a_module_that_defines_no_dag_is_ignored_by_the_dag_processor() -> None:
    for file in FILES:
        defines_dag = re.search(r"^@dag\b", file.read_text(), re.MULTILINE) is not None
        assert defines_dag == (file.name not in IGNORED), file.name


@pytest.mark.parametrize("file", DAG_FILES, ids=lambda file: file.stem)
class TestDagFile:
    def test_has_one_dag_with_its_name(self, file: Path) -> None:
        bag = load(file)
        assert list(bag.dags) == [dag_id(file)]
        functions = [node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)]
        assert file.stem in functions

    def test_starts_on_a_fixed_day_and_never_catches_up(self, file: Path) -> None:
        loaded = dag(dag_id(file), file)
        assert loaded.start_date is not None
        assert loaded.start_date.utcoffset() == UTC.utcoffset(None)
        assert "start_date=datetime(" in file.read_text()
        assert loaded.catchup is False

    def test_says_who_it_is_for_and_why_it_may_run_again(self, file: Path) -> None:
        loaded = dag(dag_id(file), file)
        assert loaded.doc_md
        assert "run" in loaded.doc_md
        assert "again" in loaded.doc_md or "each retry" in loaded.doc_md
        assert loaded.tags


def test_pyspark_pi_is_the_dag_of_the_guide() -> None:
    loaded = dag("pyspark-pi", DAGS)

    run, monitor = loaded.task_dict["run_spark_pi"], loaded.task_dict["monitor_spark_pi"]
    assert isinstance(run, SparkKubernetesOperator)
    assert isinstance(monitor, SparkKubernetesSensor)
    assert run.downstream_task_ids == {"monitor_spark_pi"}
    assert run.namespace == "spark-team-a"
    executor = run.template_spec["spec"]["executor"]
    assert executor["nodeSelector"] == {"NodeGroupType": "SparkComputeOptimized"}


def test_simple_example_dag_hands_a_value_from_bash_to_python() -> None:
    loaded = dag("simple_example_dag", DAGS)

    types = {task_id: task.operator_name for task_id, task in loaded.task_dict.items()}
    assert types == {"describe_machine": "@task.bash", "count_words": "@task"}
    assert loaded.task_dict["describe_machine"].downstream_task_ids == {"count_words"}


@pytest.mark.parametrize(("dag_id", "task_id"), [("pyspark-pi", "run_spark_pi"), ("pyspark_job", "run_spark_job")])
def test_a_spark_task_waits_for_a_new_node_and_tries_again(dag_id: str, task_id: str) -> None:
    task = dag(dag_id, DAGS).task_dict[task_id]

    # The operator keeps the default of its base class for the time until a pod has a node: two minutes.
    assert task.schedule_timeout_seconds == task.startup_timeout_seconds == 900
    assert task.retries >= 1
    assert task.retry_delay >= timedelta(minutes=1)
    assert task.deferrable is False
    assert task.do_xcom_push is False


@pytest.mark.parametrize("how", ["deferrable=True", 'default_args={"deferrable": True}'])
def test_a_spark_task_that_would_wait_in_the_triggerer_is_refused_when_the_dag_is_parsed(
    tmp_path: Path, how: str
) -> None:
    file = tmp_path / "deferred.py"
    of_dag, of_task = ("", how) if how.startswith("deferrable") else (how, "")
    file.write_text(
        "from airflow.sdk import DAG\n"
        "from spark_tasks import SparkApplicationOperator\n"
        f"with DAG('deferred', schedule=None, {of_dag}):\n"
        f"    SparkApplicationOperator(task_id='run', template_spec={{}}, {of_task})\n"
    )
    [error] = load(file).import_errors.values()
    assert "deferrable: True is not possible in 'default': the triggerer may not read the pods there" in error


def test_without_the_file_of_the_platform_the_error_says_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIRFLOW_PLATFORM_FILE")
    [error] = load(DAGS / "pyspark_pi.py").import_errors.values()
    assert "AIRFLOW_PLATFORM_FILE is not set; it is the path of platform.json" in error


def test_the_form_of_pyspark_job_has_stars_on_what_must_be_filled_in_and_words_for_people() -> None:
    schemas = {name: param.schema for name, param in dag("pyspark_job", DAGS).params.items()}

    # The interface puts a red star on a field whose type has no null.
    stars = {name for name, schema in schemas.items() if "null" not in schema["type"]}
    assert stars == {"team", "main_file", "size", "executors"}
    for schema in schemas.values():
        if None in schema.get("enum", []):
            assert schema["values_display"]["null"]
    assert schemas["size"]["values_display"] == {
        "small": "small: executors of 1 core and 3 GiB",
        "medium": "medium: executors of 2 cores and 6 GiB",
        "large": "large: executors of 4 cores and 13 GiB",
        "memory": "memory: executors of 4 cores and 28 GiB",
    }
