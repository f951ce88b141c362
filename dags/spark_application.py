"""SparkApplications as this platform runs them: built from a few words, or adapted from a file of elsewhere."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from spark_filling import KEPT_FOR, fill
from spark_platform import Platform, PodSize, Size, Spark, Team, find, load_platform, memory_of
from spark_quota import cores_said
from spark_refusals import refuse_owned_options

__all__ = ["KEPT_FOR", "adapt", "load_platform", "memory_of", "spark_application"]

# Of a stream that has ended: Spark's operator waits this long, times the number of tries, and starts it again.
SECONDS_BETWEEN_STARTS: Final = 10

Executors = int | tuple[int, int]


def spark_application(
    platform: Platform,
    *,
    name: str,
    team: str,
    main_file: str,
    main_class: str | None = None,
    pool: str | None = None,
    arguments: Sequence[str] = (),
    size: str | Mapping[str, Mapping[str, int]] = "small",
    executors: Executors = 2,
    image: str | None = None,
    spark_version: str | None = None,
    spark_conf: Mapping[str, str | int | bool] | None = None,
    env: Mapping[str, str] | None = None,
    volumes: Sequence[Mapping[str, Any]] = (),
    dependencies: Mapping[str, Sequence[str]] | None = None,
    gpus: int = 0,
    streaming: bool = False,
) -> dict[str, Any]:
    """Build the SparkApplication of a job; a team, pool or size that cannot run is refused.

    Args:
        platform: What there is, from `load_platform()`.
        name: Name of the job; the operator of the DAG adds a suffix to it.
        team: The team whose namespace, quota and AWS identity the job has.
        main_file: `local:///…` in the image or `s3a://…`: Python (`.py`), R (`.R`), or a jar with its `main_class`.
        main_class: Class of a Scala or Java job.
        pool: Nodes of the executors. Default: the team's first pool.
        arguments: Of the main file.
        size: A name of `platform["spark"]["sizes"]`, or sizes of your own, not above the team's `largestPod`:
            `{"driver": {"cores": 1, "heapGib": 2, "overheadGib": 1}, "executor": {…}}`.
        executors: A number, or `(least, most)`: Spark asks for more while tasks wait, and gives back what is idle.
        image: An image of the job's own. Its Spark version is what the tag starts with, or `spark_version`.
        spark_version: Of an `image` whose tag does not say it.
        spark_conf: Options of Spark. What the platform sets is refused, with what to use instead.
        env: Environment variables of driver and executors.
        volumes: Each is a volume of Kubernetes with its `mountPath`, of driver and executors:
            `{"name": "scratch", "mountPath": "/scratch", "emptyDir": {"sizeLimit": "50Gi"}}`.
        dependencies: `packages`, `repositories`, `jars`, `pyFiles`, `files`, as in `spec.deps`.
        gpus: GPUs of each executor, on a pool that has them. The image needs what uses them, e.g. the RAPIDS jar.
        streaming: Spark's operator starts the job again whenever it ends, and its driver moves with its node. Submit it
            with `SparkStreamOperator`.
    """
    owner = find("team", team, {known["name"]: known for known in platform["teams"]})
    spark = platform["spark"]
    sizes = _sizes(spark, size)
    for pod_size in (sizes["driver"], sizes["executor"]):
        _refuse_too_large(owner, size, pod_size)
    options = dict(spark_conf or {})
    refuse_owned_options(options)
    mounts = [_mount(volume) for volume in volumes]
    pod = {
        **({"env": [_variable(key, value) for key, value in env.items()]} if env else {}),
        **({"volumeMounts": mounts} if mounts else {}),
    }
    spec: dict[str, Any] = {
        "type": _type_of(main_file, main_class),
        "sparkVersion": spark_version or _spark_version(spark, image),
        "image": image or spark["image"],
        "mainApplicationFile": main_file,
        "arguments": list(arguments),
        "sparkConf": {option: _as_spark_writes(value) for option, value in options.items()},
        "driver": {**_resources(sizes["driver"]), **pod},
        "executor": {**_resources(sizes["executor"]), **pod},
    }
    if main_class is not None:
        spec["mainClass"] = main_class
    if mounts:
        spec["volumes"] = [{key: value for key, value in volume.items() if key not in MOUNT} for volume in volumes]
    if dependencies:
        spec["deps"] = {find("dependencies", kind, DEPENDENCIES): list(names) for kind, names in dependencies.items()}
    if streaming:
        spec["restartPolicy"] = {
            "type": "Always",
            "onFailureRetryInterval": SECONDS_BETWEEN_STARTS,
            "onSubmissionFailureRetryInterval": SECONDS_BETWEEN_STARTS,
        }
    _allocate(spec, executors)
    if gpus:
        spec["executor"]["gpu"] = {"name": "nvidia.com/gpu", "quantity": gpus}
    application = {
        "apiVersion": "sparkoperator.k8s.io/v1beta2",
        "kind": "SparkApplication",
        "metadata": {"name": name},
        "spec": spec,
    }
    return fill(platform, application, team=team, pool=pool)


def adapt(
    application: Mapping[str, Any] | Path | str,
    *,
    team: str,
    pool: str | None = None,
    platform: Platform | None = None,
) -> dict[str, Any]:
    """Make a SparkApplication from elsewhere run here, for a team; what cannot run is refused.

    Filled in are namespace, labels, accounts, nodes and tolerations, ports, security contexts, and how it ends: what
    the platform knows and the author cannot. Everything else stays.

    Args:
        application: The application, or the path of a YAML file, which is taken from the folder of this module.
        team: The team whose namespace, quota and AWS identity the job has.
        pool: Nodes of the executors. Default: what the application's `NodeGroupType` says, or the team's first pool.
        platform: Default: `load_platform()`.
    """
    known = load_platform() if platform is None else platform
    given = application if isinstance(application, Mapping) else _loaded(application)
    kind = given.get("kind")
    if kind != "SparkApplication":
        raise ValueError(f"kind: '{kind}' is not a SparkApplication; use one, and the schedule of the DAG")
    spec = given.get("spec", {})
    for field in REQUIRED:
        section, name = field.split(".")
        if given.get(section, {}).get(name) is None:
            raise ValueError(f"{field}: is missing; use e.g. '{REQUIRED[field]}'")
    refuse_owned_options({key: value for key, value in spec.get("sparkConf", {}).items() if not key.endswith(".port")})
    version = spec.get("sparkVersion") or _spark_version(known["spark"], spec.get("image"))
    return fill(known, {**given, "spec": {**spec, "sparkVersion": version}}, team=team, pool=pool)


REQUIRED: Final = {
    "metadata.name": "spark-pi",
    "spec.type": "Scala",
    "spec.mainApplicationFile": "local:///opt/spark/examples/jars/spark-examples.jar",
}
MOUNT: Final = ("mountPath", "subPath", "readOnly")
DEPENDENCIES: Final = {
    name: name for name in ("packages", "repositories", "excludePackages", "jars", "pyFiles", "files", "archives")
}


def _loaded(path: Path | str) -> dict[str, Any]:
    import yaml

    file = Path(__file__).parent / path
    if not file.is_file():
        raise ValueError(f"application: there is no file '{file}'; use e.g. Path(__file__).with_name('spark-pi.yaml')")
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content if isinstance(content, dict) else {}


def _sizes(spark: Spark, size: str | Mapping[str, Mapping[str, int]]) -> Size:
    if isinstance(size, str):
        return find("size", size, spark["sizes"])
    example = '{"cores": 2, "heapGib": 4, "overheadGib": 2}'
    unknown = size.keys() - {"driver", "executor"}
    if unknown:
        raise ValueError(f"size: '{sorted(unknown)[0]}' is unknown; use one of 'driver', 'executor'")
    for role in ("driver", "executor"):
        pod = size.get(role, {})
        wrong = {"cores", "heapGib", "overheadGib"} ^ pod.keys()
        if wrong or not all(isinstance(value, int) and value > 0 for value in pod.values()):
            raise ValueError(
                f"size: '{role}' is not cores, heapGib and overheadGib in whole numbers; use e.g. {example}"
            )
    return {"driver": _pod_size(size["driver"]), "executor": _pod_size(size["executor"])}


def _pod_size(pod: Mapping[str, int]) -> PodSize:
    return {"cores": pod["cores"], "heapGib": pod["heapGib"], "overheadGib": pod["overheadGib"]}


def _refuse_too_large(team: Team, size: object, pod: PodSize) -> None:
    largest = team["largestPod"]
    memory_gib = memory_of(pod)
    if pod["cores"] > largest["cpu"] or memory_gib > largest["memoryGib"]:
        named = f"'{size}'" if isinstance(size, str) else "your own"
        raise ValueError(
            f"size: {named} has a pod of {cores_said(pod['cores'])} and {memory_gib} GiB, and '{team['name']}' may "
            f"use {cores_said(largest['cpu'])} and {largest['memoryGib']} GiB; use a smaller size"
        )


def _resources(pod: PodSize) -> dict[str, Any]:
    return {"cores": pod["cores"], "memory": f"{pod['heapGib']}g", "memoryOverhead": f"{pod['overheadGib']}g"}


def _allocate(spec: dict[str, Any], executors: Executors) -> None:
    least, most = executors if isinstance(executors, tuple) else (executors, executors)
    if not 1 <= least <= most:
        raise ValueError(f"executors: {executors} is not possible; use a number from 1, or (least, most), e.g. (2, 20)")
    spec["executor"]["instances"] = least
    if isinstance(executors, tuple):
        spec["dynamicAllocation"] = {"enabled": True, "minExecutors": least, "maxExecutors": most}


def _type_of(main_file: str, main_class: str | None) -> str:
    is_jar = main_file.endswith(".jar")
    if is_jar and main_class is None:
        raise ValueError(f"main_class: is missing for '{main_file}'; use the class with main(), e.g. 'com.example.Job'")
    if main_class is not None and not is_jar:
        raise ValueError(f"main_class: '{main_class}' needs a jar, and main_file is '{main_file}'; use a '.jar' there")
    if is_jar:
        return "Scala"
    return "R" if main_file.endswith((".R", ".r")) else "Python"


def _variable(name: str, value: str) -> dict[str, str]:
    if not re.fullmatch(r"[A-Za-z_]\w*", name):
        raise ValueError(f"env: '{name}' is not the name of a variable; use letters, digits and '_', e.g. 'LOG_LEVEL'")
    if not isinstance(value, str):
        raise ValueError(f"env: the value of '{name}' is not text; put it into quotes")
    return {"name": name, "value": value}


def _mount(volume: Mapping[str, Any]) -> dict[str, Any]:
    name, path = volume.get("name"), str(volume.get("mountPath", ""))
    if not isinstance(name, str) or not path.startswith("/"):
        raise ValueError(
            f"volumes: '{name}' has the mountPath '{path}'; use a name and an absolute path, "
            'e.g. {"name": "scratch", "mountPath": "/scratch", "emptyDir": {}}'
        )
    return {"name": name, **{key: volume[key] for key in MOUNT if key in volume}}


def _as_spark_writes(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _spark_version(spark: Spark, image: str | None) -> str:
    if image is None or image == spark["image"]:
        return spark["version"]
    said = re.search(r":v?(\d\.\d+\.\d+)(?!\d)[\w.-]*(@sha256:[0-9a-f]{64})?$", image)
    if said is None:
        raise ValueError(
            f"image: '{image}' does not say its Spark version; use a tag that starts with it, "
            "e.g. 'registry.example/spark:4.0.4-s3', or say it: spark_version='4.0.4'"
        )
    return said[1]
