"""The people a text speaks of.

They are found by what stands beside their names (a title, a country's possessive, a bracket with their country or
party), never from a list of names; a surname alone means the full name met elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from extract.names.contexts import speaks_of
from extract.names.countries import Mention, country_of, mentions, names_a_region
from extract.names.groups import names_a_group
from extract.names.languages import language_of, small_words
from extract.names.offices import HIGH_OFFICES, is_high_office, office_of, stands_for_an_office
from extract.names.phrases import Found, Phrases, fold, read_rows, tokens
from extract.names.pollsters import pollsters_in
from extract.names.relatives import relatives_in
from extract.names.responses import answers_in
from extract.names.spelling import is_wrapped
from extract.names.uncased import is_uncased, titles_behind, uncased_names
from extract.names.wording import any_of, forms_of
from extract.values import PERCENT
from extract.waves import parse_span

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐİ]"
_WORD = rf"(?:{_CAPITAL}\.|{_CAPITAL}[^\W\d_]+(?:[’'\-]{_CAPITAL}?[^\W\d_]+)*)"
_PARTICLES = frozenset(("di", "de", "da", "del", "della"))  # "Di Maio" is no month
_PARTICLE = (
    r"(?:de la|de los|de|del|da|dos|do|das|van der|van den|van|von der|von|der|den|bin|ibn|al|el|ten|di|du|la|le|y|ben)"
)
CAPITAL_WORDS = re.compile(rf"(?<![^\W\d_])(?<![A-Z]\.){_WORD}(?:[ \u00a0\n](?:{_PARTICLE}[ \u00a0\n])?{_WORD}){{0,7}}")
_BESIDE = re.compile(  # behind a name: a share, a term of office, a party, a colon and a number
    r"\s?\((?:\d{1,3}(?:[.,]\d+)?\s?(?:%|p)|\d{4}|[A-ZÀ-Þ][A-ZÀ-Þa-z]{0,4}[)/-])|\s?:\s?\d|\s[–—-]\s\d{1,2}(?:[.,]\d{1,2})?\s?%"
)
_HAS_A_SHARE = re.compile(  # "Sigrid Kaag komt niet verder dan 29 procent", "Enrico Letta, al 26%"
    rf",?(?:\s[a-zà-ÿа-яёіїє][\w’'-]*){{1,5}}\s\d{{1,2}}(?:[.,]\d)?\s?(?i:{PERCENT.pattern})"
)
_SUFFIX = re.compile(r"(?<=[^\W\d_]{4})[’'](?:s|[^\W\d_]{1,5})(?=\s|$)")  # Turkish: "Erdoğan'ın" ends the name
_RATED = re.compile(rf"(?:[’']s?)?\s{any_of('rated')}", re.IGNORECASE)
_RATED_OF_ALL = forms_of("rated of all")
_ASKED = re.compile(r"[ \u00a0]?:[ \u00a0](?P<question>[^\n?]{0,120})\?")  # "Ann Tullow: do you approve or disapprove?"
_OPENING = forms_of("opens a sentence")
_THE = re.compile(rf"{any_of('the')}[’'\s]\s?\Z", re.IGNORECASE)
_LONGEST_RATING = 20  # characters of "approval ratings", with the blank
_LONGEST_THE = 8  # characters of an article, with the blank
_MOST_NAMES = 3
_LONGEST_NAME = 4
_FEWEST_BEHIND = 2  # words of a name and one of a ministry
_OF_A_MINISTRY = re.compile(rf"{any_of('ministry of')}[\s’']?\Z", re.IGNORECASE)
_QUOTED = re.compile(r"«[^«»]{2,50}»|“[^“”]{2,50}”|\"[^\"]{2,50}\"")
_POSSESSIVE = re.compile(r"[’']s?\s*$")
_APPOSITION = re.compile(rf",\s(?:{any_of('article')}\s)?", re.IGNORECASE)
_ENDED = re.compile(r"[.;:()]")
_NEAR = 60  # characters before a name in which its title or country may stand


@dataclass(frozen=True, slots=True)
class People:
    """The people of a document: each full name, and the country it was met with."""

    names: tuple[str, ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()

    def holder_of(self, title: str) -> str | None:
        """The one person whom the document gives this title to, in whatever words for the office.

        >>> people_of("trust in the prime minister, Leo Varadkar").holder_of("Prime Minister")
        'Leo Varadkar'
        >>> people_of("Le président Nicolas Sarkozy et son Premier ministre").holder_of("chef de l'État")
        'Nicolas Sarkozy'
        """
        asked = _phrases("title").whole(title)
        if asked is None:
            return None
        held = {name for known, name in self.titles if known == office_of(asked)}
        if not held and len(self.names) == 2 and is_high_office(asked):
            others = {name for known, name in self.titles if known in HIGH_OFFICES}
            held = set(self.names) - others if others else held  # of two, the other one is the prime minister
        return held.pop() if len(held) == 1 else None

    def country_of(self, name: str) -> str | None:
        """The ISO code of the country that a person was met with."""
        return dict(self.countries).get(name)

    def met_in(self, text: str) -> list[tuple[int, int, str]]:
        """Where the people are named in a text, by their full names or parts of them.

        >>> People(("Boris Johnson",)).met_in("Mr Johnson fell")
        [(3, 10, 'Boris Johnson')]
        """
        pattern, owners = _by_any_name(self.names)
        return [(m.start(), m.end(), owners[m[0]]) for m in pattern.finditer(text)] if pattern else []


@lru_cache(maxsize=64)
def _by_any_name(names: tuple[str, ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """One pattern of all that the people may be called, the longest first, and whose each name is."""
    owners: dict[str, str] = {}
    for name in names:
        if is_uncased(name):
            owners |= {called: name for called in (name, name.split()[-1]) if called not in owners}
            continue
        words = name.split()
        called = [" ".join(words[i:]) for i in range(len(words)) if len(words[i]) > 2 and words[i][0].isupper()]
        called += words[:1] if len(words) > 1 and len(words[0]) > 3 else []
        for words_met in called:
            owners.setdefault(words_met, name)
    longest_first = [_pattern(called) for called in sorted(owners, key=lambda called: -len(called))]
    for name in names:
        if is_uncased(name) and name[:1] not in owners and len(name) == 3:
            owners[name[0]] = name
            longest_first.append(rf"{name[0]}(?=\s?{titles_behind()})")  # "문 대통령", once he is named in full
    return (re.compile("|".join(longest_first)) if owners else None), owners


def _pattern(called: str) -> str:
    if is_uncased(called) and not re.match(r"[\u0600-\u06ff]", called):
        return re.escape(called)
    return rf"\b{re.escape(called)}\b"


@cache
def _phrases(kind: str) -> Phrases[str]:
    return Phrases((row["phrase"], row["phrase"]) for row in read_rows("subjects.csv") if row["kind"] == kind)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The titles and countries of a text, to be asked for those near a name."""

    text: str
    titles: list[Found[str]]
    places: list[Mention]
    title_starts: list[int]
    place_starts: list[int]

    @classmethod
    def of(cls, text: str) -> _Surroundings:
        """What stands in a text."""
        titles, places = _phrases("title").find(text), mentions(text)
        return cls(text, titles, places, [t.start for t in titles], [p.start for p in places])

    def titles_in(self, start: int, end: int) -> list[Found[str]]:
        """The titles that begin between two positions."""
        return self.titles[bisect_left(self.title_starts, start) : bisect_right(self.title_starts, end)]

    def places_in(self, start: int, end: int) -> list[Mention]:
        """The countries that begin between two positions."""
        return self.places[bisect_left(self.place_starts, start) : bisect_right(self.place_starts, end)]


