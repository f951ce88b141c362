"""A Kubernetes API server that is just large enough for the Spark operator and sensor of Airflow.

It keeps SparkApplications and their pods, plays the part of Spark's operator, allows what the rules it is given
allow, and records each request as the verb and resource that RBAC would see. An application goes on to the next
moment of its life when it has been looked at, and a running driver when its log has been read: so a test takes the
same course on any machine.
"""

import ipaddress
import json
import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crd import prune

Object = dict[str, Any]

TOKEN = "token-of-airflow-worker"


class Moment(NamedTuple):
    """The state of an application, the phase of its driver (None: there is no pod), and why it is so."""

    state: str
    driver: str | None
    reason: str = ""


Life = list[Moment]

SUCCEEDS: Life = [
    Moment("", None),
    Moment("SUBMITTED", "Pending"),
    Moment("RUNNING", "Running"),
    Moment("SUCCEEDING", "Succeeded"),
    Moment("COMPLETED", "Succeeded"),
]
FAILS: Life = [
    *SUCCEEDS[:3],
    Moment("FAILED", "Failed", "driver container failed with ExitCode: 1, Reason: Error"),
]
LOSES_DRIVER: Life = [
    *SUCCEEDS[:3],
    Moment("FAILED", None, "driver pod not found"),
]
IS_NOT_SUBMITTED: Life = [
    Moment("", None),
    Moment("SUBMISSION_FAILED", None, "failed to run spark-submit"),
]
HAS_NO_IMAGE: Life = [
    Moment("", None),
    Moment("SUBMITTED", "Pending", "ImagePullBackOff"),
]
RUNS_ON: Life = SUCCEEDS[:3]


class Request(NamedTuple):
    """A request as RBAC sees it, and the status of its answer."""

    verb: str
    group: str
    resource: str
    namespace: str
    name: str
    status: int


@dataclass
class Application:
    """A SparkApplication and what became of it."""

    manifest: Object
    life: Life
    step: int = 0
    driver_labels: dict[str, str] = field(default_factory=dict)
    driver_version: int = 1

    @property
    def name(self) -> str:
        return self.manifest["metadata"]["name"]

    @property
    def now(self) -> Moment:
        return self.life[self.step]

    def go_on(self) -> None:
        self.step = min(self.step + 1, len(self.life) - 1)


