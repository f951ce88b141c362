"""The code in the documents for DAG authors: DAGs run, Dockerfiles fit the versions, a brought job is taken."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import rendered
import test_spark_application as promises
from conftest import DAGS
from crd import mistakes
from fake_kubernetes import RUNS_ON, FakeKubernetes
from loading import dag
from spark_application import adapt
from spark_quota import GIB, missing, needed
from spark_stream import SparkStreamOperator
from test_docs import BROUGHT, REFERENCE, blocks
from test_requirements import pinned
from test_runs import run
from test_task_pods import made

OWN, PI, STREAM, LARGE = blocks(BROUGHT, "python")
SPARK, AIRFLOW = blocks(BROUGHT, "dockerfile")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of DAGs beside dags/, whose modules stay on Python's path."""
    monkeypatch.setattr("airflow.settings.DAGS_FOLDER", str(tmp_path))
    return tmp_path


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text)
    return file


@pytest.mark.usefixtures("database")
def test_the_dag_of_the_reference_runs_a_file_that_its_team_may_read(folder: Path, kubernetes: FakeKubernetes) -> None:
    [example] = blocks(REFERENCE, "python")
    written(folder, "daily_sales.py", example)

    outcome = run("daily_sales", folder=folder)

    assert outcome.tasks == {"run_daily_sales": "success", "monitor_daily_sales": "success"}
    [application] = kubernetes.submitted
    bucket = rendered.platform("dev")["spark"]["bucket"]
    namespace = application["metadata"]["namespace"]
    assert application["spec"]["mainApplicationFile"] == f"s3a://{bucket}/{namespace}/jobs/daily_sales.py"
    [upload] = [line for line in blocks(BROUGHT, "sh")[0].splitlines() if line.startswith("aws s3 cp")]
    place = upload.split()[-1].replace("<account>", rendered.ACCOUNT).replace("<region>", rendered.REGION)
    assert place == application["spec"]["mainApplicationFile"].replace("s3a://", "s3://")


# Hadoop that a line of Spark is built with, and the AWS SDK that this Hadoop is built with: pom.xml of both projects.
FITTING = {"4.0": ("3.4.1", "2.24.6"), "4.1": ("3.4.2", "2.29.52")}


def test_the_image_of_spark_has_the_libraries_that_fit_the_spark_of_the_platform() -> None:
    [version] = re.findall(r"^FROM apache/spark:(.+)$", SPARK, re.MULTILINE)
    assert version == pinned("spark")
    hadoop, sdk = FITTING[version.rpartition(".")[0]]
    jars = re.findall(r"https://repo1.maven.org/maven2/\S+/([\w-]+)/([\d.]+)/([\w-]+)-([\d.]+)\.jar", SPARK)
    assert jars == [("hadoop-aws", hadoop, "hadoop-aws", hadoop), ("bundle", sdk, "bundle", sdk)]
    assert SPARK.rstrip().endswith("USER spark")
    rows = re.findall(r"^\| (4\.\d) \| ([\d.]+) \| ([\d.]+) \|$", BROUGHT, re.MULTILINE)
    assert {line: (hadoop, sdk) for line, hadoop, sdk in rows} == FITTING


def test_the_image_of_airflow_has_the_airflow_of_the_platform() -> None:
    versions = re.findall(r"apache/airflow:([\d.]+)|apache-airflow==([\d.]+)|constraints-([\d.]+)/", AIRFLOW)
    assert {version for found in versions for version in found if version} == {pinned("airflow")}
    assert len(versions) == 3


def test_the_job_with_sizes_options_and_packages_of_its_own_is_built() -> None:
    found: dict[str, Any] = {}
    exec(OWN, found)
    application = found["application"]
    assert mistakes(application) == []
    assert application["metadata"]["namespace"] == "spark-team-a"