@lru_cache(maxsize=64)
def people_of(text: str) -> People:
    """The people a text speaks of.

    >>> people_of("Mexico's President Andrés Manuel López Obrador and Spain's Pedro Sánchez").names
    ('Andrés Manuel López Obrador', 'Pedro Sánchez')
    """
    around = _Surroundings.of(text)
    names: Counter[str] = Counter()
    countries: dict[str, str] = {}
    held: set[tuple[str, str]] = set()
    common = {t for t in text.split() if t.islower()}
    nouns_are_small = language_of(text) != "de" and (language_of(text) is not None or not _capitalises_nouns(text))
    for found in _capital_words(text):
        if found[0].isupper() and _is_in_capitals(text, found):
            continue
        name, start = _rated(found) or _without_title(found, around)
        if name is None or _is_no_name(name) or _is_of_common_words(name, common) or fold(name) in _RATED_OF_ALL:
            continue
        held.update((office_of(title.value), name) for title in _titles_of(start, found.end(), around))
        evidence, iso3 = _evidence(start, found.end(), around)
        is_titled = start > _behind_small_words(text, found.start(), found.end()) or _RATED.match(
            text, start + len(name)
        )
        if evidence or is_titled or (nouns_are_small and _is_met_as_one(name, start, text)):
            names[name] += 1
            if iso3:
                countries.setdefault(name, iso3)
    names.update(uncased_names(text))
    _add_full_names(text, names, common)
    return _people(names, countries, held)


