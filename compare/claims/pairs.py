"""Rules for two figures: more here than there, rose, fell, twice as many."""

from __future__ import annotations

from compare.claims.matching import Figure, Figures, at_time, latest
from compare.claims.said import listed, points
from compare.claims.verdicts import Judgement, Undecided, Verdict
from compare.intervals import Difference, difference
from extract.claims.kinds import Bound, ChangeClaim, Claim, ComparisonClaim, Matter

STEADY = 1.0
"""Percentage points by which a share may differ and still be called unchanged."""
_ROUNDING = 0.5  # points by which a difference of two rounded shares may miss a claimed one, beyond half a point
_SAME_TIMES = 0.1  # of a factor: "twice" is 1.8 to 2.2 times
_NEARLY_TIMES = 0.2  # of a factor: "almost twice" is 1.6 times and more


def judge_comparison(claim: ComparisonClaim, figures: Figures) -> Judgement:
    """Two figures of the same question, pollster and time."""
    first, second = _of_one_time(figures.of(claim.first), figures.of(claim.second), claim)
    _check_alike(first, second, claim)
    if claim.times is not None:
        return _times(claim, first, second, claim.times)
    side = 1 if claim.is_more else -1
    return _direction(claim, first, second, side)


def _of_one_time(one: list[Figure], other: list[Figure], claim: ComparisonClaim) -> tuple[Figure, Figure]:
    """The last figures of each at the times named; where none is, of the last year both have."""
    if claim.first.year or claim.second.year:
        return latest(at_time(one, claim.first)), latest(at_time(other, claim.second))
    moments = {f["moment"] for f in one} & {f["moment"] for f in other}
    years = {f["year"] for f in one} & {f["year"] for f in other}
    if moments:
        last = max(moments)
        return next(f for f in one if f["moment"] == last), next(f for f in other if f["moment"] == last)
    if years:
        last = max(year for year in years if year) if any(years) else None
        return latest([f for f in one if f["year"] == last]), latest([f for f in other if f["year"] == last])
    return latest(one), latest(other)


def _check_alike(first: Figure, second: Figure, claim: Claim) -> None:
    """Raises Undecided where a difference would not be one of opinion."""
    unlike = []
    if first["asks"] != second["asks"]:
        unlike.append("other questions were asked")
    if first["pollster"] != second["pollster"]:
        unlike.append("other pollsters asked")
    if first["year"] != second["year"] and isinstance(claim, ComparisonClaim) and not _names_times(claim):
        unlike.append("they are of different years")
    if unlike:
        why = f"{' and '.join(unlike).capitalize()}: {listed([first, second])}."
        raise Undecided(Verdict.NOT_COMPARABLE, "unlike figures", why, (first, second))


def _names_times(claim: ComparisonClaim) -> bool:
    return claim.first.year is not None and claim.first.year != claim.second.year


def judge_change(claim: ChangeClaim, figures: Figures) -> Judgement:
    """The figure of a time against that of an earlier one; the last wave of a year where only the year is said."""
    found = figures.of(claim.matter)
    after = latest(at_time(found, claim.matter))
    before = _before(found, after, claim)
    _check_alike(after, before, claim)
    if claim.factor is not None:
        return _times(claim, after, before, claim.factor)
    change = _share(after) - _share(before)
    if claim.points is not None:
        return _by_points(claim, after, before, change)
    if claim.direction == 0:
        return _steady(claim, after, before, change)
    return _direction(claim, after, before, claim.direction)


def _before(found: list[Figure], after: Figure, claim: ChangeClaim) -> Figure:
    if claim.since:
        is_year = len(claim.since) == 4
        at = Matter(year=int(claim.since[:4]), moment="" if is_year else claim.since)
        return latest(at_time(found, at))
    earlier = [f for f in found if (f["year"] or 0) < (after["year"] or 0) and f["pollster"] == after["pollster"]]
    if not earlier:
        why = f"Nothing earlier is printed to compare with: {listed([after])}."
        raise Undecided(Verdict.NOT_IN_DATA, "another time", why, (after,))
    return latest(earlier)


def _direction(claim: Claim, first: Figure, second: Figure, side: int) -> Judgement:
    """Whether the first is more (1) or less (-1) than the second, as printed and beyond sampling error."""
    by = _share(first) - _share(second)
    shown = (first, second)
    told = f"{listed([first, second])}: {'the same' if by == 0 else points(by) + (' more' if by > 0 else ' less')}."
    tested = _tested(first, second)
    if tested is not None and not tested.is_real:
        why = f"{told} Sampling error alone could make that difference ({tested.low:.1f} to {tested.high:.1f} points)."
        return Judgement(claim, Verdict.WITHIN_MARGIN, "sampling error", why, shown)
    if by * side > 0:
        untested = "" if tested else " How many were asked is not printed for both, so the difference is not tested."
        return Judgement(claim, Verdict.SUPPORTED, "as printed", told + untested, shown)
    return Judgement(claim, Verdict.CONTRADICTED, "the other way round" if by else "no difference", told, shown)


def _tested(first: Figure, second: Figure) -> Difference | None:
    """The difference of two samples; answers of one sample are not independent, and are compared as printed."""
    same = all(first[key] == second[key] for key in ("country", "moment", "pollster", "subject"))
    if same or not (first["sample_size"] and second["sample_size"]):
        return None
    return difference(_share(first), int(first["sample_size"]), _share(second), int(second["sample_size"]))


def _times(claim: ComparisonClaim | ChangeClaim, first: Figure, second: Figure, factor: float) -> Judgement:
    if _share(second) == 0:
        return Judgement(claim, Verdict.NOT_COMPARABLE, "times nothing", f"{listed([second])}.", (second,))
    ratio = _share(first) / _share(second)
    why = f"{listed([first, second])}: {ratio:.2f} times."
    fits = {
        Bound.NEARLY: factor * (1 - _NEARLY_TIMES) <= ratio < factor * (1 + _SAME_TIMES),
        Bound.OVER: ratio > factor,
        Bound.AT_LEAST: ratio >= factor,
        Bound.UNDER: ratio < factor,
        Bound.AT_MOST: ratio <= factor,
    }.get(claim.bound, abs(ratio - factor) <= _SAME_TIMES * factor)
    return Judgement(claim, Verdict.SUPPORTED if fits else Verdict.CONTRADICTED, "how many times", why, (first, second))


def _by_points(claim: ChangeClaim, after: Figure, before: Figure, change: float) -> Judgement:
    wanted = abs(claim.points or 0)
    fits = change * claim.direction > 0 and abs(abs(change) - wanted) <= 0.5 + _ROUNDING
    why = f"{listed([before, after])}: {'up' if change > 0 else 'down'} {points(change)}."
    return Judgement(claim, Verdict.SUPPORTED if fits else Verdict.CONTRADICTED, "by points", why, (before, after))


def _steady(claim: ChangeClaim, after: Figure, before: Figure, change: float) -> Judgement:
    tested = _tested(after, before)
    is_steady = abs(change) <= STEADY or (tested is not None and not tested.is_real)
    why = f"{listed([before, after])}: {points(change)} {'more' if change > 0 else 'less'}."
    return Judgement(claim, Verdict.SUPPORTED if is_steady else Verdict.CONTRADICTED, "unchanged", why, (before, after))


def _share(figure: Figure) -> float:
    return float(figure["share_pct"])