class TestASparkApplicationFromElsewhere:
    """The document shows it as a difference: the lines of the guide, and what they become here."""

    LINES = blocks(BROUGHT, "diff")[0].splitlines()
    GUIDE = yaml.safe_load("\n".join(line[1:] for line in LINES if not line.startswith("+")))
    HERE = yaml.safe_load("\n".join(line[1:] for line in LINES if not line.startswith("-")))

    @pytest.mark.parametrize(
        "promise",
        [
            promises.test_passes_the_schema_of_the_crd,
            promises.test_its_pods_tolerate_every_taint_of_the_pool_they_select,
            promises.test_the_driver_is_on_demand_and_nothing_evicts_it,
            promises.test_executors_may_run_on_spot,
            promises.test_its_pods_pass_the_restricted_pod_security_standard,
            promises.test_its_service_accounts_are_those_of_the_team,
            promises.test_its_ports_are_those_that_the_network_policies_let_through,
            promises.test_airflow_retries_and_the_operator_cleans_up,
        ],
        ids=lambda promise: promise.__name__.removeprefix("test_"),
    )
    def test_keeps_the_promise_of_every_job(self, promise: Any) -> None:  # noqa: ANN401 a test of the other file
        promise(("dev", self.HERE))

    def test_is_adapted_as_the_document_shows_it(self) -> None:
        adapted = adapt(self.GUIDE, team="team-a", platform=rendered.platform("dev"))  # type: ignore[arg-type]
        # Beside these lines, `adapt` writes what every job of the platform has.
        assert adapted["spec"]["sparkConf"].items() >= self.HERE["spec"]["sparkConf"].items()
        for pod in ("driver", "executor"):
            assert (
                adapted["spec"][pod].items()
                >= {key: value for key, value in self.HERE["spec"][pod].items() if not key.endswith("ontext")}.items()
            )

    def test_was_valid_where_it_comes_from_and_cannot_run_here(self) -> None:
        assert mistakes(self.GUIDE) == []
        assert self.HERE["metadata"]["labels"].keys() == promises.built("dev")["metadata"]["labels"].keys()
        for pod in (self.GUIDE["spec"]["driver"], self.GUIDE["spec"]["executor"]):
            with pytest.raises(AssertionError):
                rendered.find("dev", "spark-team-a", "ServiceAccount", pod["serviceAccount"])
            assert "tolerations" not in pod

    def test_fits_into_the_quota_and_the_largest_pod(self) -> None:
        team = rendered.platform("dev")["teams"][0]
        wanted = needed(self.HERE["spec"])
        assert (
            missing(wanted, {"requests.memory": team["quota"]["memoryGib"] * GIB, "pods": team["quota"]["pods"]}) == []
        )
        # 512 MiB and at least 384 MiB beside the heap, twice.
        assert wanted["requests.memory"] == 2 * (512 + 384) * 2**20

    @pytest.mark.usefixtures("database")
    def test_is_submitted_and_followed_by_its_dag(self, folder: Path, kubernetes: FakeKubernetes) -> None:
        written(folder, "spark_pi.py", PI)
        written(folder, "spark-pi.yaml", yaml.safe_dump(self.GUIDE))

        outcome = run("spark_pi", folder=folder)

        assert outcome.tasks == {"run_spark_pi": "success", "monitor_spark_pi": "success"}
        [application] = kubernetes.submitted
        assert application["metadata"]["name"].startswith("spark-pi")
        assert application["spec"]["sparkConf"].items() >= self.HERE["spec"]["sparkConf"].items()


