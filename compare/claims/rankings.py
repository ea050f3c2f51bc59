"""Rules for the highest and the lowest: among countries, among people, over the years."""

from __future__ import annotations

from compare.claims.matching import Figure, Figures, at_time, latest
from compare.claims.said import figure_in_words, listed
from compare.claims.verdicts import Judgement, Undecided, Verdict
from compare.intervals import difference
from extract.claims.kinds import Among, RankingClaim

_FEWEST = 3
"""A place among fewer is none."""


def judge(claim: RankingClaim, figures: Figures) -> Judgement:
    """The figure claimed to be first among all of its kind, of one pollster and question."""
    if claim.region:
        why = f"The claim is about {claim.region}; places are known here among single countries only."
        raise Undecided(Verdict.NOT_COMPARABLE, "a region", why)
    own = figures.of(claim.matter)
    if claim.among is Among.YEARS:
        return _over_years(claim, own)
    ours = latest(at_time(own, claim.matter))
    others = _countries(claim, ours, figures) if claim.among is Among.COUNTRIES else _people(claim, ours, figures)
    return _placed(claim, ours, others, claim.among.value)


def _countries(claim: RankingClaim, ours: Figure, figures: Figures) -> list[Figure]:
    """The last figure of each other country in the year of ours, by the same pollster."""
    found = []
    for iso3, theirs in figures.places(claim.matter).items():
        alike = [f for f in theirs if f["year"] == ours["year"] and _is_alike(f, ours)]
        if alike and iso3 != ours["iso3"]:
            found.append(latest(alike))
    return found


def _people(claim: RankingClaim, ours: Figure, figures: Figures) -> list[Figure]:
    there = figures.people(claim.matter, ours["pollster"])
    return [f for f in there if f["year"] == ours["year"] and f["subject"] != ours["subject"] and _is_alike(f, ours)]


def _is_alike(one: Figure, other: Figure) -> bool:
    return bool(one["pollster"] == other["pollster"] and one["asks"] == other["asks"])


def _placed(claim: RankingClaim, ours: Figure, others: list[Figure], among: str) -> Judgement:
    if len(others) + 1 < _FEWEST:
        why = f"Too few {among} were asked at that time to be a place among: {listed([ours, *others])}."
        raise Undecided(Verdict.NOT_IN_DATA, "too few to rank", why, (ours, *others))
    first = (max if claim.is_highest else min)(others, key=_share)
    word = "highest" if claim.is_highest else "lowest"
    counted = f"of the {len(others) + 1} {among} asked"
    ahead = (_share(ours) - _share(first)) * (1 if claim.is_highest else -1)
    if ahead > 0:
        why = f"{figure_in_words(ours)} is the {word} {counted}; the next is {figure_in_words(first)}."
        return Judgement(claim, Verdict.SUPPORTED, "place as printed", why, (ours, first))
    if ahead == 0:
        why = f"{figure_in_words(ours)} is the {word} {counted}, tied with {figure_in_words(first)}."
        return Judgement(claim, Verdict.SUPPORTED, "a shared place", why, (ours, first))
    if _is_noise(ours, first):
        why = f"The {word} {counted} is {figure_in_words(first)}; sampling error alone could make the difference."
        return Judgement(
            claim, Verdict.WITHIN_MARGIN, "sampling error", f"{why} {figure_in_words(ours)}.", (ours, first)
        )
    why = f"The {word} {counted} is {figure_in_words(first)}, not {figure_in_words(ours)}."
    return Judgement(claim, Verdict.CONTRADICTED, "another is first", why, (first, ours))


def _over_years(claim: RankingClaim, own: list[Figure]) -> Judgement:
    """The figure of a time against all of the same pollster since a year, or since the first one printed."""
    ours = (max if claim.is_highest else min)(at_time(own, claim.matter), key=_share)
    since = claim.since or 0
    others = [f for f in own if _is_alike(f, ours) and (f["year"] or 0) >= since and f["year"] != ours["year"]]
    others = [f for f in others if claim.matter.year is None or (f["year"] or 0) <= claim.matter.year]
    return _placed(claim, ours, others, "waves")


def _is_noise(one: Figure, other: Figure) -> bool:
    if not (one["sample_size"] and other["sample_size"]):
        return False
    tested = difference(_share(one), int(one["sample_size"]), _share(other), int(other["sample_size"]))
    return tested is not None and not tested.is_real


def _share(figure: Figure) -> float:
    return float(figure["share_pct"])