def _capital_words(text: str) -> Iterator[re.Match[str]]:
    """Runs of words with capitals; over the end of a line only where lines are broken for their length."""
    if is_wrapped(text):
        yield from CAPITAL_WORDS.finditer(text)
        return
    for line in re.finditer(r"[^\n]+", text):
        yield from CAPITAL_WORDS.finditer(text, line.start(), line.end())


def _add_full_names(text: str, names: Counter[str], common: set[str]) -> None:
    """Where a surname alone is known by its title ("Mr Sunak"), the full name that ends in it is the person."""
    alone = {name for name in names if " " not in name and not is_uncased(name)}
    for found in _capital_words(text) if alone else ():
        name = _without_suffix(text[_behind_small_words(text, found.start(), found.end()) : found.end()].strip())
        is_full = 1 < len(name.split()) < 5 and name.split()[-1] in alone and not _phrases("title").find(name)
        if is_full and not _is_no_name(name) and not _is_of_common_words(name, common):
            names[name] += 1


def _people(names: Counter[str], countries: dict[str, str], held: set[tuple[str, str]]) -> People:
    """Each person once, by the fullest name."""
    kept = sorted(names, key=lambda n: -len(tokens(n)))
    full = {n: next(k for k in kept if _stands_for(n, k)) for n in kept}
    known = {full[n]: iso3 for n, iso3 in countries.items()}
    titles = tuple(sorted((t, full[n]) for t, n in held if n in full))
    return People(tuple(dict.fromkeys(full[n] for n in names)), tuple(known.items()), titles)


def _without_title(found: re.Match[str], around: _Surroundings) -> tuple[str | None, int]:
    """The name without the title or country that its capitals run on from, and where it begins."""
    text, end = around.text, found.end()
    start = _behind_small_words(text, found.start(), end)
    for title in around.titles_in(start - _NEAR, end):
        if start < title.end < end:
            start = title.end
    for place in around.places_in(start, end):
        if place.end <= end:
            if place.end == end or text[start : place.start].strip():
                return None, start
            start = place.end
    while start < end and not re.match(_CAPITAL, text[start]):
        start += 1
    start = _behind_a_department(text, start, end)
    return _without_suffix(text[start:end]), start


def _behind_a_department(text: str, start: int, end: int) -> int:
    """Where a name begins behind a ministry and a party: "ministre de l’Intérieur LR Anne Dupont"."""
    words = list(re.finditer(r"\S+", text[start:end]))
    is_led = _OF_A_MINISTRY.search(text, 0, start) or (words and _phrases("body").whole(words[0][0]))
    first = 1 if len(words) > _FEWEST_BEHIND and is_led else 0
    while first < len(words) - 1 and words[first][0].isupper() and "." not in words[first][0]:
        first += 1
    is_name = not any(word[0].isupper() for word in words[first:]) and (first == 0 or len(words) - first > 1)
    return start + words[first].start() if words and is_name else start