@pytest.mark.usefixtures("database")
class TestAStream:
    """Of the document: Airflow submits it, and leaves it alone while it is the one wanted."""

    def test_is_submitted_once_and_its_task_ends_while_it_runs(self, folder: Path, kubernetes: FakeKubernetes) -> None:
        kubernetes.lives = [RUNS_ON]
        written(folder, "clicks.py", STREAM)

        assert run("clicks", folder=folder).tasks == {"run_clicks": "success"}
        assert run("clicks", folder=folder).tasks == {"run_clicks": "success"}

        [application] = kubernetes.submitted
        assert application["metadata"]["name"] == "clicks"
        assert application["spec"]["restartPolicy"]["type"] == "Always"
        assert mistakes(application) == []
        assert kubernetes.used("spark-team-a") == {
            ("sparkoperator.k8s.io", "sparkapplications", "get"),
            ("sparkoperator.k8s.io", "sparkapplications", "create"),
            ("", "resourcequotas", "list"),
        }

    def test_that_has_changed_takes_the_place_of_the_one_that_runs(
        self, folder: Path, kubernetes: FakeKubernetes
    ) -> None:
        kubernetes.lives = [RUNS_ON]
        written(folder, "clicks.py", STREAM)
        assert run("clicks", folder=folder).run == "success"
        written(folder, "clicks.py", STREAM.replace("executors=2", "executors=3"))
        assert run("clicks", folder=folder).run == "success"

        assert [one["spec"]["executor"]["instances"] for one in kubernetes.submitted] == [2, 3]
        assert [request.verb for request in kubernetes.requests].count("delete") == 1
        assert len(kubernetes.applications) == 1

    def test_that_is_stopped_is_deleted(self, folder: Path, kubernetes: FakeKubernetes) -> None:
        kubernetes.lives = [RUNS_ON]
        written(folder, "clicks.py", STREAM)
        assert run("clicks", folder=folder).run == "success"
        stop = STREAM.replace("application=application", "application=application, stopped=True")
        written(folder, "clicks.py", stop)
        assert run("clicks", folder=folder).run == "success"

        assert kubernetes.applications == {}
        assert len(kubernetes.submitted) == 1

    def test_is_refused_where_it_would_end(self) -> None:
        with pytest.raises(ValueError, match="application: ends, and nothing would start it again"):
            SparkStreamOperator(task_id="x", application=promises.built("dev"))


def test_the_dag_of_the_task_roles_chooses_its_account(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [example] = blocks((rendered.ROOT / "docs/task-roles.md").read_text(), "python")
    platform = rendered.platform("dev") | {"taskRoles": [{"name": "shop", "serviceAccount": "airflow-task-shop"}]}
    monkeypatch.setenv("AIRFLOW_PLATFORM_FILE", str(written(folder, "platform.json", json.dumps(platform))))
    tasks = dag("shop_report", written(folder, "shop_report.py", example)).tasks
    accounts = {task.executor_config["pod_override"].spec.service_account_name for task in tasks}
    assert (len(tasks), accounts) == (2, {"airflow-task-shop"})


def test_a_pod_override_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    override = dag("large_table", written(tmp_path, "large_table.py", LARGE)).task_dict["load"].executor_config
    template = written(tmp_path, "pod.yaml", rendered.airflow_values("dev")["podTemplate"])
    plain, changed = (made(given, template)["spec"] for given in (None, override["pod_override"]))
    [before], [after] = plain.pop("containers"), changed.pop("containers")

    assert after["resources"]["requests"] == {"cpu": "2", "memory": "8Gi"}
    assert {name for name in before if before[name] != after[name]} == {"resources", "volumeMounts"}
    assert {mount["mountPath"] for mount in after["volumeMounts"]} == {
        *(mount["mountPath"] for mount in before["volumeMounts"]),
        "/scratch",
    }
    assert {name for name in plain if plain[name] != changed[name]} == {"volumes"}
    assert [volume["name"] for volume in changed["volumes"]] == [
        *(volume["name"] for volume in plain["volumes"]),
        "scratch",
    ]


def test_the_platform_file_for_a_laptop_is_the_one_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [activate, command, exports, start] = blocks(BROUGHT, "sh")[-1].splitlines()
    assert activate == ". .venv/bin/activate"
    (tmp_path / "dist").symlink_to(rendered.folder())
    (tmp_path / ".venv").mkdir()
    show = f"{sys.executable} -c 'import os; print(os.environ[\"AIRFLOW_PLATFORM_FILE\"])'"
    script = "\n".join([command.replace("python", sys.executable, 1), exports, show])
    done = subprocess.run(["bash", "-euc", script], cwd=tmp_path, capture_output=True, text=True, check=True)

    file = Path(done.stdout.strip())
    assert file == tmp_path / ".venv/platform.json"
    assert file.read_text().strip() == rendered.platform_json("dev").strip()
    assert start == "airflow standalone"
    monkeypatch.setenv("AIRFLOW_PLATFORM_FILE", str(file))
    assert dag("pyspark-pi", DAGS).task_dict
