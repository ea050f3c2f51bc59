"""From a text to its claims and what the figures say to each."""

from __future__ import annotations

import pandas as pd

from compare.claims import pairs, rankings, shares
from compare.claims.matching import Figures
from compare.claims.verdicts import Judgement, Undecided
from extract.claims import Known, claims_in
from extract.claims.keys import known_people
from extract.claims.kinds import ChangeClaim, Claim, ComparisonClaim, RankingClaim, ShareClaim


class Checker:
    """Judges claims by one set of estimates (long, the contract's columns). Safe to share; keeps no text.

    >>> from extract.model import Estimate, Response
    >>> from extract.tidy import to_frame
    >>> russia = {"country": "Russia", "iso3": "RUS", "year": 2015, "subject": "US leadership", "pollster": "Gallup"}
    >>> shares = {Response.APPROVE: 1, Response.DISAPPROVE: 89}
    >>> rows = to_frame([Estimate(**russia, response=answer, share_pct=share) for answer, share in shares.items()])
    >>> found = Checker(rows).check("99 percent of Russians are unhappy with US leadership.")
    >>> found[0].verdict, found[0].rule
    (<Verdict.CONTRADICTED: 'contradicted'>, 'the rest is not the opposite')
    """

    def __init__(self, estimates: pd.DataFrame) -> None:
        self._figures = Figures(estimates)
        self._known = Known(*known_people(self._figures.subjects()))

    def check(self, text: str) -> list[Judgement]:
        """Every claim of a text with its verdict, in the text's order. Empty where it makes none."""
        return [self.judge(claim) for claim in claims_in(text, self._known)]

    def judge(self, claim: Claim) -> Judgement:
        """The verdict on one claim."""
        try:
            return self._judged(claim)
        except Undecided as missing:
            return Judgement(claim, missing.verdict, missing.rule, missing.why, missing.figures)

    def _judged(self, claim: Claim) -> Judgement:
        match claim:
            case ShareClaim():
                return shares.judge(claim, self._figures)
            case ComparisonClaim():
                return pairs.judge_comparison(claim, self._figures)
            case ChangeClaim():
                return pairs.judge_change(claim, self._figures)
            case RankingClaim():
                return rankings.judge(claim, self._figures)
        raise TypeError(f"no rule for {type(claim).__name__}")
