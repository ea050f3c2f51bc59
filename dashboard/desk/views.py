"""A draft as its reviewer sees it: the program's extraction with every decision applied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from dashboard.desk.order import ordered
from library import Draft, Drafts, Extracted, Original, UnknownSource
from library.decisions import Decision, decided
from library.drafts import State


@dataclass(frozen=True, eq=False)
class View:
    """One moment of a draft. `after` has a row a value, in the order of the file."""

    draft: Draft
    extracted: Extracted
    decisions: list[Decision]
    after: pd.DataFrame

    def with_decision(self, made: Decision) -> View:
        """The draft after one more decision."""
        decisions = [*self.decisions, made]
        draft = replace(self.draft, version=self.draft.version + 1)
        return View(draft, self.extracted, decisions, decided(self.extracted.estimates, decisions))

    @property
    def queue(self) -> pd.DataFrame:
        """The values in the order of review, which the decisions do not change."""
        program = self.extracted.estimates
        doubted = program["issues"].tolist()
        # By the program's doubts: a value that was decided stays where it is.
        issues = [doubted[p] if p < len(doubted) else "" for p in self.after["position"]]
        return self.after.loc[ordered(self.after.assign(issues=issues)).index]


def view(drafts: Drafts, number: int) -> View:
    """A draft as it is now. Raises UnknownDraft."""
    draft = drafts.get(number)
    # What was read of a draft never changes once it is ready, and every step of a review asks for it.
    extracted = _read(drafts, number) if draft.state is State.READY else drafts.extracted(number)
    decisions = drafts.decisions(number)
    return View(draft, extracted, decisions, decided(extracted.estimates, decisions))


@lru_cache(maxsize=8)
def _read(drafts: Drafts, number: int) -> Extracted:
    return drafts.extracted(number)


class DraftOriginals:
    """The files of the open drafts, by their SHA-256, as `dashboard.originals` wants them."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def original(self, sha256: str) -> Original:
        """A file as received. Raises UnknownSource."""
        for draft in self._drafts.open_ones():
            if draft.sha256 == sha256:
                return self._drafts.original(draft.number)
        raise UnknownSource(f"No open draft has the SHA-256 {sha256}.")
