"""The originals, byte for byte, as downloads: a browser never opens a stranger's file on our page.

A page of a PDF comes as a picture that we draw, with frames round the places asked for. A saved page of the web
comes as its words and structure alone, with those places marked, under a policy that lets nothing in it run or load.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Protocol
from urllib.parse import quote

from flask import Flask, Response, abort, request

from dashboard.look import RESPONSES
from dashboard.reading import draw, page
from extract.errors import ExtractError
from extract.model import BBox
from library import Original, UnknownSource

_MOST_BOXES = 40
_MOST_MARKS = 40
_NOTHING = {"default-src": "'none'", "style-src": "'unsafe-inline'", "frame-ancestors": "'self'", "sandbox": ""}
"""The policy of a stranger's page: it shows its words, to nobody but us, and can do nothing."""
_EDGE = re.compile(r"-?\d{1,5}(?:\.\d{1,3})?")


class Held(Protocol):
    """What has originals by their SHA-256: a library, or the drafts in it."""

    def original(self, sha256: str) -> Original: ...


def register(server: Flask, library: Held, base: str = "/original") -> None:
    """Serve `/original/<sha256>` and, drawn by us, what is in it; drafts have a `base` of their own.

    That is `/page/<number>.png?box=…&colour=…&cut=1` of a PDF and `/view?at=LOCATOR&as=approve` of an HTML page.
    """

    @server.get(f"{base}/<sha256>", endpoint=f"{base[1:]}")
    def original(sha256: str) -> Response:
        found = _held(library, sha256)
        response = Response(found.content, mimetype="application/octet-stream")
        response.headers["Content-Disposition"] = disposition(found.name)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    @server.get(f"{base}/<sha256>/page/<int:page>.png", endpoint=f"{base[1:]}-page")
    def picture(sha256: str, page: int) -> Response:
        boxes = framed(request.args.getlist("box"), request.args.getlist("colour"))
        tag = _tag("page", sha256, page, boxes, request.args.get("cut"))
        if request.if_none_match.contains(tag):
            return Response(status=304)
        found = _held(library, sha256)
        try:
            drawn = draw(found.name, found.content, page, boxes, cut=request.args.get("cut") == "1")
        except ExtractError:
            abort(404)
        return _kept(Response(drawn, mimetype="image/png"), tag)

    @server.get(f"{base}/<sha256>/view", endpoint=f"{base[1:]}-view")
    def view(sha256: str) -> Response:
        marks = tuple(zip(request.args.getlist("at"), request.args.getlist("as"), strict=False))[:_MOST_MARKS]
        tag = _tag("view", sha256, marks)
        if request.if_none_match.contains(tag):
            return Response(status=304)
        shown, _ = saved_page(library, sha256, marks)
        if not shown:
            abort(404)
        return _kept(Response(shown, mimetype="text/html"), tag)

    view.talisman_view_options = {"content_security_policy": _NOTHING}  # type: ignore[attr-defined]


@lru_cache(maxsize=16)
def saved_page(library: Held, sha256: str, marks: tuple[tuple[str, str], ...]) -> tuple[str, frozenset[int]]:
    """A saved HTML page with marks (place, answer) in it, and which of them are certain; "" where there is none."""
    found = _held(library, sha256)
    if found.media_type != "text/html":
        return "", frozenset()
    try:
        named = [(at, answer if answer in RESPONSES else "", RESPONSES.get(answer, "")) for at, answer in marks]
        return page(found.name, found.content, named)
    except ExtractError:
        return "", frozenset()


def _tag(*asked: object) -> str:
    """The tag of what never looks different: the same bytes, the same place, the same marks."""
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:32]


def _kept(response: Response, tag: str) -> Response:
    response.cache_control.max_age = 86_400
    response.cache_control.private = True
    response.set_etag(tag)
    return response


def _held(library: Held, sha256: str) -> Original:
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        abort(404)
    try:
        return library.original(sha256)
    except UnknownSource:
        abort(404)


def framed(boxes: list[str], colours: list[str]) -> list[tuple[BBox, str]]:
    """The boxes of an address with their colours; what is no box or no colour is left out.

    >>> framed(["1,2,3,4", "junk"], ["#0f7b8a"])
    [((1.0, 2.0, 3.0, 4.0), '#0f7b8a')]
    """
    found: list[tuple[BBox, str]] = []
    for box, colour in zip(boxes[:_MOST_BOXES], colours, strict=False):
        edges = box.split(",")
        if len(edges) == 4 and all(map(_EDGE.fullmatch, edges)) and re.fullmatch(r"#[0-9a-f]{6}", colour):
            left, top, right, bottom = map(float, edges)
            found.append(((min(left, right), min(top, bottom), max(left, right), max(top, bottom)), colour))
    return found


def disposition(name: str) -> str:
    """The header that names a download (RFC 6266), with a plain fallback for old clients.

    >>> disposition('Côte "d.csv')
    'attachment; filename="C_te _d.csv"; filename*=UTF-8\\'\\'C%C3%B4te%20%22d.csv'
    """
    plain = re.sub(r'[^ -~]|["\\\\]', "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name.encode('utf-8', 'replace'), safe='')}"