def _rated(found: re.Match[str]) -> tuple[str, int] | None:
    """A name whose capitals run on into those of a heading: "Joe Tullow Job Approval", "Tullow approval rating"."""
    rated = _RATED.search(found.string, found.start(), found.end() + _LONGEST_RATING)
    if rated is None or not found.start() < rated.start() <= found.end():
        return None
    start = _behind_small_words(found.string, found.start(), rated.start(), "en")
    name = found.string[start : rated.start()].lstrip()
    titled = next((title.end for title in _phrases("title").find(name) if title.start == 0), 0)
    name = name[titled:].lstrip() or name
    words = [fold(_SUFFIX.sub("", word)) for word in name.split()]
    is_name = 0 < len(words) <= _MOST_NAMES and not any(w in _RATED_OF_ALL for w in words) and "\n" not in name
    is_name = is_name and not relatives_in(name)  # "Today's approval rating"
    return (_without_suffix(name), rated.start() - len(name)) if is_name and not _phrases("title").find(name) else None


def _behind_small_words(text: str, start: int, end: int, else_in: str = "") -> int:
    """Where a name begins that follows on what opens a sentence: "Деятельность Владимира Путина", "Selon Macron".

    `else_in` is the language of a text that is too short to tell its own.
    """
    small = small_words(language_of(text) or else_in)
    for found in _phrases("attitude").find(text[start:end]):
        if found.start == 0 and start + found.end < end:
            return start + found.end
    first = re.match(r"[^\W\d_]+", text[start:end])
    opens = first is not None and (first[0].lower() in small or first[0].lower() in _OPENING)
    return start + first.end() if first and opens and " " in text[start:end] else start


def _without_suffix(name: str) -> str:
    name = " ".join(name.split()).rstrip(".")
    suffix = _SUFFIX.search(name)
    return name[: suffix.start()] if suffix and name[suffix.start() + 1].islower() else name


def is_written_as_a_name(text: str) -> bool:
    """Whether a whole text is one to four words with capitals that are not known to be anything else.

    >>> [is_written_as_a_name(t) for t in ("Micheál Martin", "Martin", "March", "all voters", "Supreme Court")]
    [True, True, False, False, False]
    """
    return CAPITAL_WORDS.fullmatch(text) is not None and len(text.split()) <= _LONGEST_NAME and not _is_no_name(text)


@lru_cache(maxsize=8192)
def _is_no_name(name: str) -> bool:
    """Whether words with capitals are something else: a month, a body, a group, an answer, a country, a pollster."""
    words = name.split()
    return (
        len(name) < 3
        or (name.isupper() and len(name) < 6)
        or len(words[-1]) < 2
        or any(parse_span(word) for before, word in pairwise(["", *words]) if before.lower() not in _PARTICLES)
        or country_of(words[0]) is not None
        or names_a_region(name)
        or bool(mentions(name))
        or (len(words) == 1 and fold(name) in _OPENING)
        or bool(_phrases("organisation").find(name) or _phrases("body").find(name) or _phrases("title").whole(name))
        or names_a_group(name)
        or speaks_of(name, "poll")
        or any(True for _ in answers_in(name))
        or bool(pollsters_in(name))
    )


def is_a_name(text: str) -> bool:
    """Whether a heading is nothing but a name with its surname.

    >>> is_a_name("Ann Tullow"), is_a_name("Likely Voters"), is_a_name("Job Approval"), is_a_name("South Korea")
    (True, False, False, False)
    """
    found = CAPITAL_WORDS.fullmatch(text.strip())
    if found is None or not 2 <= len(text.split()) <= 4 or text.isupper():
        return False
    return not (_is_no_name(text) or speaks_of(text, "people") or speaks_of(text, "other") or mentions(text))


def _evidence(start: int, end: int, around: _Surroundings) -> tuple[bool, str | None]:
    """Whether what stands beside a name makes it a person's, and the country that stands there."""
    text = around.text
    before = text[max(0, start - _NEAR) : start]
    several_words = len(text[start:end].split()) > 1
    titles = [t for t in around.titles_in(start - _NEAR, start) if t.end <= start]
    titled = any(_is_close(text[t.end : start], several_words) for t in titles)
    places = [p for p in around.places_in(start - _NEAR, start) if p.end <= start]
    place = next((p for p in places if _is_close(text[p.end : start], True)), None)
    owned = place is not None and place.end >= start - 3 and bool(_POSSESSIVE.search(before.rstrip()))
    after = next((p for p in around.places_in(end, end + 3) if text[end : p.start].strip() == "("), None)
    attitudes = [before[a.end :] for a in _phrases("attitude").find(before)]
    judged = any(not tokens(between) and "(" not in between for between in attitudes)
    asked = None if text[start:end].isupper() else _ASKED.match(text, end)  # "ASK ALL: …"
    beside = bool(_BESIDE.match(text, end)) or after is not None
    beside = beside or bool(asked and any(True for _ in answers_in(asked["question"])))
    if several_words and language_of(text) != "de":
        beside = beside or bool(_HAS_A_SHARE.match(text, end))
    nearest = after or place
    iso3 = nearest.match.country.iso3 if nearest and (titled or owned or after) else None
    judged = judged and (several_words or language_of(text) != "de")
    return titled or judged or (several_words and (owned or beside)), iso3


