"""What stands beside a name and makes it that of a person: a title, a country, a party, a share, a question."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extract.names.countries import Mention, mentions
from extract.names.languages import language_of
from extract.names.offices import stands_for_an_office, titles_in
from extract.names.phrases import Found, tokens
from extract.names.responses import answers_in
from extract.names.subject_words import subject_words
from extract.names.wording import any_of
from extract.values import PERCENT

_BESIDE = re.compile(  # behind a name: a share, a term of office, a party, a colon and a number
    r"\s?\((?:\d{1,3}(?:[.,]\d+)?\s?(?:%|p)|\d{4}|[A-ZÀ-Þ][A-ZÀ-Þa-z]{0,4}[)/-])|\s?:\s?\d|\s[–—-]\s\d{1,2}(?:[.,]\d{1,2})?\s?%"
)
_HAS_A_SHARE = re.compile(  # "Sigrid Kaag komt niet verder dan 29 procent", "Enrico Letta, al 26%"
    rf",?(?:\s[a-zà-ÿа-яёіїє][\w’'-]*){{1,5}}\s\d{{1,2}}(?:[.,]\d)?\s?(?i:{PERCENT.pattern})"
)
_IS_FOLLOWED_BY_ONE = re.compile(  # where nouns have capitals: "Stephan Weil aus Niedersachsen (60% zufrieden"
    rf"(?:,?\s[^\W\d_][\w-]*){{0,3}}\s\(\d{{1,2}}(?:[.,]\d)?\s?(?i:{PERCENT.pattern})"
)
_ASKED = re.compile(r"[ \u00a0]?:[ \u00a0](?P<question>[^\n?]{0,120})\?")  # "Ann Tullow: do you approve or disapprove?"
_THE = re.compile(rf"{any_of('the')}[’'\s]\s?\Z", re.IGNORECASE)
_LONGEST_THE = 8  # characters of an article, with the blank
_HOW = re.compile(rf"{any_of('how one does')}\s\Z", re.IGNORECASE)  # "the way Tullow leads"
_QUOTED = re.compile(r"«[^«»]{2,50}»|“[^“”]{2,50}”|\"[^\"]{2,50}\"")
_POSSESSIVE = re.compile(r"[’']s?\s*$")
_APPOSITION = re.compile(rf",\s(?:{any_of('article')}\s)?", re.IGNORECASE)
_ENDED = re.compile(r"[.;:()]")
NEAR = 60  # characters before a name in which its title or country may stand


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The titles and countries of a text, to be asked for those near a name."""

    text: str
    titles: list[Found[str]]
    places: list[Mention]
    title_starts: list[int]
    place_starts: list[int]

    @classmethod
    def of(cls, text: str) -> Surroundings:
        """What stands in a text."""
        titles, places = titles_in(text), mentions(text)
        return cls(text, titles, places, [t.start for t in titles], [p.start for p in places])

    def titles_in(self, start: int, end: int) -> list[Found[str]]:
        """The titles that begin between two positions."""
        return self.titles[bisect_left(self.title_starts, start) : bisect_right(self.title_starts, end)]

    def places_in(self, start: int, end: int) -> list[Mention]:
        """The countries that begin between two positions."""
        return self.places[bisect_left(self.place_starts, start) : bisect_right(self.place_starts, end)]


def what_stands_beside(start: int, end: int, around: Surroundings) -> tuple[bool, str | None]:
    """Whether what stands beside a name makes it a person's, and the country that stands there."""
    text = around.text
    before = text[max(0, start - NEAR) : start]
    several_words = len(text[start:end].split()) > 1
    titles = [t for t in around.titles_in(start - NEAR, start) if t.end <= start]
    titled = any(_is_close(text[t.end : start], several_words) for t in titles)
    places = [p for p in around.places_in(start - NEAR, start) if p.end <= start]
    place = next((p for p in places if _is_close(text[p.end : start], True)), None)
    owned = place is not None and place.end >= start - 3 and bool(_POSSESSIVE.search(before.rstrip()))
    after = next((p for p in around.places_in(end, end + 3) if text[end : p.start].strip() == "("), None)
    attitudes = [before[a.end :] for a in subject_words("attitude").find(before)]
    judged = any(not tokens(between) and "(" not in between for between in attitudes)
    asked = None if text[start:end].isupper() else _ASKED.match(text, end)  # "ASK ALL: …"
    beside = bool(_BESIDE.match(text, end)) or after is not None
    beside = beside or bool(asked and any(True for _ in answers_in(asked["question"])))
    if several_words:
        has_a_share = _IS_FOLLOWED_BY_ONE if language_of(text) == "de" else _HAS_A_SHARE
        beside = beside or bool(has_a_share.match(text, end))
    nearest = after or place
    iso3 = nearest.match.country.iso3 if nearest and (titled or owned or after) else None
    judged = judged or bool(_HOW.search(before))
    judged = judged and (several_words or language_of(text) != "de")
    return titled or judged or (several_words and (owned or beside)), iso3


def titles_of(start: int, end: int, around: Surroundings) -> Iterator[Found[str]]:
    """The titles right beside a name: "президент России Tullow", "Tullow, the president", "Tullow as president"."""
    text = around.text
    for title in around.titles_in(start - NEAR, start):
        places = around.places_in(title.end, start)
        behind = places[0].end if places and text[title.end : places[0].start] in (" ", " de la ") else title.end
        between = text[behind:start].strip(" \n")
        is_introduced = between == "," and _THE.search(text, max(0, title.start - _LONGEST_THE), title.start)
        if title.end <= start and (not between or is_introduced):
            yield title
    for title in around.titles_in(end, end + NEAR):
        between = text[end : title.start]
        if _APPOSITION.fullmatch(between) or (stands_for_an_office(text, title.start) and not _ENDED.search(between)):
            yield title


def _is_close(between: str, several_words: bool) -> bool:
    """A title stands next to a lone surname; a full name may have its country or its party in between."""
    between = _QUOTED.sub(" ", between) if several_words else between
    return (
        len(tokens(between)) <= (3 if several_words else 0)
        and not re.search(r"[.;:!?\d%]", between)
        and "\n\n" not in between
    )
