"""What a file changes in the library, as a reviewer reads it before accepting; and the history of one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from dash import html

from dashboard.look import RESPONSES, number
from library.editions import Comparison, Kind
from library.superseding import Version

_TITLES = {
    Kind.CHANGED: "Changed",
    Kind.VANISHED: "No longer printed",
    Kind.OTHER_POLLSTER: "Another pollster has another figure",
    Kind.NEW: "New",
    Kind.SAME: "The same as before",
}
_MOST_ROWS = 200


def summary(comparison: Comparison, sources: Mapping[str, str]) -> str:
    """One sentence: how many figures are new, changed, the same; and of what the file is a new edition.

    `sources` are the names of sources by SHA-256.
    """
    counts = comparison.figures["kind"].value_counts()
    if comparison.figures.empty:
        return "The file changes nothing in the library."
    if set(counts.index) == {Kind.NEW}:
        return "All figures are new to the library."
    told = [f"{counts[kind]} {_TITLES[kind].lower()}" for kind in _TITLES if counts.get(kind, 0)]
    edition = (
        f" It looks like a new edition of {sources.get(comparison.edition, 'a source')}." if comparison.edition else ""
    )
    return f"Beside what the library holds: {', '.join(told)}.{edition}"


def differences(comparison: Comparison, sources: Mapping[str, str]) -> list[html.Details]:
    """A table for each kind of difference, those that need a decision open."""
    found = []
    for kind in _TITLES:
        rows = comparison.figures[comparison.figures["kind"] == kind]
        if len(rows):
            title = html.Summary(f"{_TITLES[kind]}: {len(rows)}")
            found.append(html.Details([title, _table(rows, sources)], open=kind not in (Kind.NEW, Kind.SAME)))
    return found


def _table(rows: pd.DataFrame, sources: Mapping[str, str]) -> html.Div:
    heads = ("Figure", "In the library", "In this file", "Printed in")
    shown = rows.head(_MOST_ROWS)
    body = [html.Tr([html.Td(text) for text in _cells(row, sources)]) for row in shown.to_dict("records")]
    left = f"{len(rows) - _MOST_ROWS} more are not listed." if len(rows) > _MOST_ROWS else ""
    table = html.Table([html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])), html.Tbody(body)])
    return html.Div([table, html.P(left) if left else None], className="differences")


def _cells(row: dict, sources: Mapping[str, str]) -> tuple[str, str, str, str]:
    when = str(row["moment"] or ("" if pd.isna(row["year"]) else int(row["year"])))
    answer = RESPONSES.get(row["response"], row["response"])
    words = [row["country"], row["group"], when, row["pollster"], row["subject"], answer]
    before, now = (_percent(row[name]) for name in ("share_before", "share_now"))
    return ", ".join(str(word) for word in words if word), before, now, sources.get(row["earlier_sha256"], "")


def _percent(share: float) -> str:
    return "" if pd.isna(share) else f"{number(share)}%"


def told(history: Sequence[Version]) -> html.Section | None:
    """The history of a figure, oldest first; nothing where it was printed once."""
    if len(history) < 2:
        return None
    return html.Section(
        [html.H4("History of this figure"), html.Ol([html.Li(_printing(version)) for version in history])],
        className="history",
    )


def _printing(version: Version) -> list:
    end = (
        "It stands."
        if version.stands
        else f"No longer stands: {version.why}{f' ({version.who})' if version.who else ''}."
    )
    accepted = f"received on {version.received_on:%-d %B %Y}"
    return [
        f"{version.share_printed} in ",
        html.A(version.source, href=f"/original/{version.source_sha256}", download=True),
        f", {accepted}. {end}",
    ]
