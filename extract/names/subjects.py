"""Who or what is judged: people, bodies, a country's leadership, a country itself.

People are found by what stands beside their names (a title, a country's possessive, a bracket with
their country), never from a list of names; a surname alone means the full name met elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.names.contexts import speaks_of
from extract.names.countries import Mention, country_of, mentions
from extract.names.groups import names_a_group
from extract.names.phrases import Found, Phrases, fold, read_rows, tokens
from extract.names.pollsters import pollsters_in
from extract.names.responses import answers_in
from extract.waves import parse_span

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐİ]"
_WORD = rf"(?:{_CAPITAL}\.|{_CAPITAL}[^\W\d_]+(?:[’'\-]{_CAPITAL}?[^\W\d_]+)*)"
_PARTICLE = r"(?:de la|de los|de|del|da|dos|do|das|van der|van den|van|von|der|den|bin|ibn|al|el|ten|di|du|la|le|y|ben)"
_NAME = re.compile(rf"(?<![A-Z]\.){_WORD}(?:[ \u00a0\n](?:{_PARTICLE}[ \u00a0\n])?{_WORD}){{0,7}}")
_THING = re.compile(  # "approve of a proposal to …", "% who __ of a proposal that would …"
    r"(?:\bapprov\w+|\bfavor|\boppose|\bsupport|_{2,})\s+(?:of\s+|for\s+)?(?:the\s+|an?\s+)?"
    r"((?:propos|plan|law|bill|ban|idea|decision|deal|reform|polic|measure|right|legali|marriage|building)\w*(?:\s[\w’'-]+){0,11})"
)
_OF_HIS = re.compile(r"\s+(?:of|du|de|do|da|del|des|van|von|di)\b[^.,;:()\d%]*", re.IGNORECASE)
_ACRONYM_BEFORE = re.compile(r"\b([A-Z]{2,6})\s$")  # "NATO leadership", "EU government"
_FAR = 60  # characters; a country further off is not what the words are about
_IN_BRACKETS = re.compile(
    r"\s?\((?:\d{1,3}(?:[.,]\d+)?\s?(?:%|p)|\d{4}|[A-ZÀ-Þ][A-ZÀ-Þa-z]{1,4}[)/])|\s?:\s?\d"
)  # a share, a term of office, a party
_POSSESSIVE = re.compile(r"[’']s?\s*$")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject met in a text. `kind`: person, body, leadership, country."""

    start: int
    end: int
    text: str
    kind: str
    iso3: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """The people of a document: each full name, and the country it was met with."""

    names: tuple[str, ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()

    def holder_of(self, title: str) -> str | None:
        """The one person whom the document gives this title to.

        >>> people_of("trust in the prime minister, Leo Varadkar").holder_of("Prime Minister")
        'Leo Varadkar'
        """
        held = {name for known, name in self.titles if known == fold(title)}
        return held.pop() if len(held) == 1 else None

    def full_name(self, words: str) -> str | None:
        """The fullest name that these words can stand for.

        >>> People(("Boris Johnson",)).full_name("Johnson")
        'Boris Johnson'
        """
        folded = [t.folded for t in tokens(words)]
        for name in self.names:
            whole = [t.folded for t in tokens(name)]
            if any(whole[i : i + len(folded)] == folded for i in range(len(whole))) and folded:
                return name
        return None

    def country_of(self, name: str) -> str | None:
        """The ISO code of the country that a person was met with."""
        return dict(self.countries).get(name)


@cache
def _phrases(kind: str) -> Phrases[str]:
    return Phrases((row["phrase"], row["phrase"]) for row in read_rows("subjects.csv") if row["kind"] == kind)


@lru_cache(maxsize=64)
def people_of(text: str) -> People:
    """The people a text speaks of.

    >>> people_of("Mexico's President Andrés Manuel López Obrador and Spain's Pedro Sánchez").names
    ('Andrés Manuel López Obrador', 'Pedro Sánchez')
    """
    titles = _phrases("title").find(text)
    places = mentions(text)
    names: Counter[str] = Counter()
    countries: dict[str, str] = {}
    held: set[tuple[str, str]] = set()
    common = {t for t in text.split() if t.islower()}
    nouns_are_small = not _capitalises_nouns(text)
    for found in _NAME.finditer(text):
        if found[0].isupper() and _is_in_capitals(text, found):
            continue
        name, start = _without_title(text, found, titles, places)
        if name is None or _is_of_common_words(name, common):
            continue
        evidence, iso3 = _evidence(text, start, found.end(), titles, places)
        held.update(
            (fold(text[t.start : t.end]), name) for t in titles if text[t.end : start].strip(" \n") in ("", ",")
        )
        if evidence or start > found.start() or (nouns_are_small and _is_called_by_surname(name, text)):
            names[name] += 1
            if iso3:
                countries.setdefault(name, iso3)
    kept = sorted(names, key=lambda n: -len(tokens(n)))
    full = {n: next(k for k in kept if _stands_for(n, k)) for n in kept}
    ordered = tuple(dict.fromkeys(full[n] for n in names))
    known = {full[n]: iso3 for n, iso3 in countries.items()}
    return People(ordered, tuple(known.items()), tuple(sorted((t, full[n]) for t, n in held if n in full)))


def _is_of_common_words(name: str, common: set[str]) -> bool:
    """Whether a name is made of words that the text also writes small ("Jobs Growth Driven")."""
    words = [w.lower() for w in name.split() if w[0].isupper()]
    small = [w in common for w in words]
    return not small or small[-1] or (small[0] and len(words) < 3) or sum(small) > 1


def _stands_for(short: str, full: str) -> bool:
    part, whole = [fold(w) for w in short.split()], [fold(w) for w in full.split()]
    return part == whole or (len(part) < len(whole) and part == whole[-len(part) :])


def _without_title(
    text: str, found: re.Match[str], titles: list[Found[str]], places: list[Mention]
) -> tuple[str | None, int]:
    """The name without the title, country or pollster that its capitals run on from."""
    start = found.start()
    for title in titles:
        if found.start() <= title.start and title.end < found.end():
            start = title.end
    for place in places:
        if start <= place.start and place.end <= found.end():
            if place.end == found.end() or text[start : place.start].strip():
                return None, start
            start = place.end
    while start < found.end() and not re.match(_CAPITAL, text[start]):
        start += 1
    name = " ".join(text[start : found.end()].split()).rstrip(".")
    if name.endswith(("’s", "'s")):
        name = name[:-2]
    if (
        len(name) < 3
        or any(parse_span(w) for w in name.split())
        or len(name.split()[-1]) < 2
        or _phrases("organisation").find(name)
        or names_a_group(name)
        or speaks_of(name, "poll")
        or any(True for _ in answers_in(name))
        or any(country_of(w) for w in name.split())
        or pollsters_in(name)
        or _phrases("title").whole(name)
        or _phrases("body").find(name)
    ):
        return None, start
    return name, start


def _evidence(
    text: str, start: int, end: int, titles: list[Found[str]], places: list[Mention]
) -> tuple[bool, str | None]:
    """Whether what stands beside a name makes it a person's, and the country that stands there."""
    before = text[max(0, start - 60) : start]
    several_words = len(text[start:end].split()) > 1
    titled = any(0 <= start - t.end <= 45 and _is_close(text[t.end : start], several_words) for t in titles)
    place = next((p for p in places if 0 <= start - p.end <= 60 and _is_close(text[p.end : start], True)), None)
    owned = place is not None and place.end >= start - 3 and bool(_POSSESSIVE.search(before.rstrip()))
    after = next((p for p in places if 0 <= p.start - end <= 3 and text[end : p.start].strip() == "("), None)
    judged = any(not tokens(before[a.end :]) for a in _phrases("attitude").find(before))
    bracketed = bool(_IN_BRACKETS.match(text, end)) or (after is not None and "(" in text[end : after.start])
    nearest = after or place
    iso3 = nearest.match.country.iso3 if nearest and (titled or owned or after) else None
    return titled or (several_words and (judged or owned or bracketed)), iso3


def _is_in_capitals(text: str, found: re.Match[str]) -> bool:
    """Whether a name's capitals are only those of the line it stands in."""
    around = re.findall(r"[^\W\d_]{2,}", text[max(0, found.start() - 40) : found.end() + 40])
    return bool(sum(w.isupper() for w in around) > 0.6 * len(around))


def _capitalises_nouns(text: str) -> bool:
    """Whether every noun has a capital, as in German: then a capital says nothing of names."""
    words = re.findall(r"(?<=[a-zà-ÿ,] )[^\W\d_]{2,}", text)
    return bool(sum(w[0].isupper() for w in words) > 0.25 * len(words))


def _is_called_by_surname(name: str, text: str) -> bool:
    """Whether a name of several words is also met by its last word alone, as people are."""
    first, _, last = name.rpartition(" ")
    if not first or not 2 <= len(name.split()) <= 4 or len(last) < 4 or not name[0].isalpha():
        return False
    alone = re.findall(rf"(?:[a-zà-ÿа-яё,;(]\s|[.!?]\s|\n){re.escape(last)}\b(?!\s{_CAPITAL})", text)
    return bool(alone)


def _is_close(between: str, several_words: bool) -> bool:
    """A title stands next to a lone surname; a full name may have its country in between."""
    return (
        len(tokens(between)) <= (3 if several_words else 0)
        and not re.search(r"[.;:!?\d%]", between)
        and "\n\n" not in between
    )


def subjects_in(text: str, people: People) -> list[Subject]:
    """Every subject of a text, left to right; a country only where a view of it is spoken of.

    >>> [s.text for s in subjects_in("1% approve of the US leadership", People())]
    ['US leadership']
    >>> [s.kind for s in subjects_in("55% have a favorable opinion of China; trust in the government is 30%", People())]
    ['country', 'body']
    """
    places = mentions(text)
    found = _people_in(text, people)
    found += [_with_country(text, f, "leadership", places) for f in _phrases("leadership").find(text)]
    bodies = [f for f in _phrases("body").find(text) if not f.value.isupper() or text[f.start : f.end].isupper()]
    found += [_with_country(text, f, "body", places) for f in bodies]
    found += _judged_countries(text, places)
    found = sorted((s for s in found if not is_in_an_aside(text, s.start)), key=lambda s: (s.start, -s.end))
    kept: list[Subject] = []
    for subject in found:
        if kept and _is_his(kept[-1], subject, text):
            words = " ".join(text[kept[-1].start : subject.end].split())
            kept[-1] = Subject(kept[-1].start, subject.end, words, "body", kept[-1].iso3 or subject.iso3)
        elif not kept or subject.start >= kept[-1].end:
            kept.append(subject)
    return kept


def _is_his(body: Subject, person: Subject, text: str) -> bool:
    """Whether a body is named with its head: "o governo do presidente Lula"."""
    between = text[body.end : person.start]
    return (
        body.kind == "body"
        and person.kind == "person"
        and bool(_OF_HIS.fullmatch(between))
        and len(tokens(between)) <= 3
    )


def is_in_an_aside(text: str, position: int) -> bool:
    """Whether a position lies in brackets that say what is *not* meant ("not the leadership, as with Gallup")."""
    opened = text.rfind("(", 0, position)
    return opened >= 0 and ")" not in text[opened:position] and fold(text[opened + 1 : opened + 5]) in ("not ", "non ")


@lru_cache(maxsize=4096)
def subject_of(text: str, people: People) -> str | None:
    """The one subject that a question or a heading is about: a person before a body before a country.

    >>> subject_of("Do you approve or disapprove of the way Robert Mueller is handling his job?", People())
    'Robert Mueller'
    >>> subject_of("Do you support the American Health Care Act?", People())
    'American Health Care Act'
    """
    own = people_of(text)
    everyone = People(tuple(dict.fromkeys((*own.names, *people.names))), people.countries, people.titles)
    found = [*subjects_in(text, everyone), *_policies_in(text)]
    for kind in ("policy", "person", "leadership", "body", "country"):
        if named := [s for s in found if s.kind == kind]:
            return named[0].text
    holders = [people.holder_of(text[t.start : t.end]) for t in _phrases("title").find(text)]
    if any(holders):
        return next(h for h in holders if h)
    places = [m for m in mentions(text) if m.match.kind in ("name", "alias")]
    if len({p.match.country.iso3 for p in places}) == 1:
        return text[places[0].start : places[0].end]
    thing = _THING.search(" ".join(text.split()))
    return thing[1].strip() if thing else None


def _policies_in(text: str) -> list[Subject]:
    """Laws and plans by their names: capitals that end in "Act", "Law", "Deal"."""
    found = []
    for name in _NAME.finditer(text):
        heads = [f for f in _phrases("policy").find(name[0]) if f.start > 0]
        if heads and name[0].find(" ") > 0:
            found.append(Subject(name.start(), name.start() + heads[-1].end, name[0][: heads[-1].end], "policy"))
    return found


def _people_in(text: str, people: People) -> list[Subject]:
    found = []
    for name in people.names:
        words = name.split()
        shorter = [" ".join(words[i:]) for i in range(len(words)) if len(words[i]) > 2 and words[i][0].isupper()]
        shorter += words[:1] if len(words) > 1 and len(words[0]) > 3 else []
        for match in re.finditer("|".join(rf"\b{re.escape(s)}\b" for s in shorter), text) if shorter else ():
            found.append(Subject(match.start(), match.end(), name, "person", people.country_of(name)))
    return found


def _with_country(text: str, found: Found[str], kind: str, places: list[Mention]) -> Subject:
    """The subject together with the country that stands beside it."""
    start, end, iso3 = found.start, found.end, None
    if (acronym := _ACRONYM_BEFORE.search(text, 0, start)) is not None:
        start = acronym.start(1)
    for place in places:
        if place.start == start:
            iso3 = place.match.country.iso3
        elif 0 <= start - place.end <= 3 and not re.search(r"[.,;:(]", text[place.end : start].replace(".", "", 1)):
            start, iso3 = place.start, place.match.country.iso3
        elif (
            0 <= place.start - end <= 12
            and len(tokens(text[end : place.start])) <= 2
            and not re.search(r"[.,;:(%\d]", text[end : place.start])
        ):
            end, iso3 = place.end, place.match.country.iso3
    return Subject(start, end, " ".join(text[start:end].split()), kind, iso3)


def _judged_countries(text: str, places: list[Mention]) -> list[Subject]:
    found, starts = [], [p.start for p in places]
    for attitude in _phrases("attitude").find(text):
        first = bisect_left(starts, attitude.end)
        for place in places[first : first + 2]:
            between = text[attitude.end : place.start]
            if len(between) < _FAR and len(tokens(between)) <= 2 and not re.search(r"[.,;:(%\d]", between):
                tail = re.match(r"\s+as\s+a\s+country", text[place.end :])
                end = place.end + (tail.end() if tail else 0)
                words = " ".join(text[place.start : end].split())
                found.append(Subject(place.start, end, words, "country", place.match.country.iso3))
                break
    return found
