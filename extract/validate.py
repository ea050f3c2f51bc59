"""Estimates -> issues: one small check each.

A check looks at the estimates of one document and yields the positions it doubts, with a code; the
codes stand in the row's `issues` and, in words, in ISSUES.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extract.model import Estimate, Issue, Location, Response, Severity
from extract.summaries import check_summaries

Doubt = tuple[int, str]
Check = Callable[[Sequence[Estimate]], Iterator[Doubt]]

_WHOLES = (Response.APPROVE, Response.DISAPPROVE, Response.NEITHER, Response.NO_OPINION)
_ROUNDING = 3.0  # four rounded shares may add up to 98 to 102; a little more is still no proof

ISSUES = {
    "sum-off-100": "the answers to this question add up to more than 100 percent",
    "net-mismatch": "the printed net is not approve minus disapprove",
    "share-conflict": "the same share is printed with two values",
    "country-unknown": "this place is no country that we know",
    "country-ambiguous": "this name may mean another place",
    "country-qualified": "the country's name has words beside it that were left out",
    "country-inferred": "no country is printed beside the share; it is the one the text is about",
    "country-carried": "the country is named in an earlier sentence",
    "year-inferred": "the date is printed without its year, or not at all; the year is inferred",
    "header-guessed": "the column is headed by a sign, not by a word",
    "answer-from-heading": "the answer is named above the table, not in it",
    "answer-carried": "the answer is named in an earlier sentence",
    "year-carried": "the date is printed in an earlier sentence",
    "earlier-wave": "it is told as what another figure was before; the time is not printed",
    "group-unclear": "a part of the population is named near the share; it may be of that part only",
    "part-or-whole": "one side is printed several times in this row; the largest is taken for the whole",
    "subject-inferred": "who or what was judged stands elsewhere in the text",
    "dates-reversed": "the fieldwork ends before it begins, as printed",
    "reading-close": "a second reading of this sentence is nearly as likely",
    "no-subject": "who or what was judged was not found",
    "sidecar-response-differs": "the file beside the source names another answer",
    "sidecar-pollster-differs": "the file beside the source names another pollster",
    "median-off": "the median or average printed for these countries is not that of the rows read",
    "hidden-text": "the text is hidden or printed over",
    "corrected": "a person corrected this share; what is printed stands beside it",
    "ocr": "the text was read from a picture",
}


def _question_of(estimate: Estimate) -> tuple[object, ...]:
    return (
        estimate.iso3 or estimate.country,
        estimate.group,
        estimate.wave,
        estimate.year,
        estimate.fieldwork_end,
        estimate.pollster,
        estimate.subject,
        estimate.question,
        estimate.layout,
    )


def _by_question(estimates: Sequence[Estimate]) -> dict[tuple[object, ...], list[int]]:
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, estimate in enumerate(estimates):
        if estimate.share_pct is not None and "earlier-wave" not in estimate.issues:  # whose wave is not known
            groups[_question_of(estimate)].append(i)
    return groups


def check_sums(estimates: Sequence[Estimate]) -> Iterator[Doubt]:
    """The whole answers to one question cannot be more than everyone."""
    for positions in _by_question(estimates).values():
        wholes = {estimates[i].response: i for i in positions if estimates[i].response in _WHOLES}
        if sum(estimates[i].share_pct or 0 for i in wholes.values()) > 100 + _ROUNDING:
            yield from ((i, "sum-off-100") for i in wholes.values())


def check_nets(estimates: Sequence[Estimate]) -> Iterator[Doubt]:
    """A printed net is approve minus disapprove, but for rounding."""
    for positions in _by_question(estimates).values():
        shares = {estimates[i].response: estimates[i].share_pct for i in positions}
        approve, disapprove = shares.get(Response.APPROVE), shares.get(Response.DISAPPROVE)
        net = shares.get(Response.NET)
        if (
            approve is not None
            and disapprove is not None
            and net is not None
            and abs(approve - disapprove - net) > 1.01
        ):
            yield from ((i, "net-mismatch") for i in positions if estimates[i].response is Response.NET)


def check_conflicts(estimates: Sequence[Estimate]) -> Iterator[Doubt]:
    """One answer to one question has one value."""
    for positions in _by_question(estimates).values():
        values: dict[object, set[float | None]] = defaultdict(set)
        for i in positions:
            values[estimates[i].response].add(estimates[i].share_pct)
        for i in positions:
            response = estimates[i].response
            if len(values[response]) > 1 and response in (*_WHOLES, Response.NET):
                yield i, "share-conflict"


def check_subjects(estimates: Sequence[Estimate]) -> Iterator[Doubt]:
    """A share of approval without its subject cannot be compared."""
    yield from ((i, "no-subject") for i, e in enumerate(estimates) if e.share_pct is not None and not e.subject)


CHECKS: tuple[Check, ...] = (check_sums, check_nets, check_conflicts, check_subjects, check_summaries)


def with_doubts(estimates: Sequence[Estimate]) -> tuple[Estimate, ...]:
    """The estimates, each with the codes of the checks that doubt it (no code twice)."""
    codes: dict[int, list[str]] = defaultdict(list)
    for check in CHECKS:
        for i, code in check(estimates):
            codes[i].append(code)
    return tuple(replace(e, issues=tuple(dict.fromkeys((*e.issues, *codes[i])))) for i, e in enumerate(estimates))


def issues_of(estimates: Sequence[Estimate]) -> tuple[Issue, ...]:
    """Every doubt in words, with its place."""
    return tuple(
        Issue(Severity.CHECK, code, ISSUES.get(code, code), e.printed.location if e.printed else Location())
        for e in estimates
        for code in e.issues
    )
