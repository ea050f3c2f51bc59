"""What the browser may do on our pages: load from us, and from nowhere else."""

from __future__ import annotations

import re

from dash import Dash
from flask import Response, abort, request
from flask_talisman import Talisman
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard import access, plain_pages

MOST_BODY = 26 * 1024 * 1024
"""The largest request: a file of 25 MB, or a text of that size with what stands round it."""
_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def protect(app: Dash, served: access.Served) -> None:
    """Set limits, hosts and headers; call it last, when every inline script is known."""
    server = app.server
    server.config["MAX_CONTENT_LENGTH"] = MOST_BODY
    server.config["MAX_FORM_MEMORY_SIZE"] = MOST_BODY
    if served.proxies:
        believed = dict.fromkeys(("x_for", "x_proto", "x_host"), served.proxies)
        server.wsgi_app = ProxyFix(server.wsgi_app, **believed)  # type: ignore[method-assign]
    Talisman(
        server,
        force_https=False,
        session_cookie_secure=False,
        strict_transport_security=served.proxies > 0,  # said over https alone, which the proxy speaks
        content_security_policy=policy(app),
        referrer_policy="same-origin",
    )


def refuse_others(app: Dash, served: access.Served) -> None:
    """Refuse other names of ours, and what another site makes a visitor's browser send; call it before what answers.

    Another name that points here is a rebinding attack. (Flask's own TRUSTED_HOSTS knows no addresses with colons.)

    Browsers say where a request comes from in Sec-Fetch-Site, and those that do not in Origin. A program that is no
    browser says neither, and has no cookie that could be abused.
    """
    ours = {*_HOSTS, *(name.lower() for name in served.names)}

    @app.server.before_request
    def refuse() -> Response | None:
        if without_port(request.host) not in ours:
            abort(400)
        if request.method in ("GET", "HEAD", "OPTIONS") or _from_here():
            return None
        return plain_pages.refusal(403, "This was sent by another site, or by a browser that does not say from where.")


def without_port(host: str) -> str:
    """A host's name or address, in small letters.

    >>> without_port("[::1]:8050"), without_port("LOCALHOST:80"), without_port("[::1]"), without_port("a:b")
    ('[::1]', 'localhost', '[::1]', 'a:b')
    """
    return re.sub(r":\d+$", "", host.lower()) if not host.endswith("]") else host.lower()


def _from_here() -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site in ("same-origin", "none")
    if origin is not None:
        return origin.partition("://")[2] == request.host
    return access.cookie_name() not in request.cookies


def policy(app: Dash) -> dict[str, list[str]]:
    """The content security policy. Mantine and Plotly set inline styles; AG Grid's icons are a data font."""
    return {
        "default-src": ["'self'"],
        "script-src": ["'self'", *app.csp_hashes()],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