class ApiError(Exception):
    """An answer that is a Kubernetes Status."""

    def __init__(self, code: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.status = {
            "kind": "Status",
            "apiVersion": "v1",
            "status": "Failure",
            "code": code,
            "reason": reason,
            "message": message,
        }


PATH = re.compile(
    r"^/(?:api/v1|apis/(?P<group>[^/]+)/(?P<version>[^/]+))/namespaces/(?P<namespace>[^/]+)"
    r"/(?P<resource>[^/]+)(?:/(?P<name>[^/]+))?(?:/(?P<subresource>[^/]+))?$"
)


class FakeKubernetes:
    """What the server keeps, and the rules of the test that runs."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.lives: list[Life] = [SUCCEEDS]
        self.rules: dict[str, list[Object]] = {}
        self.taken_names = 0
        self.refusals: list[ApiError] = []
        # What the quota of every namespace says, from one look to the next; None: there is no quota.
        self.quotas: list[Object | None] = [None]
        self.stale_patches = 0
        # Whether a running driver goes on when its pod has been looked at: nobody reads its log then.
        self.looks_go_on = False
        self.applications: dict[tuple[str, str], Application] = {}
        self.submitted: list[Object] = []
        self.pruned: list[str] = []
        self.requests: list[Request] = []

    def used(self, namespace: str) -> set[tuple[str, str, str]]:
        """Group, resource and verb of each request to the namespace."""
        return {
            (request.group, request.resource, request.verb)
            for request in self.requests
            if request.namespace == namespace
        }

    def allowed(self, namespace: str, group: str, resource: str, verb: str) -> bool:
        return any(
            group in rule["apiGroups"] and resource in rule["resources"] and verb in rule["verbs"]
            for rule in self.rules.get(namespace, [])
        )

    def answer(self, method: str, url: str, token: str | None, body: bytes) -> Object | Iterator[bytes]:
        parts = urlsplit(url)
        path = PATH.match(parts.path)
        if path is None:
            raise ApiError(404, "NotFound", f"no such path: {parts.path}")
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        group = path["group"] or ""
        resource = "/".join(filter(None, [path["resource"], path["subresource"]]))
        namespace, name = path["namespace"], path["name"] or ""
        verb = _verb(method, name, query)
        if token != TOKEN:
            raise ApiError(401, "Unauthorized", "Unauthorized")
        try:
            if not self.allowed(namespace, group, resource, verb):
                raise ApiError(403, "Forbidden", f'cannot {verb} resource "{resource}" in API group "{group}"')
            handle: Callable[..., Object | Iterator[bytes]] | None = {
                ("sparkapplications", "create"): self._create,
                ("sparkapplications", "get"): self._get,
                ("sparkapplications/status", "get"): self._get,
                ("sparkapplications", "delete"): self._delete,
                ("pods", "get"): self._get_pod,
                ("pods", "list"): self._list_pods,
                ("pods", "patch"): self._patch_pod,
                ("pods/log", "get"): self._log,
                ("events", "list"): self._list_events,
                ("events", "watch"): self._watch_events,
                ("resourcequotas", "list"): self._list_quotas,
            }.get((resource, verb))
            if handle is None:
                raise ApiError(405, "MethodNotAllowed", f"{verb} {resource} is not played by this server")
            answer = handle(namespace, name, query, json.loads(body) if body else {})
        except ApiError as error:
            self.requests.append(Request(verb, group, resource, namespace, name, error.code))
            raise
        self.requests.append(Request(verb, group, resource, namespace, name, 200))
        return answer

    def _application(self, namespace: str, name: str) -> Application:
        found = self.applications.get((namespace, name))
        if found is None:
            raise ApiError(404, "NotFound", f'sparkapplications.sparkoperator.k8s.io "{name}" not found')
        return found

    def _create(self, namespace: str, _name: str, _query: Object, body: Object) -> Object:
        self.submitted.append(body)
        name = body["metadata"]["name"]
        if self.refusals:
            raise self.refusals.pop(0)
        if self.taken_names or (namespace, name) in self.applications:
            self.taken_names = max(0, self.taken_names - 1)
            raise ApiError(409, "AlreadyExists", f'sparkapplications.sparkoperator.k8s.io "{name}" already exists')
        manifest, dropped = prune(body)
        self.pruned += dropped
        life = self.lives.pop(0) if len(self.lives) > 1 else self.lives[0]
        application = Application(manifest, life)
        application.driver_labels = {
            **manifest["metadata"].get("labels", {}),
            **manifest["spec"]["driver"].get("labels", {}),
            "spark-role": "driver",
            "sparkoperator.k8s.io/app-name": name,
        }
        self.applications[namespace, name] = application
        return manifest

    def _get(self, namespace: str, name: str, _query: Object, _body: Object) -> Object:
        application = self._application(namespace, name)
        now = application.now
        if now.driver != "Running":
            application.go_on()
        if not now.state:
            return application.manifest
        status = {
            "applicationState": {"state": now.state, "errorMessage": now.reason},
            "driverInfo": {"podName": f"{name}-driver"},
        }
        return {**application.manifest, "status": status}

    def _delete(self, namespace: str, name: str, _query: Object, _body: Object) -> Object:
        self._application(namespace, name)
        del self.applications[namespace, name]
        return {"kind": "Status", "apiVersion": "v1", "status": "Success"}

    def _driver_of(self, namespace: str, pod_name: str) -> tuple[Application, Object]:
        name = pod_name.removesuffix("-driver")
        application = self.applications.get((namespace, name))
        pod = _driver(application) if application else None
        if application is None or pod is None:
            raise ApiError(404, "NotFound", f'pods "{pod_name}" not found')
        return application, pod

    def _get_pod(self, namespace: str, name: str, _query: Object, _body: Object) -> Object:
        application, pod = self._driver_of(namespace, name)
        if self.looks_go_on and application.now.driver == "Running":
            application.go_on()
        return pod

    def _watch_events(self, _namespace: str, _name: str, _query: Object, _body: Object) -> Iterator[bytes]:
        return iter(())

    def _list_pods(self, namespace: str, _name: str, query: Object, _body: Object) -> Object:
        pods = [
            pod
            for (at, _), application in self.applications.items()
            if at == namespace
            for pod in (_driver(application), _executor(application))
            if pod is not None
        ]
        chosen = [
            pod
            for pod in pods
            if _labels_match(query.get("labelSelector", ""), pod["metadata"]["labels"])
            and _fields_match(query.get("fieldSelector", ""), pod)
        ]
        return {"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}, "items": chosen}

    def _patch_pod(self, namespace: str, name: str, _query: Object, body: Object) -> Object:
        application, pod = self._driver_of(namespace, name)
        version = body.get("metadata", {}).get("resourceVersion")
        if self.stale_patches or version not in (None, pod["metadata"]["resourceVersion"]):
            self.stale_patches = max(0, self.stale_patches - 1)
            raise ApiError(409, "Conflict", f'pods "{name}": the object has been modified')
        application.driver_labels = body["metadata"]["labels"]
        application.driver_version += 1
        return self._driver_of(namespace, name)[1]

    def _log(self, namespace: str, name: str, _query: Object, _body: Object) -> Iterator[bytes]:
        application, _ = self._driver_of(namespace, name)

        def lines() -> Iterator[bytes]:
            yield _stamped("Starting Spark")
            application.go_on()
            while application.now.driver == "Running" and (namespace, application.name) in self.applications:
                time.sleep(0.1)
            if application.now.driver == "Succeeded":
                yield _stamped("Pi is roughly 3.141592")
            if application.now.driver == "Failed":
                yield _stamped("ZeroDivisionError: division by zero")

        return lines()

    def _list_events(self, namespace: str, _name: str, query: Object, _body: Object) -> Object:
        name = query.get("fieldSelector", "").removeprefix("involvedObject.name=")
        event = {
            "metadata": {"name": f"{name}.1", "namespace": namespace, "uid": f"{name}.1", "resourceVersion": "2"},
            "involvedObject": {"kind": "Pod", "name": name, "namespace": namespace},
            "type": "Normal",
            "reason": "Nominated",
            "message": "Pod should schedule on: nodeclaim/spark-driver-x",
        }
        return {"kind": "EventList", "apiVersion": "v1", "metadata": {"resourceVersion": "2"}, "items": [event]}

    def _list_quotas(self, namespace: str, _name: str, _query: Object, _body: Object) -> Object:
        status = self.quotas.pop(0) if len(self.quotas) > 1 else self.quotas[0]
        quota = {"metadata": {"name": "team", "namespace": namespace}, "spec": {}, "status": status}
        items = [] if status is None else [quota]
        return {"kind": "ResourceQuotaList", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}, "items": items}


def _verb(method: str, name: str, query: Object) -> str:
    if method == "GET":
        if query.get("watch") in ("true", "1", "True"):
            return "watch"
        return "get" if name else "list"
    return {"POST": "create", "PATCH": "patch", "PUT": "update", "DELETE": "delete"}[method]


def _driver(application: Application) -> Object | None:
    phase, reason = application.now.driver, application.now.reason
    if phase is None:
        return None
    state: Object
    match phase:
        case "Pending":
            state = {"waiting": {"reason": reason or "ContainerCreating", "message": reason}}
        case "Running":
            state = {"running": {"startedAt": _time()}}
        case _:
            code = 0 if phase == "Succeeded" else 1
            state = {"terminated": {"exitCode": code, "reason": "Completed", "finishedAt": _time()}}
    return _pod(application, f"{application.name}-driver", application.driver_labels, phase, state)


def _executor(application: Application) -> Object | None:
    if application.now.driver != "Running":
        return None
    labels = {**application.driver_labels, "spark-role": "executor"}
    return _pod(application, f"{application.name}-exec-1", labels, "Running", {"running": {"startedAt": _time()}})


def _pod(application: Application, name: str, labels: dict[str, str], phase: str, state: Object) -> Object:
    container = f"spark-kubernetes-{labels['spark-role']}"
    image = application.manifest["spec"]["image"]
    return {
        "kind": "Pod",
        "apiVersion": "v1",
        "metadata": {
            "name": name,
            "namespace": application.manifest["metadata"]["namespace"],
            "labels": deepcopy(labels),
            "creationTimestamp": _time(),
            "resourceVersion": str(application.driver_version),
        },
        "spec": {"containers": [{"name": container, "image": image}]},
        "status": {
            "phase": phase,
            "conditions": [{"type": "PodScheduled", "status": "True"}],
            "containerStatuses": [
                {
                    "name": container,
                    "image": image,
                    "imageID": "",
                    "ready": phase == "Running",
                    "restartCount": 0,
                    "state": state,
                }
            ],
        },
    }


def _time() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stamped(line: str) -> bytes:
    return f"{datetime.now(UTC).strftime('%Y-%m-%dT%H:%M:%S.%f')}000Z {line}\n".encode()


def _labels_match(selector: str, labels: dict[str, str]) -> bool:
    for requirement in filter(None, selector.split(",")):
        if requirement.startswith("!"):
            matches = requirement[1:] not in labels
        elif "!=" in requirement:
            key, value = requirement.split("!=")
            matches = labels.get(key) != value
        else:
            key, value = requirement.split("=")
            matches = labels.get(key) == value
        if not matches:
            return False
    return True


def _fields_match(selector: str, pod: Object) -> bool:
    return all(
        pod["status"]["phase"] != requirement.removeprefix("status.phase!=")
        for requirement in filter(None, selector.split(","))
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    kubernetes: FakeKubernetes

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        token = (self.headers.get("Authorization") or "").rpartition(" ")[2]
        try:
            answer = self.kubernetes.answer(self.command, self.path, token, body)
        except ApiError as error:
            self._send(error.code, error.status)
            return
        if isinstance(answer, dict):
            self._send(201 if self.command == "POST" else 200, answer)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for line in answer:
            self.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve

    def _send(self, code: int, content: Object) -> None:
        encoded = json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(encoded)))
        self.end_headers()
        self.wfile.write(encoded)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve(kubernetes: FakeKubernetes, folder: Path) -> Iterator[tuple[int, Path, Path]]:
    """Serve over TLS; gives the port and the files that a pod would have: the CA's certificate and its token."""
    certificate, key = folder / "ca.crt", folder / "tls.key"
    _write_certificate(certificate, key)
    token = folder / "token"
    token.write_text(TOKEN)

    handler = type("Handler", (_Handler,), {"kubernetes": kubernetes})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], certificate, token
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _write_certificate(certificate: Path, key: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "fake kubernetes")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), False)
        .sign(private, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
