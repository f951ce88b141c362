"""The SparkApplication that DAGs submit, against what the charts give to the team that runs it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

import rendered
from crd import mistakes
from spark_application import memory_of, spark_application

Application = dict[str, Any]

CASES = [
    (environment, team["name"], pool, size)
    for environment in rendered.ENVIRONMENTS
    for team in rendered.platform(environment)["teams"]
    for pool in team["pools"]
    for size, pods in rendered.platform(environment)["spark"]["sizes"].items()
    if memory_of(pods["executor"]) <= team["largestPod"]["memoryGib"]
]


def built(environment: str, **job: Any) -> Application:  # noqa: ANN401 the arguments of the builder
    asked = {"name": "nightly-report", "team": "team-a", "main_file": "local:///opt/report.py"} | job
    return spark_application(rendered.platform(environment), **asked)  # type: ignore[arg-type]


@pytest.fixture(params=CASES, ids="-".join)
def case(request: pytest.FixtureRequest) -> tuple[str, Application]:
    environment, team, pool, size = request.param
    return environment, built(environment, team=team, pool=pool, size=size)


def pods(application: Application) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "driver", application["spec"]["driver"]
    yield "executor", application["spec"]["executor"]


def gibibytes(pod: dict[str, Any]) -> int:
    return int(pod["memory"].removesuffix("g")) + int(pod["memoryOverhead"].removesuffix("g"))


def namespace_of(environment: str, application: Application) -> dict[str, Any]:
    name = application["metadata"]["namespace"]
    return rendered.find(environment, name, "Namespace", name)


def node_pool(environment: str, pod: dict[str, Any]) -> dict[str, Any]:
    """The one NodePool whose nodes the pod selects."""
    pools = [manifest for manifest in rendered.manifests(environment, "node-pools") if manifest["kind"] == "NodePool"]
    label = pod["nodeSelector"]["NodeGroupType"]
    matching = [pool for pool in pools if pool["spec"]["template"]["metadata"]["labels"]["NodeGroupType"] == label]
    assert len(matching) == 1, f"{len(matching)} NodePools have the label NodeGroupType={label}"
    return matching[0]["spec"]["template"]["spec"]


def allowed(pool: dict[str, Any], key: str) -> list[str]:
    return next(requirement["values"] for requirement in pool["requirements"] if requirement["key"] == key)


def test_passes_the_schema_of_the_crd(case: tuple[str, Application]) -> None:
    assert mistakes(case[1]) == []


def test_a_field_that_the_crd_does_not_know_is_refused() -> None:
    application = built("dev")
    application["spec"]["driver"]["nodeSelectr"] = {}
    application["spec"]["executor"]["instances"] = "2"

    assert mistakes(application) == [
        "$.spec.executor.instances: '2' is not of type 'integer'",
        "spec.driver.nodeSelectr: unknown",
    ]


def test_its_pods_tolerate_every_taint_of_the_pool_they_select(case: tuple[str, Application]) -> None:
    environment, application = case
    for _, pod in pods(application):
        tolerated = {
            (toleration["key"], toleration["value"], toleration["effect"]) for toleration in pod["tolerations"]
        }
        taints = node_pool(environment, pod)["taints"]
        assert {(taint["key"], taint["value"], taint["effect"]) for taint in taints} == tolerated


def test_the_driver_is_on_demand_and_nothing_evicts_it(case: tuple[str, Application]) -> None:
    environment, application = case
    driver = application["spec"]["driver"]

    assert driver["nodeSelector"]["karpenter.sh/capacity-type"] == "on-demand"
    assert allowed(node_pool(environment, driver), "karpenter.sh/capacity-type") == ["on-demand"]
    assert driver["annotations"]["karpenter.sh/do-not-disrupt"] == "true"
    assert rendered.find(environment, "namespaces", "PriorityClass", driver["priorityClassName"])["value"] > 0


def test_the_driver_runs_on_the_pool_that_its_team_has_chosen(case: tuple[str, Application]) -> None:
    environment, application = case
    team = application["metadata"]["labels"]["team"]

    chosen = "SparkDriverLarge" if (environment, team) == ("everything", "team-b") else "SparkDriver"
    assert application["spec"]["driver"]["nodeSelector"]["NodeGroupType"] == chosen


def test_settings_of_a_cluster_without_aws_stand_above_those_of_a_job() -> None:
    platform = rendered.platform("dev")
    platform["spark"]["settings"] = {"spark.hadoop.fs.s3a.aws.credentials.provider": "simple"}
    job = {"name": "report", "team": "team-a", "main_file": "local:///opt/report.py"}
    conf = spark_application(platform, **job)["spec"]["sparkConf"]  # type: ignore[arg-type]
    assert conf["spark.hadoop.fs.s3a.aws.credentials.provider"] == "simple"


def test_executors_may_run_on_spot(case: tuple[str, Application]) -> None:
    environment, application = case
    executor = application["spec"]["executor"]

    assert "spot" in allowed(node_pool(environment, executor), "karpenter.sh/capacity-type")
    assert "karpenter.sh/capacity-type" not in executor["nodeSelector"]


def test_an_executor_that_loses_its_node_has_time_to_hand_its_blocks_on(case: tuple[str, Application]) -> None:
    conf = case[1]["spec"]["sparkConf"]
    grace = case[1]["spec"]["executor"]["terminationGracePeriodSeconds"]

    for switch in ("spark.decommission", "spark.storage.decommission"):
        assert conf[f"{switch}.enabled"] == "true"
    assert conf["spark.storage.decommission.shuffleBlocks.enabled"] == "true"
    assert conf["spark.storage.decommission.rddBlocks.enabled"] == "true"
    assert int(conf["spark.executor.decommission.forceKillTimeout"].removesuffix("s")) < grace < 120


def test_its_pods_pass_the_restricted_pod_security_standard(case: tuple[str, Application]) -> None:
    environment, application = case
    namespace = namespace_of(environment, application)
    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"

    for _, pod in pods(application):
        context = pod["securityContext"]
        assert context["runAsNonRoot"] is True
        assert context["runAsUser"] == 185
        assert context["allowPrivilegeEscalation"] is False
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert context["seccompProfile"] == {"type": "RuntimeDefault"}
        assert not {"hostNetwork", "volumeMounts", "sidecars", "initContainers", "template"} & pod.keys()
    assert "volumes" not in application["spec"]


def test_its_service_accounts_are_those_of_the_team(case: tuple[str, Application]) -> None:
    environment, application = case
    namespace = application["metadata"]["namespace"]
    for _, pod in pods(application):
        rendered.find(environment, namespace, "ServiceAccount", pod["serviceAccount"], namespace)


def test_its_pods_fit_into_the_limits_of_the_team(case: tuple[str, Application]) -> None:
    environment, application = case
    namespace = application["metadata"]["namespace"]
    limits = rendered.find(environment, namespace, "LimitRange", "team")["spec"]["limits"][0]["max"]
    for _, pod in pods(application):
        assert gibibytes(pod) <= int(limits["memory"].removesuffix("Gi"))


def test_its_ports_are_those_that_the_network_policies_let_through(case: tuple[str, Application]) -> None:
    environment, application = case
    namespace, conf = application["metadata"]["namespace"], application["spec"]["sparkConf"]

    def open_to_executors(role: str) -> set[str]:
        policy = rendered.find(environment, namespace, "NetworkPolicy", f"allow-to-{role}")
        return {
            str(port["port"])
            for rule in policy["spec"]["ingress"]
            if {"podSelector": {"matchLabels": {"spark-role": "executor"}}} in rule["from"]
            for port in rule["ports"]
        }

    assert {conf["spark.driver.port"], conf["spark.driver.blockManager.port"]} <= open_to_executors("driver")
    assert conf["spark.blockManager.port"] in open_to_executors("executor")


def test_airflow_retries_and_the_operator_cleans_up(case: tuple[str, Application]) -> None:
    spec = case[1]["spec"]

    assert spec["restartPolicy"] == {"type": "Never"}
    assert 3600 <= spec["timeToLiveSeconds"] <= 86400
    assert "podName" not in spec["driver"]


def test_its_cost_is_told_by_labels(case: tuple[str, Application]) -> None:
    environment, application = case
    labels = application["metadata"]["labels"]
    namespace = namespace_of(environment, application)

    assert labels["environment"] == environment
    for label in ("team", "cost-center"):
        assert labels[label] == namespace["metadata"]["labels"][label]


def test_its_image_is_pinned_and_official(case: tuple[str, Application]) -> None:
    spec = case[1]["spec"]
    assert spec["image"] == f"apache/spark:{spec['sparkVersion']}"
    assert spec["sparkVersion"].startswith("4.")


def test_two_teams_differ_in_names_only() -> None:
    ours, theirs = built("dev", team="team-a"), built("dev", team="team-b")
    assert ours["spec"] == theirs["spec"]
    assert ours["metadata"].keys() == theirs["metadata"].keys()


def test_no_option_that_the_operator_denies_is_set(case: tuple[str, Application]) -> None:
    denied = ("image", "serviceAccount", "oauthToken", "spark.master", "namespace", "pod.name")
    for option in case[1]["spec"]["sparkConf"]:
        assert not any(word in option for word in denied), option


def with_history(environment: str) -> dict[str, Any]:
    platform = json.loads(rendered.platform_json(environment))
    platform["spark"]["eventLogs"] = f"s3a://{platform['spark']['bucket']}/spark-events"
    return platform


def test_event_logs_and_orphaned_blocks_go_below_the_prefix_of_the_team() -> None:
    platform = with_history("dev")
    job = {"name": "x", "main_file": "s3a://jobs/x.py"}
    conf = spark_application(platform, team="team-a", **job)["spec"]["sparkConf"]  # type: ignore[arg-type]
    bucket = platform["spark"]["bucket"]

    assert conf["spark.eventLog.dir"] == f"s3a://{bucket}/spark-events/spark-team-a/"
    assert conf["spark.storage.decommission.fallbackStorage.path"] == f"s3a://{bucket}/spark-team-a/spark-fallback/"


def test_without_a_history_nothing_needs_hadoop_aws() -> None:
    conf = built("dev")["spec"]["sparkConf"]
    assert not [value for value in conf.values() if value.startswith("s3a://")]


def test_a_team_that_names_no_pool_gets_its_first() -> None:
    executor = built("dev", pool=None)["spec"]["executor"]
    assert executor["nodeSelector"] == {"NodeGroupType": "SparkComputeOptimized"}


@pytest.mark.parametrize(
    ("job", "refusal"),
    [
        ({"team": "team-c"}, "team: 'team-c' is unknown; use one of 'team-a', 'team-b'"),
        ({"pool": "gpu"}, "pool: 'gpu' is unknown; use one of 'spark-compute', 'spark-memory'"),
        (
            {"team": "team-b", "pool": "spark-memory"},
            "pool: 'spark-memory' is not one that 'team-b' may use; use one of 'spark-compute'",
        ),
        ({"size": "huge"}, "size: 'huge' is unknown; use one of 'small', 'medium', 'large', 'memory'"),
    ],
)
def test_what_cannot_run_is_refused_with_what_can(job: dict[str, str], refusal: str) -> None:
    with pytest.raises(ValueError) as refused:
        built("dev", **job)
    assert str(refused.value) == refusal


def test_a_size_that_is_too_large_for_the_team_is_refused() -> None:
    platform = rendered.platform("dev")
    platform["teams"][0]["largestPod"] = {"cpu": 4, "memoryGib": 12}

    with pytest.raises(ValueError) as refused:
        spark_application(platform, name="x", team="team-a", main_file="local:///x.py", size="large")  # type: ignore[arg-type]
    assert str(refused.value) == (
        "size: 'large' has a pod of 4 cores and 13 GiB, and 'team-a' may use 4 cores and 12 GiB; use a smaller size"
    )


@pytest.mark.parametrize(
    ("job", "refusal"),
    [
        (
            {"executors": 7},
            "executors: 7 and the driver are more than the quota of 'team-a' ever holds (requests.memory: 23 GiB "
            "wanted, 20 GiB of 20 GiB free); use fewer executors or a smaller size",
        ),
        (
            {"executors": 1, "size": "memory"},
            "executors: 1 and the driver are more than the quota of 'team-a' ever holds (requests.memory: 34 GiB "
            "wanted, 20 GiB of 20 GiB free); use a smaller size",
        ),
        (
            {"executors": 9, "size": "small"},
            "executors: 9 and the driver are more than the quota of 'team-a' ever holds (requests.memory: 29 GiB "
            "wanted, 20 GiB of 20 GiB free; pods: 10 wanted, 9 of 9 free); use fewer executors or a smaller size",
        ),
    ],
)
def test_a_job_that_the_quota_never_holds_is_refused_with_the_amounts(job: dict[str, Any], refusal: str) -> None:
    platform = rendered.platform("dev")
    platform["teams"][0]["quota"] = {"cpu": 64, "memoryGib": 20, "pods": 9}

    with pytest.raises(ValueError) as refused:
        spark_application(platform, name="x", team="team-a", main_file="local:///x.py", **job)  # type: ignore[arg-type]
    assert str(refused.value) == refusal


def test_its_pods_request_a_share_of_their_cores_so_that_nodes_are_filled(case: tuple[str, Application]) -> None:
    for _, pod in pods(case[1]):
        assert pod["coreRequest"] == {1: "950m", 2: "1900m", 4: "3800m"}[pod["cores"]]


def test_a_job_that_fills_the_quota_to_the_last_is_built() -> None:
    platform = rendered.platform("dev")
    platform["teams"][0]["quota"] = {"cpu": 7, "memoryGib": 20, "pods": 7}
    spark_application(platform, name="x", team="team-a", main_file="local:///x.py", executors=6)  # type: ignore[arg-type]


DIGEST = f"sha256:{'0' * 64}"


@pytest.mark.parametrize(
    ("image", "version"),
    [
        ("registry.example/spark:3.5.6-s3", "3.5.6"),
        ("registry.example:5000/team/spark:v4.0.4", "4.0.4"),
        (f"apache/spark:4.0.4@{DIGEST}", "4.0.4"),
    ],
)
def test_an_image_of_the_job_has_the_spark_version_of_its_tag(image: str, version: str) -> None:
    spec = built("dev", image=image)["spec"]
    assert (spec["image"], spec["sparkVersion"]) == (image, version)


@pytest.mark.parametrize("image", ["registry.example:4.0.4/spark:stable", f"spark@{DIGEST}", "spark:2026.11.01"])
def test_an_image_of_the_job_that_hides_its_spark_version_needs_it_said(image: str) -> None:
    with pytest.raises(ValueError) as refused:
        built("dev", image=image)
    assert str(refused.value) == (
        f"image: '{image}' does not say its Spark version; use a tag that starts with it, "
        "e.g. 'registry.example/spark:4.0.4-s3', or say it: spark_version='4.0.4'"
    )
    assert built("dev", image=image, spark_version="3.5.6")["spec"]["sparkVersion"] == "3.5.6"
