"""Printed shares -> estimates: words become a country, a response, a year. Every change is recorded.

What a share does not say of itself is filled from the words around it (`poll_details`), then from
the sidecar; what had to be inferred is named in `issues`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.details import Details
from extract.model import Document, Estimate, Poll, PrintedShare, Response, Sidecar, Status, YearBasis
from extract.names.contexts import speaks_of
from extract.names.countries import Match, country_of, mentions
from extract.names.forms import country_named
from extract.names.modes import mode_of
from extract.names.pollsters import home_of, published_name
from extract.names.relatives import relative_of
from extract.names.subjects import subject_of
from extract.values import parse_count, parse_fraction, parse_margin, parse_share, parse_worded_share
from extract.waves import Span, parse_span, with_short_year

CARRIED = "country-carried"
_QUOTE_LENGTH = 240
_NOTES = re.compile(r"(?:\s?\[[\w-]{1,15}(?:\s\d+)?\])+\s*$")
_IN_A_LIST = re.compile(r"^\s*\d{1,2}[.)]\s+(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Normaliser:
    """Turns the shares of one document into estimates."""

    document: Document
    details: Details
    sidecar: Sidecar

    def estimate(self, printed: PrintedShare) -> Estimate:
        """The estimate of one printed share."""
        position = printed.location.char_start or 0
        poll = self.details.near(position)
        question = printed.question or self.sidecar.question
        asked = subject_of(question, self.details.people) if question else None
        own = _unnumbered(printed.subject) or self.sidecar.subject or asked
        estimate = Estimate(
            group=printed.group or self.sidecar.group,
            population=printed.population or poll.population or self.sidecar.population,
            mode=mode_of(printed.mode) if printed.mode else None,
            pollster=self._pollster_of(printed, poll),
            sponsor=printed.sponsor or self.sidecar.sponsor,
            subject=self.details.as_first_named(own) or poll.subject,
            question=question,
            response=printed.meaning,
            response_printed=printed.response,
            status=printed.status,
            sample_size=parse_count(printed.sample) if printed.sample else poll.sample_size,
            margin_of_error=parse_margin(printed.margin) if printed.margin else poll.margin_of_error,
            published=_iso(printed.published, printed.day_first) or self.sidecar.published or poll.published,
            source=self.document.source.name,
            page=printed.location.page,
            locator=printed.location.locator,
            quote=self._quote(printed),
            layout=printed.layout,
            issues=printed.doubt if own or not poll.subject else (*printed.doubt, "subject-inferred"),
            printed=printed,
        )
        estimate = _with_share(estimate, printed)
        estimate = self._with_country(estimate, printed)
        estimate = self._with_time(estimate, printed, (poll.fieldwork_start, poll.fieldwork_end))
        if printed.location.page in self.document.recognised:
            estimate = replace(estimate, issues=(*estimate.issues, "ocr"))
        return _with_contradictions(estimate, printed, self.sidecar)

    def _pollster_of(self, printed: PrintedShare, poll: Poll) -> str | None:
        """Who asked; an empty cell in a column of pollsters is filled with nobody from elsewhere in the text."""
        return (
            _pollster(printed.pollster) or (None if printed.pollster == "" else poll.pollster) or self.sidecar.pollster
        )

    def _quote(self, printed: PrintedShare) -> str:
        place = printed.quote or printed.location
        if place.char_start is None or place.char_end is None:
            return printed.share
        start, end = place.char_start, place.char_end
        at = printed.location.char_start
        if at is not None and end - start > _QUOTE_LENGTH:
            start, end = max(start, at - _QUOTE_LENGTH // 2), min(end, at + _QUOTE_LENGTH // 2)
        return " ".join(self.document.text[start:end].split())

    def _with_country(self, estimate: Estimate, printed: PrintedShare) -> Estimate:
        if printed.area:
            match = country_of(printed.area, codes=True, among_countries=printed.among_countries)
            return self._with_sure_country(_with_match(estimate, printed.area, match))
        if self.sidecar.country:
            return _with_match(estimate, self.sidecar.country, country_of(self.sidecar.country, codes=True))
        person_of = self.details.people.country_of(estimate.subject or "")
        code = (self.details.asked or person_of) if person_of else None
        code = code or home_of(estimate.pollster or "") or self.details.country or self.details.asked
        code = code or self.details.home
        country = country_named(code) if code else None
        judged = country_of(estimate.subject) if estimate.subject and not person_of else None
        if country is None or (judged is not None and judged.country.iso3 == code != self.details.asked):
            return estimate
        return replace(estimate, country=country.name, iso3=country.iso3, issues=(*estimate.issues, "country-inferred"))

    def _with_sure_country(self, estimate: Estimate) -> Estimate:
        """A country told earlier is no guess where no other is named, or the title or the sidecar says it."""
        stated = {self.details.only_country, *map(_country_in, (self.sidecar.country, self.document.metadata.title))}
        if estimate.iso3 is None or estimate.iso3 not in stated:
            return estimate
        return replace(estimate, issues=tuple(code for code in estimate.issues if code != CARRIED))

    def _with_time(self, estimate: Estimate, printed: PrintedShare, near: tuple[str | None, str | None]) -> Estimate:
        estimate = replace(estimate, wave=printed.wave)
        if "earlier-wave" in printed.doubt:
            return self._in_an_earlier_wave(estimate, near)
        span = _span_of(printed)
        if "year-carried" in printed.doubt and near[0]:
            return _dated(replace(estimate, wave=None), Span(near[0], near[1] or near[0]), YearBasis.FIELDWORK)
        since = _parsed(printed.since, printed.day_first) if printed.since else None
        around = since.year if since is not None and since.year else self._year_around(estimate, near)
        if span is None and printed.wave is not None:
            wave = with_short_year(printed.wave) if printed.short_years else printed.wave
            around = _year_of(wave, around, self._told_on(estimate, near, since))
            return self._with_wave(estimate, printed, wave, around, since)
        if span is not None:
            return _dated(estimate, span, YearBasis.FIELDWORK)
        if near[0]:
            return _dated(estimate, Span(near[0], near[1] or near[0]), YearBasis.FIELDWORK)
        return self._undated(estimate)

    def _in_an_earlier_wave(self, estimate: Estimate, near: tuple[str | None, str | None]) -> Estimate:
        """A figure that another one replaced: probably of the same year, but of other days and other people."""
        estimate = replace(estimate, sample_size=None, margin_of_error=None)
        year = self._year_around(estimate, near)
        if year is None:
            return estimate
        return replace(estimate, year=year, year_basis=YearBasis.RELATIVE, issues=(*estimate.issues, "year-inferred"))

    def _undated(self, estimate: Estimate) -> Estimate:
        side = self.sidecar
        if side.fieldwork_start or side.fieldwork_end:
            start = side.fieldwork_start or side.fieldwork_end or ""
            return _dated(estimate, Span(start, side.fieldwork_end or start), YearBasis.FIELDWORK)
        if side.year:
            return replace(estimate, year=side.year, year_basis=YearBasis.PRINTED)
        if estimate.published:
            return replace(
                estimate,
                year=int(estimate.published[:4]),
                year_basis=YearBasis.PUBLISHED,
                issues=(*estimate.issues, "year-inferred"),
            )
        if self.details.opening_year and estimate.status is Status.REPORTED:
            issues = (*estimate.issues, "year-inferred")
            return replace(estimate, year=self.details.opening_year, year_basis=YearBasis.PRINTED, issues=issues)
        return estimate

    def _with_wave(
        self, estimate: Estimate, printed: PrintedShare, wave: str, around: int | None, since: Span | None
    ) -> Estimate:
        span = _parsed(wave, printed.day_first)
        if span is not None and span.start is not None:
            return _dated(estimate, span, YearBasis.PRINTED)
        if span is not None and around is not None:
            dated = parse_span(wave, default_year=around, day_first=printed.day_first)
            if dated is not None:
                return _dated(replace(estimate, issues=(*estimate.issues, "year-inferred")), dated, YearBasis.RELATIVE)
        back = relative_of(wave)
        if back is not None and not back.from_wave:
            around = self._year_around(estimate, (estimate.fieldwork_start, estimate.fieldwork_end))
        if back is not None and around is not None:
            return replace(estimate, year=around + back.years, year_basis=YearBasis.RELATIVE)
        return self._undated(estimate)

    def _year_around(self, estimate: Estimate, near: tuple[str | None, str | None]) -> int | None:
        """The year that dates without one belong to."""
        for known in (near[1], self.sidecar.fieldwork_end, estimate.published):
            if known:
                return int(known[:4])
        return self.sidecar.year or self.details.opening_year

    def _told_on(self, estimate: Estimate, near: tuple[str | None, str | None], since: Span | None) -> str | None:
        """The day on which a text tells of months before it; none where it goes on from another wave."""
        if since is not None and since.end is not None and since.end != estimate.published:
            return None
        return max(day for day in (near[1], self.sidecar.fieldwork_end, estimate.published, "") if day is not None)


def _year_of(wave: str, around: int | None, told_on: str | None) -> int | None:
    """The year of a month that is later in the year than the report: it was in the year before.

    >>> _year_of("setembro", 2026, "2026-01-14"), _year_of("abril", 2025, "2025-06-12")
    (2025, 2025)
    """
    span = _parsed(wave, None)
    if span is None or span.yearless is None or around is None or not told_on or len(told_on) < 7:
        return around
    is_later = int(span.yearless[1][2:4]) > int(told_on[5:7])
    return around - 1 if is_later and around == int(told_on[:4]) else around


@lru_cache(maxsize=256)
def _country_in(text: str | None) -> str | None:
    """The one country that a title or a sidecar names."""
    named = {m.match.country.iso3 for m in mentions(text or "")}
    return named.pop() if len(named) == 1 else None


@lru_cache(maxsize=16384)
def _parsed(text: str, day_first: bool | None) -> Span | None:
    """A long table prints each date many times."""
    return parse_span(text, day_first=day_first)


def of_somebody(estimates: Sequence[Estimate], document: Document) -> list[Estimate]:
    """The estimates, without those of nobody and nowhere in the sentences of a text that speaks of no poll.

    Councils approve applications and patients respond favourably, in percent and at great length. The undecided
    by themselves are those of a vote.
    """
    told = [e for e in estimates if e.layout != "sentence" or e.subject or e.pollster or e.question or e.country]
    kept = list(estimates) if len(told) < len(estimates) and speaks_of(document.text, "poll") else told
    return [] if _are_all_undecided(kept) else kept


def _are_all_undecided(estimates: Sequence[Estimate]) -> bool:
    """Whether sentences tell of the undecided alone, without anybody who approves or not: those are of voters."""
    return all(e.layout == "sentence" and e.response is Response.NO_OPINION for e in estimates)


def with_shared_year(estimates: Sequence[Estimate]) -> list[Estimate]:
    """Undated estimates take the year of all the dated ones, where those agree and come from the same words.

    An article that names its year once means it throughout; the row says that it was carried. Of several years
    the latest is that of the present wave of the same people, unless another figure is printed for it: that is
    inferred, and says so.
    """
    told = [e for e in estimates if e.layout == "sentence" and e.year is not None]
    if not told:
        return list(estimates)
    years = {e.year for e in told if e.year is not None}
    latest = max(years)
    other = {(_whose(e), e.share_pct) for e in told if e.year == latest}
    asked = {e.iso3 for e in told if e.year == latest}
    return [
        replace(
            e,
            year=latest,
            year_basis=YearBasis.PRINTED if len(years) == 1 else YearBasis.RELATIVE,
            issues=(*e.issues, "year-carried" if len(years) == 1 else "year-inferred"),
        )
        if e.layout == "sentence"
        and e.year is None
        and e.status is Status.REPORTED
        and (
            len(years) == 1
            or (e.iso3 in asked and _is_present(e) and not any(w == _whose(e) and s != e.share_pct for w, s in other))
        )
        else e
        for e in estimates
    ]


def _whose(estimate: Estimate) -> tuple[object, ...]:
    return estimate.iso3, estimate.subject, estimate.group, estimate.response


def _is_present(estimate: Estimate) -> bool:
    """Whether an estimate names no wave of its own, or the present one."""
    back = relative_of(estimate.wave) if estimate.wave else None
    return estimate.wave is None or (back is not None and back.years == 0 and not back.from_wave)


def _unnumbered(subject: str | None) -> str | None:
    """A subject without its number in a list: "1. Wopke Hoekstra"."""
    return _IN_A_LIST.sub("", subject) if subject else None


def _pollster(text: str | None) -> str | None:
    """A pollster as we publish its name, without the marks of notes: "Fox News[b][6]"."""
    name = _NOTES.sub("", text) if text else ""
    return published_name(name) or " ".join(name.split()) or None


def _iso(text: str | None, day_first: bool | None) -> str | None:
    span = _parsed(text, day_first) if text else None
    return span.end if span else None


def _span_of(printed: PrintedShare) -> Span | None:
    """The fieldwork that the share's own row or column prints."""
    if printed.fieldwork is None:
        return None
    first, last = (_parsed(text, printed.day_first) for text in printed.fieldwork)
    if first is None or last is None or first.start is None or last.end is None:
        return None
    return Span(first.start, last.end)


