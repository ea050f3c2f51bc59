"""Text -> claims. Shares are those the extractor reads; what compares them is found by words (names/claims.csv)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract import understand
from extract.claims.kinds import Among, Bound, ChangeClaim, Claim, ComparisonClaim, Matter, RankingClaim, ShareClaim
from extract.claims.spots import Spots
from extract.model import Document, Estimate, Location, Passage, Response, Source
from extract.names.countries import Mention
from extract.names.people import People, people_of
from extract.names.phrases import Found, tokens
from extract.names.responses import Answer
from extract.names.subjects import Subject
from extract.prose import Sentence, sentences_of
from extract.waves import FoundSpan

_LONGEST = 20_000  # characters: an article, not a book
_BOUNDS = {
    "at least": Bound.AT_LEAST,
    "at least behind": Bound.AT_LEAST,
    "at most": Bound.AT_MOST,
    "at most behind": Bound.AT_MOST,
    "over": Bound.OVER,
    "under": Bound.UNDER,
    "about": Bound.ABOUT,
    "nearly": Bound.NEARLY,
}
_QUALIFIERS = {"<": Bound.UNDER, ">": Bound.OVER, "~": Bound.ABOUT, "=": Bound.EXACT}
_DIRECTIONS = {"rose": 1, "fell": -1, "doubled": 1, "tripled": 1, "halved": -1, "unchanged": 0}
_FACTORS = {"doubled": 2.0, "tripled": 3.0, "halved": 0.5}
_SIDES = (Response.APPROVE, Response.DISAPPROVE, Response.NEITHER, Response.NO_OPINION)


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the reader of a claim knows besides those it explains: full names of people, and their countries' codes."""

    people: tuple[str, ...] = ()
    countries: tuple[tuple[str, str], ...] = ()


def claims_in(text: str, known: Known | None = None) -> list[Claim]:
    """The claims of a text, in its order. What a sentence does not say is taken from the one before."""
    text = text[:_LONGEST]
    people = _everyone(text, known or Known())
    prose = Passage(text, Location(char_start=0, char_end=len(text)))
    estimates = _shares(prose)
    found: list[Claim] = []
    carried = Matter()
    for sentence in sentences_of(prose):
        own = [e for e in estimates if sentence.start <= _at(e) < sentence.start + len(sentence.text)]
        reading = _Reading(sentence, Spots(sentence.text, people), own, carried)
        found += reading.claims()
        carried = reading.told()
    return found


def _shares(prose: Passage) -> list[Estimate]:
    """What the extractor reads of a text, taken as prose whatever it looks like."""
    sha256 = hashlib.sha256(prose.text.encode("utf-8", "replace")).hexdigest()
    document = Document(Source("claim.txt", sha256, "text/plain"), prose.text, (prose,) if prose.text.strip() else ())
    return [e for e in understand(document).estimates if e.response in _SIDES and e.share_pct is not None]


def _at(estimate: Estimate) -> int:
    printed = estimate.printed
    return -1 if printed is None or printed.location.char_start is None else printed.location.char_start


def _everyone(text: str, known: Known) -> People:
    met = people_of(text)
    names = tuple(dict.fromkeys((*known.people, *met.names)))
    # A name met in the text alone, which is part of a known one, is that one.
    names = tuple(n for n in names if n in known.people or not any(_is_part(n, full) for full in known.people))
    return People(names, (*known.countries, *met.countries), met.titles, met.language)


def _is_part(name: str, full: str) -> bool:
    return set(name.split()) < set(full.split())


_Half = tuple[Mention | None, Subject | None, Answer | None, FoundSpan | None]


def _filled(own: _Half, other: _Half) -> _Half:
    """One side of a comparison with what only the other names; "the government in Ireland" has its place itself."""
    place, subject, answer, time = own
    if not (subject and subject.kind == "body" and subject.iso3):
        place = place or other[0]
    return place, subject or other[1], answer or other[2], time or other[3]


def _step(printed: str) -> float:
    """The unit of a printed number's last digit.

    >>> _step("31 %"), _step("31,5 percent")
    (1.0, 0.1)
    """
    decimals = re.search(r"\d[.,](\d+)", printed)
    return 10.0 ** -len(decimals[1]) if decimals else 1.0


