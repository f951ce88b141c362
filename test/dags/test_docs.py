"""Every command and name in the documents for DAG authors, against what is rendered, dags/ and package.json."""

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml

import rendered
from conftest import DAGS
from dag_sources import sources
from loading import dag
from spark_application import Size, memory_of

DOCS = [
    rendered.ROOT / "docs" / name for name in ("walkthrough.md", "walkthrough.ko.md", "dags.md", "bring-your-jobs.md")
]
ENGLISH, KOREAN, REFERENCE, BROUGHT = (file.read_text() for file in DOCS)

BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"`([^`\n]+)`")

# What is named and is in no file of ours: states and words of Kubernetes, Spark, Airflow and the tools.
FOREIGN = {
    "kubectl",
    "kubectl logs",
    "kubernetes_default",
    "SparkKubernetesOperator",
    "SparkKubernetesSensor",
    "Pi is roughly 3.1…",
    ".git/config",
    "returned a failure",
    "ImagePullBackOff",
    "Job took too long to start",
    "Initial job has not accepted any resources",
    "use",
    "restricted",
    "hadoop-aws",
    "bundle",
    "s3a://",
    "NoSuchMethodError",
    "availableNow",
    "executor_config",
    "pod_override",
    "spark-pi.yaml",
    "root/Application.airflow.yaml",
    "pullSecret: true",
    "FROM",
    "spark-local-dir-…",
    "airflow pools set",
    ".venv/bin/python",
    "AccessDenied",
    "Connection timed out",
    "Connect timed out",
    "TimeoutException",
    "stopped=True",
}


def blocks(text: str, language: str) -> list[str]:
    return [content for found, content in BLOCK.findall(text) if found == language]


def commands(text: str) -> list[str]:
    inline = [name for name in NAME.findall(BLOCK.sub("", text)) if re.match(r"(kubectl|npm|aws) \w", name)]
    lines = [line.strip() for block in blocks(text, "sh") for line in block.splitlines()]
    return [line for line in [*lines, *inline] if line and line not in FOREIGN]


OPERATING = "".join(file.read_text() for file in (rendered.ROOT / "ops").rglob("*.ts"))
ALL_COMMANDS = sorted({command for text in (ENGLISH, KOREAN, REFERENCE, BROUGHT) for command in commands(text)})


def everything_rendered() -> str:
    files = [*rendered.folder().rglob("*.yaml"), *DAGS.iterdir()]
    config = (rendered.ROOT / "config").rglob("*.ts")
    texts = [file.read_text() for file in [*files, *config, rendered.ROOT / "package.json"] if file.is_file()]
    return "\n".join([*texts, json.dumps(sources())])


RENDERED = everything_rendered()
BUCKETS = {
    name.replace(rendered.ACCOUNT, "<account>").replace(rendered.REGION, "<region>")
    for name in re.findall(r"airflow-dev-[a-z]+-\d{12}-[a-z0-9-]+", RENDERED)
}


def names(kind: str) -> set[str]:
    return {
        manifest["metadata"]["name"]
        for app in (rendered.folder() / "dev").iterdir()
        for manifest in rendered.manifests("dev", app.name)
        if manifest["kind"] == kind
    }


# Names in Secrets Manager.
SECRETS = {
    sources()["git-private"]["secret"]["remote"],
    *(
        source["extract"]["key"]
        for manifest in rendered.manifests("dev", "secrets")
        if manifest["kind"] == "ExternalSecret"
        for source in manifest["spec"]["dataFrom"]
    ),
}

# By the words for them: the objects of ours that a command may name, and None for those that only exist in a cluster.
KINDS: dict[str, set[str] | None] = {
    "secret": names("ExternalSecret"),
    "nodepool": names("NodePool"),
    "nodepools": names("NodePool"),
    "resourcequota": names("ResourceQuota"),
    "sparkapplication": None,
    "sparkapplications": None,
    "pods": None,
    "nodes": None,
    "events": None,
}