def _titles_of(start: int, end: int, around: _Surroundings) -> Iterator[Found[str]]:
    """The titles right beside a name: "президент России Tullow", "Tullow, the president", "Tullow as president"."""
    text = around.text
    for title in around.titles_in(start - _NEAR, start):
        places = around.places_in(title.end, start)
        behind = places[0].end if places and text[title.end : places[0].start] in (" ", " de la ") else title.end
        between = text[behind:start].strip(" \n")
        is_introduced = between == "," and _THE.search(text, max(0, title.start - _LONGEST_THE), title.start)
        if title.end <= start and (not between or is_introduced):
            yield title
    for title in around.titles_in(end, end + _NEAR):
        between = text[end : title.start]
        if _APPOSITION.fullmatch(between) or (stands_for_an_office(text, title.start) and not _ENDED.search(between)):
            yield title


def _is_of_common_words(name: str, common: set[str]) -> bool:
    """Whether a name is made of words that the text also writes small ("Jobs Growth Driven")."""
    words = [w.lower() for w in name.split() if w[0].isupper()]
    small = [w in common for w in words]
    return not small or small[-1] or (small[0] and len(words) < 3) or sum(small) > 1


def _stands_for(short: str, full: str) -> bool:
    part, whole = [fold(w) for w in short.split()], [fold(w) for w in full.split()]
    return part == whole or (len(part) < len(whole) and part == whole[-len(part) :])


def _is_in_capitals(text: str, found: re.Match[str]) -> bool:
    """Whether a name's capitals are only those of the line it stands in."""
    around = re.findall(r"[^\W\d_]{2,}", text[max(0, found.start() - 40) : found.end() + 40])
    return bool(sum(w.isupper() for w in around) > 0.6 * len(around))


def _capitalises_nouns(text: str) -> bool:
    """Whether every noun has a capital, as in German: then a capital says nothing of names."""
    words = re.findall(r"(?<=[a-zà-ÿ,] )[^\W\d_]{2,}", text)
    return bool(sum(w[0].isupper() for w in words) > 0.25 * len(words))


_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w’'-]*)[,;:]?\s[(\"“«„]?\Z")
_VERB_BEHIND = re.compile(r"\s(?P<word>[^\W\d_][\w’'-]*)")


def _is_met_as_one(name: str, start: int, text: str) -> bool:
    """Whether several capitals stand within a sentence, as names do, or their last word is also met alone."""
    first, _, last = name.rpartition(" ")
    if not first or not 2 <= len(name.split()) <= 4 or len(last) < 4 or not name[0].isalpha():
        return False
    word = _WORD_BEFORE.search(text, max(0, start - 30), start) or _VERB_BEHIND.match(text, start + len(name))
    if word is not None and word["word"][0].islower():
        return True
    before = r"(?:(?<![^\W\d_])[a-zß-öø-ÿа-яё]+[,;]?\s\(?|[.!?]\s|\n)"
    return bool(re.search(rf"{before}{re.escape(last)}\b(?!\s{_CAPITAL})", text))


def _is_close(between: str, several_words: bool) -> bool:
    """A title stands next to a lone surname; a full name may have its country or its party in between."""
    between = _QUOTED.sub(" ", between) if several_words else between
    return (
        len(tokens(between)) <= (3 if several_words else 0)
        and not re.search(r"[.;:!?\d%]", between)
        and "\n\n" not in between
    )
