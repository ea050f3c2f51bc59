"""Rules for a claimed share: "31 percent approve", "a majority", "at least half"."""

from __future__ import annotations

from dataclasses import replace

from compare.claims.matching import Figure, Figures, at_time
from compare.claims.said import figure_in_words, listed, percent
from compare.claims.verdicts import Judgement, Undecided, Verdict
from compare.intervals import wilson
from extract.claims.kinds import Bound, ShareClaim
from extract.model import Response

ABOUT = 2.0
"""Percentage points by which "about", a fraction or a ratio may miss what is printed."""
NEARLY = 3.0
"""Percentage points below a number that "nearly" and "almost" may mean."""
_EPSILON = 1e-6


def judge(claim: ShareClaim, figures: Figures) -> Judgement:
    """A share against what is printed for its time: all its waves where only the year is said."""
    found = at_time(figures.of(claim.matter), claim.matter)
    fits = [figure for figure in found if holds(claim, float(figure["share_pct"]))]
    if claim.bound in (Bound.EXACT, Bound.ABOUT, Bound.NEARLY):
        return _number(claim, found, fits, figures)
    return _bound(claim, found, fits)


def holds(claim: ShareClaim, share: float) -> bool:
    """Whether a printed share, in percent, is what a claim says, as its words allow."""
    claimed, slack = claim.percent, claim.step / 2 + _EPSILON
    return {
        Bound.EXACT: abs(share - claimed) <= slack,
        Bound.ABOUT: abs(share - claimed) <= ABOUT + slack,
        Bound.NEARLY: claimed - NEARLY - _EPSILON <= share < claimed + slack,
        Bound.OVER: share > claimed + _EPSILON,
        Bound.AT_LEAST: share >= claimed - slack,
        Bound.UNDER: share < claimed - _EPSILON,
        Bound.AT_MOST: share <= claimed + slack,
    }[claim.bound]


def _number(claim: ShareClaim, found: list[Figure], fits: list[Figure], figures: Figures) -> Judgement:
    if fits and _others_contradict(found, fits):
        why = f"Two pollsters differ: {listed([fits[0], _of_another(found, fits)])}."
        return Judgement(claim, Verdict.NOT_COMPARABLE, "pollsters differ", why, (fits[0], _of_another(found, fits)))
    if fits:
        more = f" {len(found)} waves of that year are printed." if len(found) > 1 else ""
        return Judgement(
            claim, Verdict.SUPPORTED, "as printed", f"Printed is {figure_in_words(fits[0])}.{more}", (fits[0],)
        )
    near = min(found, key=lambda figure: abs(float(figure["share_pct"]) - claim.percent))
    interval = wilson(float(near["share_pct"]), near["sample_size"])
    if interval is not None and interval.low <= claim.percent <= interval.high:
        span = f"{interval.low:.1f} to {interval.high:.1f} %"
        why = f"Printed is {figure_in_words(near)}; of {near['sample_size']:,} people asked that is {span}."
        return Judgement(claim, Verdict.WITHIN_MARGIN, "sampling error", why, (near,))
    return Judgement(claim, Verdict.CONTRADICTED, *_why_not(claim, near, figures))


def _others_contradict(found: list[Figure], fits: list[Figure]) -> bool:
    return bool({f["pollster"] for f in found} - {f["pollster"] for f in fits})


def _of_another(found: list[Figure], fits: list[Figure]) -> Figure:
    return next(f for f in found if f["pollster"] not in {fit["pollster"] for fit in fits})


def _why_not(claim: ShareClaim, near: Figure, figures: Figures) -> tuple[str, str, tuple[Figure, ...]]:
    """Why a number is not the printed one; a share of all who did not answer otherwise is told as what it is."""
    opposite = {Response.APPROVE: Response.DISAPPROVE, Response.DISAPPROVE: Response.APPROVE}.get(claim.matter.response)
    if opposite is not None and (other := _at_once(claim, opposite, near, figures)) is not None:
        rest = 100 - float(other["share_pct"])
        if abs(rest - claim.percent) <= claim.step / 2 + _EPSILON:
            left = rest - float(near["share_pct"])
            why = (
                f"{claim.percent:g} % is everybody who did not answer “{opposite}” (100 − {percent(other)}). "
                f"Printed is {figure_in_words(near)}; the other {left:.0f} % or so gave neither answer."
            )
            return "the rest is not the opposite", why, (near, other)
    n = "" if near["sample_size"] else " How many were asked is not printed, so no margin can be worked out."
    return "another number", f"Printed is {figure_in_words(near)}.{n}", (near,)


def _at_once(claim: ShareClaim, response: Response, near: Figure, figures: Figures) -> Figure | None:
    """The other answer of the same wave."""
    try:
        others = figures.of(replace(claim.matter, response=response, words=""))
    except Undecided:
        return None
    keys = ("moment", "pollster", "subject")
    return next((f for f in others if all(f[key] == near[key] for key in keys)), None)


def _bound(claim: ShareClaim, found: list[Figure], fits: list[Figure]) -> Judgement:
    """More or less than a number: it has to hold in every wave of the time that is named."""
    shown = [min(found, key=_share), max(found, key=_share)] if len(found) > 1 else found
    if len(fits) == len(found):
        return Judgement(claim, Verdict.SUPPORTED, "as printed", f"Printed is {listed(shown)}.", tuple(shown))
    if fits:
        why = f"It holds for {len(fits)} of the {len(found)} figures of that time: {listed(shown)}."
        return Judgement(claim, Verdict.NOT_COMPARABLE, "not for all of that time", why, tuple(shown))
    near = min(found, key=lambda figure: abs(float(figure["share_pct"]) - claim.percent))
    interval = wilson(float(near["share_pct"]), near["sample_size"])
    if interval is not None and (holds(claim, interval.low) or holds(claim, interval.high)):
        why = f"Printed is {figure_in_words(near)}; sampling error reaches {interval.low:.1f} to {interval.high:.1f} %."
        return Judgement(claim, Verdict.WITHIN_MARGIN, "sampling error", why, (near,))
    return Judgement(claim, Verdict.CONTRADICTED, "another number", f"Printed is {listed(shown)}.", tuple(shown))


def _share(figure: Figure) -> float:
    return float(figure["share_pct"])
