"""The sign-in page, and signing out. Every wrong try gets one answer: it does not tell whether the name is known."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

from flask import Flask, Response, redirect, request

from dashboard import access, plain_pages, sign_in_service
from library.sign_in import LASTS, WINDOW, SignedIn, SignIn, TooManyTries

_WRONG = "This name and password do not belong together."
_TOO_MANY = "There were too many tries. Wait a quarter of an hour, then try again."
_NO_COOKIE = "The form had been open too long, or your browser keeps no cookies. Try again."
_NO_ACCOUNT = "You have no account here yet. Ask whoever runs this dashboard for one."


def register(server: Flask, served: access.Served, door: SignIn, environment: Mapping[str, str]) -> None:
    """Serve signing in and out; without accounts both lead to the first page."""
    service = sign_in_service.configured(server, served, environment) if served.accounts else None

    def form(wrong: str | None = None, status: int = 200, name: str = "") -> Response:
        token = _form_token() or secrets.token_urlsafe(24)
        asked = plain_pages.here(request.values.get("next", "/"))
        said = {"form": token, "next": asked, "wrong": wrong, "name": name, "service": service and service.title}
        response = plain_pages.page("sign_in.html", status, **said)
        _set(response, f"{access.cookie_name()}-form", token, strict=True)
        return response

    @server.get(plain_pages.SIGN_IN)
    def sign_in() -> Response:
        return form() if served.accounts else _to("/")

    @server.post(plain_pages.SIGN_IN)
    def try_to_sign_in() -> Response:
        if not served.accounts:
            return _to("/")
        if not _own_form():
            return form(_NO_COOKIE, 400)
        name = request.form.get("name", "")[:256]
        try:
            found = door.by_password(name, request.form.get("password", ""), address())
        except TooManyTries:
            response = form(_TOO_MANY, 429, name)
            response.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
            return response
        return _let_in(found, door, request.form.get("next", "/")) if found else form(_WRONG, 401, name)

    @server.post("/sign-out")
    def sign_out() -> Response:
        door.out(request.cookies.get(access.cookie_name()))
        response = _to("/")
        _set(response, access.cookie_name(), None)
        return response

    if service is None:
        return

    @server.get(f"{plain_pages.SIGN_IN}/service")
    def to_service() -> Response:
        try:
            return service.ask(plain_pages.here(request.args.get("next", "/")))
        except sign_in_service.NotVouchedFor as error:
            return form(str(error), 503)

    @server.get(f"{plain_pages.SIGN_IN}/service/back")
    def from_service() -> Response:
        try:
            person, asked = service.answer()
        except sign_in_service.NotVouchedFor as error:
            return form(str(error), 401)
        found = door.by_service(person.name, person.subject, address())
        return _let_in(found, door, asked) if found else form(_NO_ACCOUNT, 403)


def address() -> str:
    """Where a request comes from."""
    return request.remote_addr or "nowhere"


def _let_in(found: SignedIn, door: SignIn, asked: str) -> Response:
    door.out(request.cookies.get(access.cookie_name()))  # the session before, if there was one
    response = _to(plain_pages.here(asked))
    _set(response, access.cookie_name(), found.token)
    return response


def _own_form() -> bool:
    """Whether the form sent is one that we gave this browser: another site cannot know what the cookie says."""
    kept, sent = _form_token(), request.form.get("form", "")
    return kept is not None and secrets.compare_digest(kept.encode(), sent.encode("utf-8", "replace"))


def _form_token() -> str | None:
    token = request.cookies.get(f"{access.cookie_name()}-form", "")
    return token if re.fullmatch(r"[A-Za-z0-9_-]{32}", token) else None


def _set(response: Response, name: str, value: str | None, *, strict: bool = False) -> None:
    """Set a cookie that no script sees and no other site sends; None takes it back."""
    age = int(LASTS.total_seconds()) if value else 0
    same = "Strict" if strict else "Lax"
    response.set_cookie(name, value or "", max_age=age, httponly=True, secure=request.is_secure, samesite=same)


def _to(path: str) -> Response:
    response = redirect(path, code=303)
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]
