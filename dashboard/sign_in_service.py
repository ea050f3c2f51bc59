"""Signing in by a service that people have an account with already (OpenID Connect), through Authlib.

Configured by the environment: see docs/serving.md. Who may come in is decided here all the same: there must be
an account of that name, made with `--no-password`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, session, url_for

from dashboard.access import Served

ISSUER, CLIENT, SECRET = "TOPLINES_OIDC_ISSUER", "TOPLINES_OIDC_CLIENT_ID", "TOPLINES_OIDC_CLIENT_SECRET"
CLAIM, TITLE, KEY = "TOPLINES_OIDC_CLAIM", "TOPLINES_OIDC_TITLE", "TOPLINES_SECRET_KEY"
_LEAST_KEY = 32
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_KNOWN = ("changeme", "change-me", "change_me", "secret", "password", "default", "example", "please")
_DIFFERENT = 10
_MAKE_KEY = 'python -c "import secrets; print(secrets.token_hex(32))"'


class Misconfigured(Exception):
    """The service cannot be used as it is configured; the message says what to set."""


class NotVouchedFor(Exception):
    """The service did not vouch for anybody; the message can be shown."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a service vouches for: the name of their account here, and its own lasting word for them."""

    name: str
    subject: str


class Service:
    """A sign-in service. What it is asked is kept in a signed cookie of the person's own until they come back."""

    def __init__(self, client: Any, claim: str, title: str) -> None:
        self._client, self._claim, self.title = client, claim, title

    def ask(self, asked: str) -> Response:
        """Send somebody to the service. Its answer comes back to us with where they wanted to go."""
        session["asked"] = asked
        try:
            return self._client.authorize_redirect(url_for("from_service", _external=True))
        except Exception as error:  # the service is away or answers nonsense: whatever the cause, nobody came in
            raise NotVouchedFor("The sign-in service cannot be reached. Try again later.") from error

    def answer(self) -> tuple[Person, str]:
        """Whom the service vouches for, its signature, audience and nonce checked. Raises NotVouchedFor."""
        try:
            claims = self._client.authorize_access_token()["userinfo"]
        except Exception as error:  # Authlib, requests and joserfc each have their own
            raise NotVouchedFor("The sign-in service did not let you in. Try again.") from error
        asked = str(session.get("asked", "/"))
        session.clear()
        name, subject = claims.get(self._claim), claims.get("sub")
        if not name or not subject or (self._claim == "email" and claims.get("email_verified") is not True):
            raise NotVouchedFor(f"The sign-in service did not vouch for your {self._claim.replace('_', ' ')}.")
        return Person(str(name), f"{claims['iss']}|{subject}"), asked


def configured(server: Flask, served: Served, environment: Mapping[str, str]) -> Service | None:
    """The service that the environment names; None where it names none. Raises Misconfigured."""
    if not environment.get(ISSUER):
        return None
    check(environment)
    try:
        from authlib.integrations.flask_client import OAuth
    except ImportError as error:
        raise Misconfigured("Install requirements-optional.txt, which signing in by a service needs.") from error
    server.secret_key = environment[KEY]
    server.config.update(
        SESSION_COOKIE_NAME="toplines-service",
        SESSION_COOKIE_SECURE=served.proxies > 0,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    client = OAuth(server).register(
        "toplines_service",
        client_id=environment[CLIENT],
        client_secret=environment[SECRET],
        server_metadata_url=environment[ISSUER].rstrip("/") + "/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": 10},
    )
    return Service(client, environment.get(CLAIM, "email"), environment.get(TITLE, "your organisation's account"))


def check(environment: Mapping[str, str]) -> None:
    """Refuse what is missing or known to everybody. Raises Misconfigured."""
    for name in (CLIENT, SECRET, KEY):
        if not environment.get(name):
            raise Misconfigured(f"{ISSUER} is set, so {name} has to be set as well.")
    parts = urlsplit(environment[ISSUER])
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise Misconfigured(f"{ISSUER} has to be an https address.")
    key = environment[KEY]
    if len(key) < _LEAST_KEY or len(set(key)) < _DIFFERENT or _is_known(key):
        raise Misconfigured(f"{KEY} has to be your own and hard to guess. Make one:\n{_MAKE_KEY}")
    if _is_known(environment[SECRET]):
        raise Misconfigured(f"{SECRET} is a default that everybody knows.")


def _is_known(secret: str) -> bool:
    return any(word in secret.casefold() for word in _KNOWN)
