"""What the browser may do on our pages: load from us, and from nowhere else."""

from __future__ import annotations

from dash import Dash
from flask import abort, request
from flask_talisman import Talisman

MOST_BODY = 25 * 1024 * 1024 * 4 // 3 + 1024 * 1024
"""The largest request: a file of 25 MB as base64, and what stands round it."""
_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def protect(app: Dash) -> None:
    """Set limits, hosts and headers; call it last, when every inline script is known."""
    server = app.server
    server.config["MAX_CONTENT_LENGTH"] = MOST_BODY
    server.config["MAX_FORM_MEMORY_SIZE"] = MOST_BODY
    server.config["TRUSTED_HOSTS"] = _HOSTS  # another name that points here is a rebinding attack

    @server.before_request
    def refuse_other_sites() -> None:
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
            abort(403)

    Talisman(
        server,
        force_https=False,
        session_cookie_secure=False,
        strict_transport_security=False,
        content_security_policy=policy(app),
        referrer_policy="same-origin",
    )


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
