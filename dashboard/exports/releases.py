"""Releases: all that the library holds as one zip, with what changed since the last one and why.

`POST /releases` makes one, `/releases/<number>.zip` gives it. They are listed on the Sources page.
"""

from __future__ import annotations

from dash import html
from flask import Flask, Response, abort, redirect

from dashboard import access
from dashboard.look import said_date
from library import Library, released
from library.released import Release

_MOST = 20
_WHAT = (
    "All figures as one zip: estimates, toplines, sources, corrections, what describes them, and each figure "
    "that changed since the last release, with its reason."
)


def register(server: Flask, library: Library) -> None:
    """Serve the releases, and make them."""

    @server.post("/releases")
    def make_release() -> Response:
        account = access.who()
        released.make(library, account.name if account else access.LOCAL.name)
        return redirect("/sources#releases", code=303)  # type: ignore[return-value]

    @server.get("/releases/<int:number>.zip")
    def one_release(number: int) -> Response:
        content = released.content_of(library, number)
        if content is None:
            abort(404)
        response = Response(content, mimetype="application/zip")
        response.headers["Content-Disposition"] = f'attachment; filename="toplines-release-{number}.zip"'
        return response


def section(library: Library) -> html.Section:
    """The releases there are, and for those who may the button that makes the next one."""
    made = released.made(library)
    may = access.may(access.REVIEWER)
    if not made and not may:
        return html.Section()
    current = bool(made) and made[0].of_version == library.version()
    button = html.Button("Make a release", id="make-release", className="chip", disabled=current)
    told = html.P(f"{_WHAT}{' The last one holds all that the library holds.' if current and may else ''}")
    told.className = "subtitle"
    form = html.Form(button, action="/releases", method="post") if may else None
    listed = html.Ul([html.Li(_line(one)) for one in made[:_MOST]])
    return html.Section([html.H2("Releases"), told, form, listed], id="releases", className="releases")


def _line(one: Release) -> list:
    link = html.A(f"Release {one.id}", href=f"/releases/{one.id}.zip", download=True)
    changed = f"{one.changed:,} changes" if one.changed != 1 else "1 change"
    said = (
        f", {said_date(one.made_at[:10])}, by {one.made_by}: {one.estimates:,} estimates, {changed} to earlier figures"
    )
    return [link, said]
