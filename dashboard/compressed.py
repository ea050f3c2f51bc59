"""What is sent, compressed; what does not change, compressed once and kept by browsers for a year."""

from __future__ import annotations

from threading import Lock

import dash_ag_grid
from flask import Flask, Request, Response, request
from flask_compress import Compress

_SUITES = "/_dash-component-suites/"
_MOST_KEPT = 64
_YEAR = "public, max-age=31536000, immutable"


class Kept:
    """The compressed scripts of Dash and its components; nothing that a callback answers is kept."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        """The compressed bytes of a script, if they are kept."""
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep the bytes of a script."""
        if _SUITES in key and key not in self._kept:
            with self._lock:
                if len(self._kept) < _MOST_KEPT:
                    self._kept[key] = value


def key_of(asked: Request) -> str:
    """A script's address; other answers have none, so they are never taken from what is kept."""
    return asked.full_path if asked.method == "GET" and asked.path.startswith(_SUITES) else ""


def compress(server: Flask) -> None:
    """Compress answers; let browsers keep assets whose address names their version."""
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    server.config["COMPRESS_ALGORITHM_STREAMING"] = ["br"]
    server.config["COMPRESS_BR_LEVEL"] = 5
    server.config["COMPRESS_CACHE_KEY"] = key_of
    server.config["COMPRESS_CACHE_BACKEND"] = Kept
    server.config["COMPRESS_STREAMING_ENDPOINT_CONDITIONAL"] = ["static", "_dash_assets.static"]
    server.config["COMPRESS_MIMETYPES"] = [
        *("text/html", "text/css", "text/plain", "text/csv", "text/javascript", "application/javascript"),
        *("application/json", "image/svg+xml"),
    ]

    @server.after_request
    def keep(response: Response) -> Response:
        if request.path.startswith("/assets/") and (request.args.get("m") or request.args.get("v")):
            response.headers["Cache-Control"] = _YEAR
        return response

    Compress(server)


def without_grid() -> None:
    """Take AG Grid out of the scripts of every page: assets/grid-when-shown.js asks for it with the first table."""
    for script in dash_ag_grid._js_dist:
        if "async" not in script:
            script["dynamic"] = True
