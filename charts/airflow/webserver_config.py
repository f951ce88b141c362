"""Who may log in to Airflow, and as what: people of one OpenID Connect provider, by their groups.

Only the API server reads this file. What a company decides about it comes from `airflow.login` by AIRFLOW_OIDC.
"""

import json
import os
from typing import Any

from airflow.providers.fab.auth_manager.models import Role, User
from airflow.providers.fab.auth_manager.security_manager.override import FabAirflowSecurityManagerOverride
from flask_appbuilder.const import AUTH_OAUTH
from flask_appbuilder.security.views import AuthDBView

OIDC: dict[str, Any] = json.loads(os.environ["AIRFLOW_OIDC"])
ADMIN = "admin"


class BreakGlassView(AuthDBView):
    """The page on which `admin` logs in with a password, for when the provider is down: /auth/break-glass/login/."""

    route_base = "/break-glass"


class OidcSecurityManager(FabAirflowSecurityManagerOverride):
    """People have the roles of their groups, at each login again, and without one of them they do not get in."""

    def register_views(self) -> None:
        """Add the page for `admin` where there is one, as slow for who guesses as Airflow's own."""
        super().register_views()
        if OIDC["breakGlass"]:
            view = self.appbuilder.add_view_no_menu(BreakGlassView())
            self.limiter.limit(self.auth_rate_limit, methods=["POST"])(view.blueprint)

    def auth_user_db(self, username: str, *others: Any, **options: Any) -> User | None:  # noqa: ANN401
        """Take no password but that of `admin`: not in the page, and not for a token of the API."""
        if not OIDC["breakGlass"] or username != ADMIN:
            return None
        return super().auth_user_db(username, *others, **options)

    def get_oauth_user_info(self, provider: str, resp: dict[str, Any]) -> dict[str, Any]:
        """Read the claims of the ID token, and of the provider's page about the user where groups are only there."""
        claims = resp["userinfo"]
        if claim(claims, OIDC["groupsClaim"]) is None:
            about = self.oauth_remotes[provider].userinfo()
            claims = {**about, **claims} if about["sub"] == claims["sub"] else claims
        username = claims.get("preferred_username") or claims.get("email") or claims["sub"]
        if username == ADMIN:
            raise PermissionError("the provider has a user 'admin', and that is the one of the break-glass page")
        groups = claim(claims, OIDC["groupsClaim"]) or []
        return {
            "username": username,
            "email": claims.get("email", ""),
            "first_name": claims.get("given_name") or claims.get("name", ""),
            "last_name": claims.get("family_name", ""),
            "role_keys": [groups] if isinstance(groups, str) else groups,
        }

    def auth_user_oauth(self, userinfo: dict[str, Any], rotate_session_id: bool = True) -> User | None:
        """Let nobody in who has no role, and leave none to who had one."""
        if self._oauth_calculate_user_roles(userinfo):
            return super().auth_user_oauth(userinfo, rotate_session_id)
        if user := self.find_user(username=userinfo["username"]):
            user.roles = []
            self.update_user(user)
        return None

    def _oauth_calculate_user_roles(self, userinfo: dict[str, Any]) -> list[Role]:
        # Airflow would add the role Public to those of the groups.
        return list(self.get_roles_from_keys(userinfo["role_keys"]))


def claim(claims: dict[str, Any], name: str) -> Any:  # noqa: ANN401
    """Find a claim by its name or, as in Keycloak's `realm_access.roles`, by the way to it."""
    if name in claims:
        return claims[name]
    head, _, rest = name.partition(".")
    inner = claims.get(head)
    return claim(inner, rest) if rest and isinstance(inner, dict) else None


SECURITY_MANAGER_CLASS = OidcSecurityManager
AUTH_TYPE = AUTH_OAUTH
AUTH_USER_REGISTRATION = True
AUTH_ROLES_SYNC_AT_LOGIN = True
AUTH_ROLES_MAPPING = {group: [role] for group, role in OIDC["roles"].items()}
OAUTH_PROVIDERS = [
    {
        "name": "oidc",
        "icon": "fa-key",
        "token_key": "access_token",
        "remote_app": {
            "client_id": OIDC["clientId"],
            "client_secret": os.environ["AIRFLOW_OIDC_CLIENT_SECRET"],
            "server_metadata_url": f"{OIDC['issuer'].removesuffix('/')}/.well-known/openid-configuration",
            "client_kwargs": {"scope": " ".join(OIDC["scopes"]), "code_challenge_method": "S256"},
        },
    }
]