@dataclass(frozen=True, slots=True)
class _Reading:
    """One sentence with what was said before it."""

    sentence: Sentence
    spots: Spots
    estimates: list[Estimate]
    carried: Matter

    def claims(self) -> Iterator[Claim]:
        """What the sentence claims: what compares, then its shares."""
        compared = self._comparison() or self._ranking() or self._change()
        if compared is not None:
            yield compared
        shares = [self._share(estimate) for estimate in self.estimates]
        yield from shares
        if compared is None and not shares and (most := self._majority()) is not None:
            yield most

    def told(self) -> Matter:
        """What the next sentence may take from this one."""
        return replace(self._matter(self._place(), self._subject()), group="")

    # --- what the sentence is about

    def _matter(
        self,
        place: Mention | None,
        subject: Subject | None,
        answer: Answer | None = None,
        time: FoundSpan | None = None,
    ) -> Matter:
        """What is claimed of, where and when; without an answer and a time of its own the sentence's."""
        spots, carried = self.spots, self.carried
        answer = answer or (spots.answers[0] if spots.answers else None)
        time = time or (spots.times[-1] if spots.times else None)
        at_home = subject is not None and subject.kind == "person" and bool(subject.iso3)
        # A person is judged at home unless another country's people are named with them.
        base = replace(carried, iso3=None, country="") if place or at_home else carried
        matter = replace(
            base,
            response=answer.response if answer and answer.response else carried.response,
            words=spots.text[answer.start : answer.end] if answer else carried.words,
            pollster=spots.pollster or carried.pollster,
            group=spots.group,
        )
        if place is not None:
            matter = replace(matter, iso3=place.match.country.iso3, country=place.match.country.name)
        if subject is not None:
            matter = replace(matter, subject=subject.printed, subject_kind=subject.kind, subject_iso3=subject.iso3)
        if time is not None and (end := time.span.end):
            matter = replace(matter, year=int(end[:4]), moment=end if len(end) > 4 else "")
        return matter

    def _place(self) -> Mention | None:
        return self.spots.places[0] if self.spots.places else None

    def _subject(self) -> Subject | None:
        return self.spots.subjects[0] if self.spots.subjects else None

    def _base(self) -> tuple[int, int, str]:
        return self.sentence.start, self.sentence.start + len(self.sentence.text), self.sentence.text

    # --- a share

    def _share(self, estimate: Estimate) -> ShareClaim:
        at = _at(estimate) - self.sentence.start
        printed = estimate.share_printed or ""
        matter = self._matter_of(estimate, at)
        said = self.spots.before(at) or self.spots.behind(at + len(printed)) or ""
        bound = _BOUNDS.get(said) or _QUALIFIERS.get(estimate.qualifier or "=", Bound.EXACT)
        return ShareClaim(*self._base(), matter, float(estimate.share_pct or 0), _step(printed), bound)

    def _matter_of(self, estimate: Estimate, at: int) -> Matter:
        """What the extractor says of a share, completed by what the sentence and the one before name."""
        subject = self._nearest_subject(at)
        matter = self._matter(self._place() if not estimate.iso3 else None, subject)
        if estimate.iso3:
            matter = replace(matter, iso3=estimate.iso3, country=estimate.country or "")
        if estimate.response:
            matter = replace(matter, response=estimate.response, words=estimate.response_printed or matter.words)
        if estimate.year and len(self.spots.times) > 1:
            date = estimate.fieldwork_end or ""
            matter = replace(matter, year=estimate.year, moment=date if len(date) > 4 else "")
        return replace(matter, group=estimate.group or matter.group)

    def _nearest_subject(self, at: int) -> Subject | None:
        return min(self.spots.subjects, key=lambda s: min(abs(s.start - at), abs(s.end - at)), default=None)

    def _majority(self) -> ShareClaim | None:
        word = self.spots.first("majority", "minority")
        if word is None or not self.spots.answers:
            return None
        bound = Bound.OVER if word.value == "majority" else Bound.UNDER
        return ShareClaim(*self._base(), self._matter(self._place(), self._subject()), 50.0, 1.0, bound)

    # --- more here than there

    def _comparison(self) -> ComparisonClaim | None:
        word, than = self.spots.first("more", "fewer", *_TIMES), self._than()
        split = self._more_than()
        if split is not None:
            word, than = split, split.end
        if word is None or than is None or (sides := self._sides(than)) is None:
            return None
        is_more = word.value not in ("fewer", "under")
        times = float(word.value.split()[0]) if word.value in _TIMES else None
        return ComparisonClaim(*self._base(), *sides, is_more, times, self._bound(word))

    def _than(self) -> int | None:
        """Where the second side begins: behind "than", or behind "as" in "twice as many … as"."""
        than = self.spots.first("than")
        if than is not None:
            return than.end
        times = self.spots.first(*_TIMES)
        second = self.spots.text.find(" as ", times.end + 1) if times is not None else -1
        return second + 4 if second >= 0 else None

    def _more_than(self) -> Found[str] | None:
        """The words "more than" that no number follows: they set two things side by side."""
        starts = [share.start for share in self.spots.percentages]
        for found in self.spots.words:
            if found.value in ("over", "under") and not any(0 <= start - found.end <= _TO_A_NUMBER for start in starts):
                return found if self.spots.text[found.start : found.end].split()[-1] in _THAN else None
        return None

    def _bound(self, word: Found[str]) -> Bound:
        """How a factor is meant: "almost doubled", "more than twice"."""
        return _BOUNDS.get(self.spots.before(word.start) or "", Bound.EXACT)

    def _sides(self, than: int) -> tuple[Matter, Matter] | None:
        """The two matters that stand on either side; what only one of them names holds for both."""
        first, second = self._half(0, than), self._half(than, len(self.spots.text))
        sides = (self._matter(*_filled(first, second)), self._matter(*_filled(second, first)))
        return None if sides[0] == sides[1] else (sides[0], sides[1])

    def _half(self, start: int, end: int) -> _Half:
        """What one side of a comparison names."""
        spots = self.spots
        return (
            next((p for p in spots.places if start <= p.start < end), None),
            next((s for s in spots.subjects if start <= s.start < end), None),
            next((a for a in spots.answers if start <= a.start < end), None),
            next((t for t in spots.times if start <= t.start_char < end), None),
        )

    # --- rose and fell

    def _change(self) -> ChangeClaim | None:
        word = self.spots.first("doubled", "tripled", "halved") or self.spots.first(*_DIRECTIONS)
        about = self.spots.answers or self.estimates or self.carried.subject
        if word is None or not about:
            return None
        side = self.spots.first("rose", "fell")
        direction = _DIRECTIONS[side.value if side and word.value == "halved" else word.value]
        matter = self._matter(self._place(), self._subject())
        dates = sorted({found.span.end for found in self.spots.times if found.span.end})
        since = dates[0] if len(dates) > 1 else ""
        if len(dates) == 1 and self._says_since():
            since, matter = dates[0], replace(matter, year=None, moment="")
        points = self.spots.points
        return ChangeClaim(*self._base(), matter, since, direction, points, _FACTORS.get(word.value), self._bound(word))

    def _says_since(self) -> bool:
        """Whether the one year is where the change began."""
        before = tokens(self.spots.text[: self.spots.times[0].start_char])
        return bool(before) and before[-1].folded in _SINCE

    # --- the highest and the lowest

    def _ranking(self) -> RankingClaim | None:
        word = self.spots.first("record high", "record low", "highest", "lowest")
        if word is None:
            return None
        matter = self._matter(self._place(), self._subject())
        since = self._since()
        years = word.value.startswith("record") or since is not None
        among = Among.YEARS if years else Among.COUNTRIES
        if not years and self._ranks_subjects(matter):
            among = Among.SUBJECTS
        is_highest = word.value.endswith("high") or word.value == "highest"
        return RankingClaim(*self._base(), matter, is_highest, among, since, self.spots.region)

    def _since(self) -> int | None:
        if len(self.spots.times) == 1 and self._says_since():
            return int(str(self.spots.times[0].span.end)[:4])
        return None

    def _ranks_subjects(self, matter: Matter) -> bool:
        """A person named without a country, or two and more of them, is a place among people."""
        return matter.subject_kind == "person" and not self.spots.places


_TIMES = ("2 times", "3 times", "4 times", "5 times", "10 times")
_THAN = frozenset({"than", "als", "que", "чем"})
_TO_A_NUMBER = 3  # characters between "more than" and the number it is said of
_SINCE = frozenset({"since", "seit", "depuis", "desde", "с", "dal", "sinds", "od"})
