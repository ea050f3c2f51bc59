"""Pages without charts, written by the server: signing in, the log, and what is not possible."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Response, g, make_response, render_template, request

SIGN_IN = "/sign-in"


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A page that nobody else may keep a copy of."""
    response = make_response(render_template(template, may_read=_may_read(), **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _may_read() -> bool:
    return g.get("account") is not None or bool(g.get("public_reading"))


def refusal(status: int, why: str) -> Response:
    """What is not possible, in one sentence: a page for people, JSON for scripts and callbacks."""
    if wants_page():
        return page("refusal.html", status, why=why)
    response = Response(json.dumps({"error": why}), status=status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def wants_page() -> bool:
    """Whether a person's browser waits for a page."""
    return request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"


def sign_in_address(asked: str) -> str:
    """The sign-in page, and where to go after it.

    >>> sign_in_address("/sources")
    '/sign-in?next=%2Fsources'
    """
    return f"{SIGN_IN}?next={quote(here(asked), safe='')}"


def here(address: str) -> str:
    r"""An address within this site; anything that leads elsewhere becomes the first page.

    >>> here("/?years=2015"), here("//evil.example"), here("/\\evil.example"), here("https://evil.example")
    ('/?years=2015', '/', '/', '/')
    """
    parts = urlsplit(address) if address.isprintable() and "\\" not in address else None
    inside = parts is not None and not parts.scheme and not parts.netloc and address.startswith("/")
    return address if inside and not address.startswith(("//", SIGN_IN)) and len(address) <= 4000 else "/"
