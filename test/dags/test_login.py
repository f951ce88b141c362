"""People log in with the provider of their company: the API server of the platform, with the rendered files."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

import rendered
from servers import free_port

HOST = "airflow.example.com"
SECRET = "the secret of the client"
PASSWORD = "the password of admin"

Claims = dict[str, Any]


@contextmanager
def provider() -> Iterator[SimpleNamespace]:
    """An OpenID Connect provider: who logs in there next is `state.user`."""
    key = RSAKey.generate_key(2048, {"kid": "one"})
    state = SimpleNamespace(user={}, info={}, nonce="", address="")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {
                "/.well-known/openid-configuration": {
                    "issuer": state.address,
                    "authorization_endpoint": f"{state.address}/authorize",
                    "token_endpoint": f"{state.address}/token",
                    "userinfo_endpoint": f"{state.address}/userinfo",
                    "jwks_uri": f"{state.address}/keys",
                },
                "/keys": {"keys": [key.as_dict(private=False) | {"alg": "RS256", "use": "sig"}]},
                "/userinfo": {"sub": state.user.get("sub"), **state.info},
            }
            self.answer(pages[urlsplit(self.path).path])

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            now = int(time.time())
            claims = {"iss": state.address, "aud": "airflow", "iat": now, "exp": now + 60, "nonce": state.nonce}
            token = jwt.encode({"alg": "RS256", "kid": "one"}, claims | state.user, key)
            assert form["code_verifier"]
            self.answer({"access_token": "access", "token_type": "Bearer", "expires_in": 3600, "id_token": token})

        def answer(self, page: object) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(page).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


def value_of(variable: dict[str, Any]) -> str:
    """The value of a rendered variable; those that come from a Secret are ours."""
    if "value" in variable:
        return variable["value"]
    return {"client-secret": SECRET}[variable["valueFrom"]["secretKeyRef"]["key"]]


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """An API server as the load balancer sees it, and the provider that it sends people to."""
    home = tmp_path_factory.mktemp("login")
    values = rendered.airflow_values("everything")
    port = free_port()
    with provider() as state:
        variables = {variable["name"]: value_of(variable) for variable in values["apiServer"]["env"]}
        settings = json.loads(variables["AIRFLOW_OIDC"])
        variables["AIRFLOW_OIDC"] = json.dumps(settings | {"issuer": state.address})
        environment = {
            **os.environ,
            **variables,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__API__BASE_URL": values["config"]["api"]["base_url"],
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__CORE__AUTH_MANAGER": "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager",
            "AIRFLOW__FAB__ENABLE_PROXY_FIX": values["config"]["fab"]["enable_proxy_fix"],
            "FORWARDED_ALLOW_IPS": "127.0.0.1",
            "ADMIN_USER": "admin",
            "ADMIN_PASSWORD": PASSWORD,
        }
        # Somebody who had a password before the provider came.
        person = "--username eve --password eve --role Admin --email eve@example.com --firstname Eve --lastname E"
        before = ["airflow", "users", "create", *person.split()]
        for command in (["airflow", "db", "migrate"], values["createUserJob"]["args"], before):
            subprocess.run(command, env=environment, check=True, capture_output=True)
        # The job above has no such file.
        (home / "webserver_config.py").write_text(values["apiServer"]["apiServerConfig"])

        with (home / "server.log").open("w") as log:
            server = subprocess.Popen(values["apiServer"]["args"], env=environment, stdout=log, stderr=log)
            try:
                address = f"http://127.0.0.1:{port}"
                wait_for(f"{address}/api/v2/monitor/health", server, home / "server.log")
                yield SimpleNamespace(address=address, provider=state, settings=settings)
            finally:
                server.terminate()
                server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            if httpx.get(address, timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise AssertionError(log.read_text())


class Browser:
    """A browser behind the load balancer. It sends all cookies, as to the browser every address is HTTPS."""

    def __init__(self, airflow: SimpleNamespace) -> None:
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}/"}
        self.client = httpx.Client(base_url=airflow.address, headers=headers, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, **form: str) -> httpx.Response:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.client.request(method, path, headers={"Cookie": cookies}, data=form or None)
        for cookie in answer.headers.get_list("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def may_read(self, *collections: str) -> list[str]:
        """Which of these the API shows, after the page that gives a token to who has logged in."""
        self.ask("GET", "/auth/")
        return [name for name in collections if self.ask("GET", f"/api/v2/{name}").status_code == 200]


def log_in(airflow: SimpleNamespace, user: Claims, info: Claims | None = None) -> Browser:
    """Log a person in: to the provider, and back with its answer."""
    browser = Browser(airflow)
    query = asked_of_provider(browser)
    airflow.provider.user, airflow.provider.info, airflow.provider.nonce = user, info or {}, query["nonce"]
    browser.ask("GET", f"/auth/oauth-authorized/oidc?code=code&state={query['state']}")
    return browser


def asked_of_provider(browser: Browser) -> dict[str, str]:
    location = urlsplit(browser.ask("GET", "/auth/login/oidc").headers["location"])
    return {name: values[0] for name, values in parse_qs(location.query).items()}


def person(name: str, *groups: str) -> Claims:
    return {
        "sub": f"id-of-{name}",
        "preferred_username": name,
        "email": f"{name}@example.com",
        "realm_access": {"roles": list(groups)},
    }


# What an Admin, a User and nobody else may read.
ALL = ("connections", "dags")


def test_the_login_page_shows_the_provider_and_asks_for_no_password(airflow: SimpleNamespace) -> None:
    page = Browser(airflow).ask("GET", "/auth/login/")
    assert page.status_code == 200
    assert re.search(r"Sign In with\s+oidc", page.text)
    assert "password" not in page.text.lower()


def test_the_provider_is_asked_as_it_was_registered_and_with_a_proof_of_who_asked(airflow: SimpleNamespace) -> None:
    query = asked_of_provider(Browser(airflow))
    assert query["redirect_uri"] == f"https://{HOST}/auth/oauth-authorized/oidc"
    assert query["client_id"] == airflow.settings["clientId"]
    assert query["scope"].split() == airflow.settings["scopes"]
    assert query["code_challenge_method"] == "S256"


def test_people_have_the_roles_of_their_groups(airflow: SimpleNamespace) -> None:
    assert log_in(airflow, person("ada", "data-admins")).may_read(*ALL) == ["connections", "dags"]
    assert log_in(airflow, person("uma", "data-users", "others")).may_read(*ALL) == ["dags"]


def test_who_is_in_no_group_does_not_get_in_and_who_has_left_one_neither(airflow: SimpleNamespace) -> None:
    assert log_in(airflow, person("sam", "others")).may_read(*ALL) == []
    assert log_in(airflow, person("leo", "data-admins")).may_read(*ALL) == ["connections", "dags"]
    assert log_in(airflow, person("leo")).may_read(*ALL) == []


def test_groups_that_are_not_in_the_token_are_read_from_the_page_about_the_user(airflow: SimpleNamespace) -> None:
    thin = {"sub": "id-of-kim"}
    assert log_in(airflow, thin, info=person("kim", "data-users")).may_read(*ALL) == ["dags"]


def test_nobody_is_admin_by_a_name_at_the_provider(airflow: SimpleNamespace) -> None:
    assert log_in(airflow, person("admin", "data-admins")).may_read(*ALL) == []


def by_password(airflow: SimpleNamespace, username: str, password: str) -> Browser:
    browser = Browser(airflow)
    page = browser.ask("GET", "/auth/break-glass/login/")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token, page.text
    browser.ask("POST", "/auth/break-glass/login/", csrf_token=token[1], username=username, password=password)
    return browser


def test_admin_has_a_password_for_when_the_provider_is_down_and_nobody_else_has(airflow: SimpleNamespace) -> None:
    assert by_password(airflow, "admin", PASSWORD).may_read(*ALL) == ["connections", "dags"]
    assert by_password(airflow, "admin", "another").may_read(*ALL) == []
    assert by_password(airflow, "eve", "eve").may_read(*ALL) == []
    answers = [
        httpx.post(
            f"{airflow.address}/auth/token", json={"username": name, "password": password}, timeout=60
        ).status_code
        for name, password in (("admin", PASSWORD), ("eve", "eve"))
    ]
    assert answers == [201, 401]
