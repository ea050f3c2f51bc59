"""What every export says of itself: the finding, the measure, the warnings, who asked whom, the files, the link."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard import findings, wording
from dashboard.beside import Panels
from dashboard.holdings import Holdings
from dashboard.state import encode
from dashboard.wording import Line


@dataclass(frozen=True, slots=True)
class Origin:
    """A file that figures are from. `url` and `licence` are empty where it does not say."""

    name: str
    sha256: str
    url: str
    licence: str


@dataclass(frozen=True, slots=True)
class About:
    """The words of an export. `query` is the state of the page, without a question mark."""

    headline: str
    subtitle: str
    notes: tuple[str, ...]
    lines: tuple[Line, ...]
    origins: tuple[Origin, ...]
    query: str

    @property
    def warnings(self) -> tuple[str, ...]:
        """The notes that say that unlike things are side by side."""
        return tuple(note for note in self.notes if note.startswith(UNLIKE))

    @property
    def sampling(self) -> str:
        """What is known of the sampling error, or why it is not known."""
        return next((line.text for line in self.lines if line.term == "Sample"), "")


UNLIKE = "Unlike things"


def about(panels: Panels, holdings: Holdings) -> About:
    """What is to be said of what a page shows."""
    first = panels.first
    return About(
        headline(panels),
        wording.subtitle(first),
        notes(panels),
        lines(panels),
        origins(rows(panels), holdings),
        encode(first.state),
    )


def headline(panels: Panels) -> str:
    """The finding of one panel; of two what stands beside what, as each has its own finding above it."""
    if panels.second is None:
        return findings.headline(panels.first)
    if panels.merged:
        return findings.of_pair(panels.first, panels.second, panels.names)
    return findings.side_by_side(panels.first, panels.second, panels.names)


def notes(panels: Panels) -> tuple[str, ...]:
    """The sentences an honest reader needs beside the figures, each once."""
    found = [*panels.warnings, *(note for shown in panels.both for note in shown.notes)]
    return tuple(dict.fromkeys(found))


def lines(panels: Panels) -> tuple[Line, ...]:
    """Pollster, wording, dates and sample. Of two panels what differs is said of each."""
    feet = [wording.foot(shown) for shown in panels.both]
    terms = dict.fromkeys(line.term for foot in feet for line in foot)
    return tuple(Line(term, _said(term, feet)) for term in terms)


def _said(term: str, feet: list[tuple[Line, ...]]) -> str:
    texts = [next((line.text for line in foot if line.term == term), "not printed") for foot in feet]
    if len(set(texts)) == 1:
        return texts[0]
    return " · ".join(f"{letter}: {text}" for letter, text in zip("AB", texts, strict=True))


def rows(panels: Panels) -> pd.DataFrame:
    """The prepared long rows behind what both panels show, each once, in the library's order."""
    every = pd.concat([shown.rows for shown in panels.both])
    return every.drop_duplicates("row").sort_values("row", kind="stable")


def origins(shown: pd.DataFrame, holdings: Holdings) -> tuple[Origin, ...]:
    """The files that rows are from, in the order of acceptance."""
    held = holdings.sources
    if held.empty:
        return ()
    there = held[held["sha256"].isin(shown["source_sha256"].unique())]
    return tuple(Origin(*row) for row in there[["name", "sha256", "url", "licence"]].itertuples(index=False))
