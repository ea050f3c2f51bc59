"""A verdict, the rule that gave it, and the figures it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from extract.claims.kinds import Claim


class Verdict(StrEnum):
    """What may be said of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    WITHIN_MARGIN = "within the margin"
    NOT_COMPARABLE = "not comparable"
    NOT_IN_DATA = "not in the data"


_WORST_FIRST = (
    Verdict.CONTRADICTED,
    Verdict.NOT_COMPARABLE,
    Verdict.NOT_IN_DATA,
    Verdict.WITHIN_MARGIN,
    Verdict.SUPPORTED,
)


def of_all(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The verdict on a text that makes several claims: that of its weakest one. None for a text without claims.

    >>> str(of_all([Verdict.SUPPORTED, Verdict.CONTRADICTED]))
    'contradicted'
    """
    return min(verdicts, key=_WORST_FIRST.index, default=None)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`rule` names the rule (docs/claims.md), `why` is one or two plain sentences with the numbers.

    `figures` are rows of the long frame as dicts: what was compared, in the order it is spoken of.
    """

    claim: Claim
    verdict: Verdict
    rule: str
    why: str
    figures: tuple[dict[str, Any], ...] = ()


class Undecided(Exception):
    """No figures to judge by; carries the verdict, the rule and why."""

    def __init__(self, verdict: Verdict, rule: str, why: str, figures: tuple[dict[str, Any], ...] = ()) -> None:
        super().__init__(why)
        self.verdict, self.rule, self.why, self.figures = verdict, rule, why, figures
