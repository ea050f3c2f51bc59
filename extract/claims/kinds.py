"""What a text may claim of opinion: a share, a comparison, a change, a place in an order. Frozen types, no data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extract.model import Response


class Bound(StrEnum):
    """How a claimed number is meant."""

    EXACT = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "more than"
    AT_LEAST = "at least"
    UNDER = "less than"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Matter:
    """What a claim is about. None and "" are not said.

    `subject` is as written, `subject_kind` and `subject_iso3` are the grammar's (see `extract.names.subjects`).
    `moment` is an ISO date no more precise than said; `words` are the answer's own.
    """

    iso3: str | None = None
    country: str = ""
    subject: str = ""
    subject_kind: str = ""
    subject_iso3: str | None = None
    response: Response = Response.APPROVE
    words: str = ""
    year: int | None = None
    moment: str = ""
    pollster: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: where it stands in the text (characters), and its sentence."""

    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ShareClaim(Claim):
    """That so many percent answer so. `step` is the unit of the number's last digit: 1 for "31 %", 0.1 for "31.5 %"."""

    matter: Matter
    percent: float
    step: float
    bound: Bound


@dataclass(frozen=True, slots=True)
class ComparisonClaim(Claim):
    """That more, or fewer, answer so in the first matter than in the second; `times` as many where it says so."""

    first: Matter
    second: Matter
    is_more: bool
    times: float | None = None
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class ChangeClaim(Claim):
    """That a share rose (1), fell (-1) or stayed (0) between two times; by `points`, or to `factor` times itself.

    `since` is an ISO date no more precise than said; "" where none is: the last time and the one before it are meant.
    """

    matter: Matter
    since: str
    direction: int
    points: float | None = None
    factor: float | None = None
    bound: Bound = Bound.EXACT


class Among(StrEnum):
    """What a place is a place among."""

    COUNTRIES = "countries"
    SUBJECTS = "subjects"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class RankingClaim(Claim):
    """That a matter's share is the highest, or the lowest, among countries, subjects, or years (from `since` on)."""

    matter: Matter
    is_highest: bool
    among: Among
    since: int | None = None
    region: str = ""