def _dated(estimate: Estimate, span: Span, basis: YearBasis) -> Estimate:
    issues = estimate.issues
    if span.start and span.end and span.start > span.end:
        issues = (*issues, "dates-reversed")
    if span.start and len(span.start) == 4 and span.start == span.end:
        return replace(estimate, year=span.year, year_basis=YearBasis.PRINTED, issues=issues)
    return replace(
        estimate, fieldwork_start=span.start, fieldwork_end=span.end, year=span.year, year_basis=basis, issues=issues
    )


def _with_share(estimate: Estimate, printed: PrintedShare) -> Estimate:
    if printed.status is not Status.REPORTED:
        return estimate
    if printed.fraction:
        value, qualifier = parse_fraction(printed.share), "="
    else:
        share = parse_share(printed.share) or parse_worded_share(printed.share)
        value, qualifier = (share.value, share.qualifier) if share else (None, "=")
    qualifier = printed.qualifier if printed.qualifier != "=" else qualifier
    changes = ("fraction to percent",) if printed.fraction else ()
    return replace(estimate, share_pct=value, share_printed=printed.share, qualifier=qualifier, changes=changes)


def _with_match(estimate: Estimate, area: str, match: Match | None) -> Estimate:
    if match is None:
        return replace(estimate, country=" ".join(area.split()), issues=(*estimate.issues, "country-unknown"))
    changes = estimate.changes if match.country.name == area else (*estimate.changes, f"{area} is {match.country.name}")
    return replace(
        estimate,
        country=match.country.name,
        iso3=match.country.iso3,
        issues=(*estimate.issues, *match.doubt),
        changes=changes,
    )


def _with_contradictions(estimate: Estimate, printed: PrintedShare, sidecar: Sidecar) -> Estimate:
    """The sidecar never overrides; where it says otherwise than the file, both are to be looked at."""
    said = (
        ("response", sidecar.response, printed.meaning if printed.response else None),
        ("pollster", sidecar.pollster, _pollster(printed.pollster)),
    )
    codes = tuple(
        f"sidecar-{name}-differs"
        for name, side, own in said
        if side and own and own not in (Response.NET,) and str(side).casefold() != str(own).casefold()
    )
    return replace(estimate, issues=(*estimate.issues, *codes)) if codes and sidecar.response_printed else estimate
