"""The Spark DAGs run: Airflow's own operator and sensor against a Kubernetes API that plays Spark's operator."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from airflow.providers.cncf.kubernetes.utils.pod_manager import PodManager

import rendered
from conftest import DAGS
from crd import mistakes
from fake_kubernetes import (
    FAILS,
    HAS_NO_IMAGE,
    IS_NOT_SUBMITTED,
    LOSES_DRIVER,
    RUNS_ON,
    SUCCEEDS,
    ApiError,
    FakeKubernetes,
    Moment,
)
from loading import dag

pytestmark = pytest.mark.usefixtures("database")

NAMESPACE = "spark-team-a"

SPARK = "sparkoperator.k8s.io"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """The task logs of a test: Airflow prints them, but for what is logged while no task runs."""
    return lambda: caplog.text + capsys.readouterr().out


class Outcome:
    """How a run and its tasks ended."""

    def __init__(self, run: Any) -> None:  # noqa: ANN401 Airflow's DagRun
        self.run = run.state
        self.tasks = {instance.task_id: instance.state for instance in run.get_task_instances()}


def run(
    dag_id: str = "pyspark-pi",
    conf: dict[str, Any] | None = None,
    at: datetime | None = None,
    folder: Path = DAGS,
    **task: Any,  # noqa: ANN401 attributes of the operator to replace
) -> Outcome:
    """Run a DAG in this process, without the times between two tries and two looks."""
    loaded = dag(dag_id, folder)
    for found in loaded.tasks:
        found.retry_delay = timedelta(0)
        found.poke_interval = 0.1
    # A job that nobody follows would keep the test waiting.
    for name, value in {"execution_timeout": timedelta(minutes=1), **task}.items():
        setattr(loaded.tasks[0], name, value)
    at = at or datetime.now(UTC)
    # Both dates, because the id of the run is made of the second.
    return Outcome(loaded.test(run_conf=conf, logical_date=at, run_after=at))


def submitted(kubernetes: FakeKubernetes) -> list[str]:
    """Names in the order of the requests."""
    return [application["metadata"]["name"] for application in kubernetes.submitted]


class TestAJobThatSucceeds:
    def test_is_submitted_once_followed_and_checked(self, kubernetes: FakeKubernetes, log: Callable[[], str]) -> None:
        outcome = run()

        assert outcome.tasks == {"run_spark_pi": "success", "monitor_spark_pi": "success"}
        [name] = submitted(kubernetes)
        assert "Pi is roughly 3.141592" in log()
        last = kubernetes.requests[-1]
        assert (last.verb, last.resource, last.name) == ("get", "sparkapplications", name)

    def test_is_still_there_afterwards(self, kubernetes: FakeKubernetes) -> None:
        run()
        assert [(NAMESPACE, name) for name in submitted(kubernetes)] == list(kubernetes.applications)

    def test_loses_nothing_but_a_field_that_the_provider_adds(self, kubernetes: FakeKubernetes) -> None:
        run()
        [application] = kubernetes.submitted
        assert kubernetes.pruned == ["spec.labels"]
        assert mistakes(application) == ["spec.labels: unknown"]

    def test_tells_in_its_labels_which_task_it_is(self, kubernetes: FakeKubernetes) -> None:
        run()
        [application] = kubernetes.submitted
        for pod in ("driver", "executor"):
            labels = application["spec"][pod]["labels"]
            assert (labels["dag_id"], labels["task_id"]) == ("pyspark-pi", "run_spark_pi")

    def test_runs_again_when_its_task_is_cleared(self, kubernetes: FakeKubernetes) -> None:
        moment = datetime(2026, 6, 1, tzinfo=UTC)

        assert run(at=moment).run == "success"
        assert run(at=moment).run == "success"

        first, second = kubernetes.submitted
        assert first["metadata"]["name"] != second["metadata"]["name"]
        assert first["spec"]["driver"]["labels"]["run_id"] == second["spec"]["driver"]["labels"]["run_id"]

    def test_is_not_run_twice_when_its_task_loses_sight_of_it(
        self, kubernetes: FakeKubernetes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        follow = PodManager.fetch_requested_container_logs
        lost_sight = []

        def follow_at_the_second_try(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 as in the provider
            if not lost_sight:
                lost_sight.append(True)
                raise ConnectionError("the API server is away")
            return follow(*args, **kwargs)

        monkeypatch.setattr(PodManager, "fetch_requested_container_logs", follow_at_the_second_try)

        assert run().run == "success"
        assert lost_sight
        assert len(submitted(kubernetes)) == 1


class TestAJobThatFails:
    @pytest.mark.parametrize(
        ("life", "why"),
        [
            pytest.param(FAILS, "returned a failure", id="in its driver"),
            pytest.param(LOSES_DRIVER, "not found", id="with its driver's node"),
            pytest.param(IS_NOT_SUBMITTED, "not found", id="before it has a driver"),
        ],
    )
    def test_fails_its_task_after_one_more_try_and_says_where_to_look(
        self, kubernetes: FakeKubernetes, log: Callable[[], str], life: list[Moment], why: str
    ) -> None:
        kubernetes.lives = [life]

        outcome = run()

        written = log()
        assert outcome.tasks == {"run_spark_pi": "failed", "monitor_spark_pi": "upstream_failed"}
        first, second = submitted(kubernetes)
        assert first != second
        assert why in written
        for name in (first, second):
            assert f"kubectl describe sparkapplication -n {NAMESPACE} {name}" in written
            assert f"kubectl logs -n {NAMESPACE} {name}-driver" in written
            assert (NAMESPACE, name) in kubernetes.applications

    def test_shows_the_log_of_its_driver_and_no_dump_of_its_pod(
        self, kubernetes: FakeKubernetes, log: Callable[[], str]
    ) -> None:
        kubernetes.lives = [FAILS]
        run()
        written = log()
        assert "ZeroDivisionError: division by zero" in written
        assert "'api_version':" not in written
        assert "remote_pod: " not in written

    def test_succeeds_at_the_next_try(self, kubernetes: FakeKubernetes) -> None:
        kubernetes.lives = [FAILS, SUCCEEDS]
        assert run().run == "success"
        assert len(submitted(kubernetes)) == 2

    def test_is_noticed_by_the_sensor_even_when_its_driver_ended_well(
        self, kubernetes: FakeKubernetes, caplog: pytest.LogCaptureFixture
    ) -> None:
        kubernetes.lives = [[*SUCCEEDS[:3], Moment("FAILED", "Succeeded", "executors are missing")]]

        outcome = run()

        assert outcome.tasks == {"run_spark_pi": "success", "monitor_spark_pi": "failed"}
        [name] = submitted(kubernetes)
        assert caplog.text.count(f"kubectl describe sparkapplication -n {NAMESPACE} {name}") == 2


class TestAJobThatDoesNotEnd:
    def test_is_deleted_when_its_time_is_up_and_before_the_next_try(self, kubernetes: FakeKubernetes) -> None:
        kubernetes.lives = [RUNS_ON]

        outcome = run(execution_timeout=timedelta(seconds=5))

        assert outcome.tasks["run_spark_pi"] == "failed"
        assert len(submitted(kubernetes)) == 2
        assert kubernetes.applications == {}

    def test_is_deleted_when_its_image_cannot_be_pulled(
        self, kubernetes: FakeKubernetes, log: Callable[[], str]
    ) -> None:
        kubernetes.lives = [HAS_NO_IMAGE]

        assert run().tasks["run_spark_pi"] == "failed"

        assert "ImagePullBackOff" in log()
        assert kubernetes.applications == {}


def quota(cpu: str, memory: str, pods: str = "5") -> dict[str, dict[str, str]]:
    """A quota of 8 cores, 32 GiB and 20 pods, of which so much is used. The job of pyspark-pi wants 1.9, 5 and 2."""
    used = {"requests.cpu": cpu, "requests.memory": memory, "limits.memory": memory, "pods": pods}
    hard = {"requests.cpu": "8", "requests.memory": "32Gi", "limits.memory": "32Gi", "pods": "20"}
    return {"hard": hard, "used": used}


class TestASubmissionThatIsRefused:
    def test_says_that_it_was_not_accepted_and_what_the_server_says(
        self, kubernetes: FakeKubernetes, log: Callable[[], str]
    ) -> None:
        said = 'admission webhook "validate-sparkapplication" denied the request: node selector is defined twice'
        kubernetes.refusals = [ApiError(403, "Forbidden", said)]

        outcome = run()

        assert outcome.tasks["run_spark_pi"] == "failed"
        [name] = submitted(kubernetes)
        written = log()
        assert f"Spark application '{name}' was not accepted, so there is none to look at: {said}" in written
        assert "Where to look" not in written

    def test_is_tried_again_when_that_may_help(self, kubernetes: FakeKubernetes, log: Callable[[], str]) -> None:
        kubernetes.refusals = [ApiError(500, "InternalError", "failed calling webhook: context deadline exceeded")]
        assert run().run == "success"
        assert len(submitted(kubernetes)) == 2
        assert "failed calling webhook: context deadline exceeded" in log()

    def test_by_pod_security_or_quota_of_its_driver_ends_with_the_words_of_the_application(
        self, kubernetes: FakeKubernetes, log: Callable[[], str]
    ) -> None:
        said = 'pods "x-driver" is forbidden: exceeded quota: team, requested: pods=1, used: pods=20, limited: pods=20'
        kubernetes.lives = [[Moment("", None), Moment("SUBMISSION_FAILED", None, said)]]
        run()
        written = log()
        for name in submitted(kubernetes):
            assert f"Spark application '{name}' has no driver: {said}" in written


class TestAQuota:
    def test_that_never_holds_the_job_is_named_with_the_amounts_and_nothing_is_submitted(
        self, kubernetes: FakeKubernetes, log: Callable[[], str]
    ) -> None:
        small = {"hard": {"requests.cpu": "1", "requests.memory": "4Gi", "pods": "20"}, "used": {}}
        kubernetes.quotas = [small]

        assert run().tasks["run_spark_pi"] == "failed"

        assert submitted(kubernetes) == []
        written = log()
        assert "requests.cpu: 1.9 wanted, 1 of 1 free; requests.memory: 5 GiB wanted, 4 GiB of 4 GiB free" in written
        assert "Where to look" not in written
        assert written.count("it is more than the quota of 'spark-team-a' ever holds") == 1

    def test_that_is_full_is_waited_for(self, kubernetes: FakeKubernetes, log: Callable[[], str]) -> None:
        kubernetes.quotas = [quota("7500m", "10Gi"), quota("2", "29Gi", "19"), quota("6", "27Gi")]

        assert run().run == "success"

        assert len(submitted(kubernetes)) == 1
        written = log()
        assert "waiting for room in the quota of 'spark-team-a': requests.cpu: 1.9 wanted, 0.5 of 8 free" in written
        assert "requests.memory: 5 GiB wanted, 3 GiB of 32 GiB free; pods: 2 wanted, 1 of 20 free" in written

    def test_that_stays_full_fails_the_task_and_each_try_looks_before_it_submits(
        self, kubernetes: FakeKubernetes, log: Callable[[], str]
    ) -> None:
        kubernetes.quotas = [quota("8", "10Gi")]

        assert run(schedule_timeout_seconds=0).tasks["run_spark_pi"] == "failed"

        assert submitted(kubernetes) == []
        assert "had no room for 0 seconds: requests.cpu: 1.9 wanted, 0 of 8 free" in log()

    def test_that_cannot_be_read_stops_nothing(self, kubernetes: FakeKubernetes, log: Callable[[], str]) -> None:
        kubernetes.rules = {
            namespace: [rule for rule in rules if "resourcequotas" not in rule["resources"]]
            for namespace, rules in kubernetes.rules.items()
        }
        assert run().run == "success"
        assert "cannot read the quota of 'spark-team-a'" in log()


class TestANameThatIsTaken:
    def test_is_tried_again(self, kubernetes: FakeKubernetes) -> None:
        kubernetes.taken_names = 2
        assert run().run == "success"
        assert len(set(submitted(kubernetes))) == 1

    def test_is_changed_by_the_next_try(self, kubernetes: FakeKubernetes) -> None:
        kubernetes.taken_names = 3
        assert run().run == "success"
        assert len(set(submitted(kubernetes))) == 2


FORM = {"team": "team-b", "main_file": "local:///opt/report.py"}


class TestPysparkJob:
    def test_runs_what_the_form_asks_for(self, kubernetes: FakeKubernetes) -> None:
        outcome = run(
            "pyspark_job",
            {
                **FORM,
                "arguments": ["--day", "{{ ds }}"],
                "size": "medium",
                "executors": 3,
                "pool": "spark-compute",
            },
        )

        assert outcome.tasks == {"run_spark_job": "success", "monitor_spark_job": "success"}
        [application] = kubernetes.submitted
        spec = application["spec"]
        assert application["metadata"]["namespace"] == "spark-team-b"
        assert spec["mainApplicationFile"] == "local:///opt/report.py"
        assert spec["arguments"] == ["--day", "{{ ds }}"]
        assert (spec["executor"]["instances"], spec["executor"]["cores"]) == (3, 2)

    def test_runs_with_nothing_but_a_team_and_a_file(self, kubernetes: FakeKubernetes) -> None:
        assert run("pyspark_job", FORM).run == "success"
        [application] = kubernetes.submitted
        assert application["spec"]["image"] == rendered.platform("dev")["spark"]["image"]

    def test_refuses_a_pool_of_others_before_anything_is_submitted(
        self, kubernetes: FakeKubernetes, log: Callable[[], str]
    ) -> None:
        outcome = run("pyspark_job", {**FORM, "pool": "spark-memory"})

        assert outcome.tasks == {"run_spark_job": "failed", "monitor_spark_job": "upstream_failed"}
        written = log()
        assert "pool: 'spark-memory' is not one that 'team-b' may use; use one of 'spark-compute'" in written
        assert kubernetes.requests == []
        assert "kubectl" not in written


class TestTheRoleOfAirflow:
    def test_grants_what_the_tasks_use_and_nothing_else(self, kubernetes: FakeKubernetes) -> None:
        kubernetes.lives = [FAILS, SUCCEEDS, RUNS_ON]
        run()
        run(execution_timeout=timedelta(seconds=5), retries=0)

        granted = {
            (group, resource, verb)
            for rule in rendered.access_rules("dev", NAMESPACE)
            for group in rule["apiGroups"]
            for resource in rule["resources"]
            for verb in rule["verbs"]
        }
        assert kubernetes.used(NAMESPACE) == granted

    @pytest.mark.parametrize("environment", rendered.ENVIRONMENTS)
    def test_is_the_same_for_every_team_and_is_given_to_workers_only(self, environment: str) -> None:
        for team in rendered.platform(environment)["teams"]:
            namespace = team["namespace"]
            assert rendered.access_rules(environment, namespace) == rendered.access_rules("dev", NAMESPACE)
            binding = rendered.find(environment, namespace, "RoleBinding", "airflow-spark-jobs")
            assert [subject["name"] for subject in binding["subjects"]] == ["airflow-worker"]

    def test_is_needed(self, kubernetes: FakeKubernetes, log: Callable[[], str]) -> None:
        kubernetes.rules = {}
        assert run().tasks["run_spark_pi"] == "failed"
        assert "Forbidden" in log()
        assert kubernetes.submitted == []
