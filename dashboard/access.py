"""Who may do what: one table of every route and every callback with the role it needs, asked before each request.

What has no row is for admins alone, so that a new route or callback is closed until somebody thought about it;
a test fails until it has a row. A callback is named by its module in this package and its function.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dash import Dash
from flask import Response, g, has_request_context, redirect, request

from dashboard import callback_bodies, plain_pages
from library.accounts import Account, Role

if TYPE_CHECKING:
    from library.sign_in import SignIn

ANYONE = 0
READER, REVIEWER, ADMIN = Role.READER, Role.REVIEWER, Role.ADMIN

ROUTES = MappingProxyType(
    {
        # the pages' own scripts and styles, which hold nothing of the library
        "GET /assets/<path:filename>": ANYONE,
        "GET /_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": ANYONE,
        "GET /_favicon.ico": ANYONE,
        "GET /static/<path:filename>": ANYONE,
        # signing in and out
        "GET /sign-in": ANYONE,
        "POST /sign-in": ANYONE,
        "GET /sign-in/service": ANYONE,
        "GET /sign-in/service/back": ANYONE,
        "POST /sign-out": ANYONE,
        # the pages
        "GET /": READER,
        "GET /<path:path>": READER,
        "GET /_dash-layout": READER,
        "GET /_dash-dependencies": READER,
        "GET /_reload-hash": READER,
        "POST /_dash-update-component": ANYONE,  # each callback has a row of its own below
        # what the library holds
        "GET /original/<sha256>": READER,
        "GET /original/<sha256>/page/<int:page>.png": READER,
        "GET /original/<sha256>/view": READER,
        "GET /aliases.json": READER,
        "GET /api/<what>.<kind>": READER,
        "POST /api/claims": READER,  # asks, changes nothing
        "GET /api/datapackage.zip": READER,
        "GET /api/openapi.json": READER,
        "GET /api/<path:rest>": READER,
        "GET /download/everything.csv": READER,
        "GET /download/shown.<kind>": READER,
        "GET /download/shown-for-excel.csv": READER,
        "GET /view.json": READER,
        "GET /story.html": READER,
        "GET /releases/<int:number>.zip": READER,
        "POST /releases": REVIEWER,
        # what has arrived and is not yet accepted
        "GET /draft-original/<sha256>": REVIEWER,
        "GET /draft-original/<sha256>/page/<int:page>.png": REVIEWER,
        "GET /draft-original/<sha256>/view": REVIEWER,
        "POST /desk/files": REVIEWER,
        "POST /desk/drafts/<int:number>/decisions": REVIEWER,
        "POST /desk/drafts/<int:number>/accept": REVIEWER,
        "POST /desk/drafts/<int:number>/drop": REVIEWER,
        "POST /desk/drafts/<int:number>/recipes": REVIEWER,
        "POST /desk/drafts/<int:number>/recipes/apply": REVIEWER,
        "GET /desk/recipes/<name>.toml": REVIEWER,
        # what was done, by whom
        "GET /audit": ADMIN,
        "GET /audit.csv": ADMIN,
    }
)

CALLBACKS = MappingProxyType(
    {
        "claims.judge": READER,
        "desk.adding.show_waiting": REVIEWER,
        "desk.adding.take_pasted": REVIEWER,
        "desk.page.show_changes": REVIEWER,
        "desk.page.show_draft": REVIEWER,
        "desk.page.show_place": REVIEWER,
        "evidence.open_drawer": READER,
        "evidence.open_for_mark": READER,
        "evidence.open_original": READER,
        "explore.draw": READER,
        "pinning.await_second": READER,
        "pinning.open_compared": READER,
        "pinning.pin": READER,
        "source_search.find": READER,
        "source_search.show_place": READER,
        "sources.fill": READER,
    }
)

UPDATE = "/_dash-update-component"
LOCAL = Account("local", ADMIN)
"""Who is at the machine itself, where nobody else is let in."""
_CHOICE = re.compile(r"<any\([^)]*\):")
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


_ALONE = "This dashboard is for its own machine alone; docs/serving.md says how to let others in."


@dataclass(frozen=True, slots=True)
class Served:
    """How the dashboard is served. Without accounts it is for whoever is at this machine, who may do all.

    `names` are the names that people reach it by; `proxies` how many reverse proxies stand before it.
    """

    accounts: bool = False
    public_reading: bool = False
    names: tuple[str, ...] = ()
    proxies: int = 0


ALONE = Served()
"""For whoever is at this machine."""


def who() -> Account | None:
    """Who asks; None for a stranger."""
    return g.get("account") if has_request_context() else LOCAL


def may(role: int) -> bool:
    """Whether who asks may do what needs this role."""
    return rank() >= role


def rank() -> int:
    """The role of who asks, as a number: a stranger's is 0, or a reader's where reading is public."""
    account = who()
    if account is not None:
        return account.role
    return READER if g.get("public_reading") else ANYONE


def guard(app: Dash, served: Served, door: SignIn) -> None:
    """Ask the table before each request. Call it after what refuses other sites, before anything answers."""
    server = app.server

    @server.before_request
    def ask() -> Response | None:
        g.public_reading = served.public_reading
        if not served.accounts and any(name in request.headers for name in _FORWARDED):
            return plain_pages.refusal(403, _ALONE)
        if request.url_rule is None:  # no such route, which Flask says itself
            return None
        needed = role_of(request.method, request.url_rule.rule)
        if needed > ANYONE or request.path == UPDATE or not served.accounts:
            g.account = door.account_of(request.cookies.get(cookie_name())) if served.accounts else LOCAL
        if request.path != UPDATE:
            return None if may(needed) else refused()
        return _ask_for_callback(app)

    @server.after_request
    def keep_apart(response: Response) -> Response:
        """What one person is shown is kept for nobody else by what stands between them and us."""
        if served.accounts and request.url_rule and role_of(request.method, request.url_rule.rule) > ANYONE:
            response.vary.add("Cookie")
            response.cache_control.private = True
        return response


def _ask_for_callback(app: Dash) -> Response | None:
    if not may(READER):  # a stranger is neither told which callbacks there are nor has a long body read
        return refused()
    try:
        name = callback_bodies.named(app.callback_map, _body(), request.get_data())
    except callback_bodies.NotACallback as error:
        return plain_pages.refusal(400, str(error))
    return None if may(CALLBACKS.get(name, ADMIN)) else refused()


def _body() -> object:
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def role_of(method: str, rule: str) -> int:
    """The role a route needs.

    >>> role_of("HEAD", "/audit") == role_of("DELETE", "/") == ADMIN
    True
    """
    return ROUTES.get(row(method, rule), ADMIN)


def row(method: str, rule: str) -> str:
    """What the table calls a route: whoever may ask for a page may ask for its head; of a choice it has the name.

    >>> row("HEAD", "/api/<any(estimates, toplines):what>.<any(csv, json):kind>")
    'GET /api/<what>.<kind>'
    """
    return f"{'GET' if method in ('HEAD', 'OPTIONS') else method} {_CHOICE.sub('<', rule)}"


def refused() -> Response:
    """To the sign-in page where that helps; else what is wrong, as a page or as JSON."""
    if who() is not None:
        return plain_pages.refusal(403, "Your account may not do this. An admin of this dashboard can change that.")
    if request.method == "GET" and plain_pages.wants_page():
        return _to_sign_in()
    return plain_pages.refusal(401, "Sign in first.")


def _to_sign_in() -> Any:
    query = request.query_string.decode("utf-8", "replace")
    asked = request.path + (f"?{query}" if query else "")
    return redirect(plain_pages.sign_in_address(asked), code=303)


def cookie_name() -> str:
    """The name of the session's cookie; over https one that no other host and no plain http can have set."""
    return "__Host-toplines" if request.is_secure else "toplines"