def check_kubectl(words: list[str]) -> None:
    if words[1] == "--context":
        assert words[2] == "airflow-dev"
        del words[1:3]
    if "-n" in words:
        assert words[words.index("-n") + 1] in names("Namespace")
    match words[1]:
        case "get" | "describe" | "delete":
            ours = KINDS[words[2]]
            if ours is not None and len(words) > 3 and not words[3].startswith("-"):
                assert words[3] in ours
        case "logs":
            assert "spark-role=driver" in words
        case "port-forward":
            release = rendered.find("dev", "root", "Application", "airflow")["spec"]["source"]["helm"]["releaseName"]
            assert words[2] == f"svc/{release}-api-server"
            assert words[3] == "8080:8080"
        case "exec":
            assert words[4] == "deploy/airflow-scheduler"
        case verb:
            pytest.fail(f"kubectl {verb} is not known to this test")


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_a_command_names_what_there_is(command: str) -> None:
    first, _, _ = command.partition(" | ")
    words = shlex.split(first)
    match words[0]:
        case "kubectl":
            check_kubectl(words)
        case "npm":
            assert words[2] in json.loads((rendered.ROOT / "package.json").read_text())["scripts"]
            assert len(words) == 3 or words[3:5] in (["--", "dev"], ["--", "prod"], ["--", "--requirements"])
            assert words[4:5] == ["--requirements"] or all(
                f"'{flag.removeprefix('--')}'" in OPERATING for flag in words[5:]
            )
        case "aws":
            for word in words:
                if word.startswith("s3://"):
                    assert word.removeprefix("s3://").split("/")[0] in BUCKETS
            if "--secret-id" in words:
                assert words[words.index("--secret-id") + 1] in SECRETS
        case "export":
            assert all(
                re.match(r"(AIRFLOW_HOME|AIRFLOW_PLATFORM_FILE|AIRFLOW__[A-Z]+__[A-Z_]+)=", word) for word in words[1:]
            )
        case "." | "python" | "airflow":
            assert words[1] in (".venv/bin/activate", "-c", "standalone")
        case "rm":
            assert f"file://{words[1]}" in REFERENCE
        case program:
            pytest.fail(f"{program} is not known to this test")


def test_a_job_of_the_command_line_is_one_that_the_form_accepts() -> None:
    [conf] = re.findall(r"--conf '(.*?)'", REFERENCE)
    params = dag("pyspark_job", DAGS).params
    for name, value in json.loads(conf).items():
        params[name] = value
    params.validate()


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_a_name_is_in_what_is_rendered_or_written(file: Path) -> None:
    unknown = []
    for name in NAME.findall(BLOCK.sub("", file.read_text())):
        plain = name.replace("<account>", rendered.ACCOUNT).replace("<region>", rendered.REGION)
        in_text = plain.removesuffix("()").strip("/") in RENDERED or name in "\n".join(ALL_COMMANDS)
        is_file = any((folder / name).exists() for folder in (rendered.ROOT, rendered.ROOT / ".github"))
        if not (name in FOREIGN or in_text or is_file):
            unknown.append(name)
    assert not unknown, unknown


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_a_link_leads_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\(([^)h][^)]*)\)", file.read_text()):
        name, _, anchor = target.partition("#")
        linked = file.parent / name
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", linked.read_text(), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in anchors, target


def test_the_korean_walk_through_says_the_same_as_the_english_one() -> None:
    assert BLOCK.findall(KOREAN) == BLOCK.findall(ENGLISH)
    assert sorted(NAME.findall(BLOCK.sub("", KOREAN))) == sorted(NAME.findall(BLOCK.sub("", ENGLISH)))
    for mark in ("\n## ", "\n- ", "\n1. ", "\n| "):
        assert KOREAN.count(mark) == ENGLISH.count(mark), mark
    assert sorted(re.findall(r"\]\((?!walk)([^)]+)\)", KOREAN)) == sorted(re.findall(r"\]\((?!walk)([^)]+)\)", ENGLISH))


def test_the_node_selectors_are_those_of_pyspark_pi() -> None:
    spec = dag("pyspark-pi", DAGS).task_dict["run_spark_pi"].template_spec["spec"]
    shown = [yaml.safe_load(block)["nodeSelector"] for block in blocks(ENGLISH, "yaml")]
    assert shown == [spec["driver"]["nodeSelector"], spec["executor"]["nodeSelector"]]


def test_the_tasks_are_those_of_the_dags() -> None:
    for dag_id in ("pyspark-pi", "simple_example_dag"):
        for task_id in dag(dag_id, DAGS).task_dict:
            assert f"`{task_id}`" in ENGLISH


def test_the_dag_sources_are_those_of_the_config() -> None:
    shown = [re.search(r"kind: '([\w-]+)'", block) for block in blocks(ENGLISH, "ts")]
    kinds = dict.fromkeys(source["kind"] for source in sources().values())
    assert [kind[1] for kind in shown if kind] == list(kinds)


def test_the_sizes_are_those_of_the_builder() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (\d cores?, .*) \|$", REFERENCE, re.MULTILINE))

    def row(size: Size) -> str:
        return " | ".join(
            f"{pod['cores']} core{'s' if pod['cores'] > 1 else ''}, {memory_of(pod)} GiB" for pod in size.values()
        )

    assert rows == {name: row(size) for name, size in rendered.platform("dev")["spark"]["sizes"].items()}


def test_a_failed_task_says_what_the_reference_explains() -> None:
    source = (DAGS / "spark_tasks.py").read_text()
    assert "did not succeed. Where to look" in source
    assert "'When a Spark job fails'" in source
    assert "## When a Spark job fails" in REFERENCE
