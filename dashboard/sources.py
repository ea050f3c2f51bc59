"""The Sources page: every file the library holds, what was read from it, and the file itself."""

from __future__ import annotations

import pandas as pd
from dash import Dash, Input, Output, html, no_update

from dashboard import source_search
from dashboard.exports import releases
from dashboard.holdings import Shelf
from dashboard.state import State, encode

PATH = "/sources"
_MOST = 500


def page() -> html.Div:
    """The page; it is filled when it is opened."""
    return html.Div(
        [
            html.H1("Sources"),
            html.P(
                "Every file as it was received. Each number in a chart leads back to one of them.", className="subtitle"
            ),
            source_search.box(),
            html.Div(id="source-list"),
        ],
        id="sources",
        className="page sources",
        hidden=True,
    )


def register(app: Dash, shelf: Shelf) -> None:
    """Fill the page from the library each time it is opened, and search it."""

    @app.callback(Output("source-list", "children"), Input("url", "pathname"))
    def fill(pathname: str) -> object:
        if pathname != PATH:
            return no_update
        return [listed(shelf().sources), releases.section(shelf.library)]

    source_search.register(app, shelf.library)


def listed(sources: pd.DataFrame) -> object:
    """The files, the last received first."""
    if sources.empty:
        return html.P(["Nothing is here yet. ", html.A("Add a poll", href="/add", className="go"), "."])
    rows = sources.iloc[::-1].astype(object).where(sources.notna(), "").to_dict("records")
    entries = [_entry(row) for row in rows[:_MOST]]
    more = html.P(f"{len(rows) - _MOST} older ones are not listed.") if len(rows) > _MOST else None
    return html.Div([html.Ul(entries, className="source-entries"), more])


def _entry(row: dict) -> html.Li:
    facts = [
        (f"{row['estimates']:,} estimates" if row["estimates"] else "no estimates"),
        f"{row['countries']} countries" if row["countries"] and row["countries"] != 1 else "",
        _years(row),
        str(row["pollsters"]),
    ]
    details = [
        ("Subjects", _shortened(str(row["subjects"]))),
        ("Licence", str(row["licence"]) or "not stated"),
        ("From", _link(str(row["url"]))),
        ("Note", str(row["note"]).strip()),
        ("Received", str(row["received_on"])),
        ("File", [f"{_size(row['size'])}, {row['media_type']}, sha256 ", html.Code(row["sha256"][:12])]),
    ]
    subject = str(row["subjects"]).split("; ")[0]
    links = [html.A("Download the original", href=f"/original/{row['sha256']}", download=True)]
    if subject:
        links += [" · ", html.A("See it in the charts", href=f"/?{encode(State(subject=subject))}", className="go")]
    return html.Li(
        [
            html.H2(row["name"]),
            html.P(" · ".join(fact for fact in facts if fact), className="facts"),
            html.Dl([part for term, text in details if text for part in (html.Dt(term), html.Dd(text))]),
            html.P(links, className="where"),
        ],
        id=f"s-{row['sha256'][:12]}",
    )


def _years(row: dict) -> str:
    first, last = row["first_year"], row["last_year"]
    if first == "" or last == "":
        return ""
    return str(int(first)) if first == last else f"{int(first)}–{int(last)}"


def _shortened(text: str) -> str:
    return text if len(text) <= 160 else text[:159].rstrip(" ;,") + "…"


def _link(url: str) -> object:
    """A link only where the address is a web address; anything else is shown as text."""
    if url.startswith(("https://", "http://")):
        return html.A(url, href=url, rel="noopener noreferrer nofollow", target="_blank")
    return url


def _size(size: int) -> str:
    """A file's size as people say it.

    >>> _size(512), _size(24_000), _size(3_400_000)
    ('512 bytes', '24 kB', '3.4 MB')
    """
    if size < 1000:
        return f"{size} bytes"
    unit, value = ("kB", size / 1000) if size < 1_000_000 else ("MB", size / 1_000_000)
    return f"{value:.{1 if value < 10 else 0}f} {unit}"
