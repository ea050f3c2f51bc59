"""The people a text speaks of.

They are found by what stands beside their names (a title, a country's possessive, a bracket with their country or
party), never from a list of names; a surname alone means the full name met elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.names.beside_names import NEAR, Surroundings, titles_of, what_stands_beside
from extract.names.declined import declines, is_a_common_word, is_same_name, nominative, pattern_of
from extract.names.languages import language_of, small_words
from extract.names.name_shapes import (
    CAPITAL,
    CAPITAL_WORDS,
    OPENING,
    capitalises_nouns,
    is_in_capitals,
    is_met_as_one,
    is_no_name,
    is_of_common_words,
    opens_with_a_given_name,
)
from extract.names.offices import HIGH_OFFICES, is_high_office, office_of, titles_in
from extract.names.phrases import fold, tokens
from extract.names.relatives import relatives_in
from extract.names.spelling import is_wrapped
from extract.names.subject_words import subject_words
from extract.names.uncased import is_uncased, titles_behind, uncased_names
from extract.names.wording import any_of, forms_of

_SUFFIX = re.compile(
    r"(?:(?<=[^\W\d_])[’']s|(?<=[^\W\d_]{4})[’'][^\W\d_]{1,5})(?=\s|$)"
)  # Turkish: "Erdoğan'ın" ends the name
_RATED = re.compile(rf"(?:[’']s?)?\s(?:{any_of('rated')}|{any_of('rated, in a heading')}\s*\n)", re.IGNORECASE)
_RATED_AS_HIS = re.compile(rf"[’']s?\s(?:[^\W\d_]+\s)?{any_of('rated, of one')}", re.IGNORECASE)
_RATED_OF_ALL = forms_of("rated of all")
_PARTED = re.compile(r"[\s·‧•・]")  # between the names of one person in a script without capitals
_LONGEST_RATING = 20  # characters of "approval ratings", with the blank
_MOST_NAMES = 3
_LOCAL = re.compile(  # "prezydent Warszawy Rafał …", "Mayor of Moscow Sergey …": the place is no part of the name
    rf"(?:{any_of('head of a place')}\s|{any_of('head of a place, of')}\s{any_of('of')}\s)\Z", re.IGNORECASE
)
_ARTICLE = re.compile(rf"(?:{any_of('the')}|{any_of('article')})\s\Z", re.IGNORECASE)
_FEWEST_LETTERS = 2
_FEWEST_BEHIND = 2  # words of a name and one of a ministry
_OF_A_MINISTRY = re.compile(rf"{any_of('ministry of')}[\s’']?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class People:
    """The people of a document: each full name, and the country it was met with."""

    names: tuple[str, ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    language: str | None = None  # of the document: in some names stand in cases

    def holder_of(self, title: str) -> str | None:
        """The one person whom the document gives this title to, in whatever words for the office.

        >>> people_of("trust in the prime minister, Leo Varadkar").holder_of("Prime Minister")
        'Leo Varadkar'
        >>> people_of("Le président Nicolas Sarkozy et son Premier ministre").holder_of("chef de l'État")
        'Nicolas Sarkozy'
        """
        asked = subject_words("title").whole(title)
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
        pattern, owners = _by_any_name(self.names, self.language)
        return [(m.start(), m.end(), owners[(m.lastindex or 1) - 1]) for m in pattern.finditer(text)] if pattern else []


@lru_cache(maxsize=64)
def _by_any_name(names: tuple[str, ...], language: str | None) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """One pattern of all that the people may be called, the longest first, a group each, and whose each one is."""
    owners: dict[str, str] = {}
    for name in names:
        if is_uncased(name):
            owners |= {called: name for called in (name, _PARTED.split(name)[-1]) if called not in owners}
            continue
        words = name.split()
        called = [" ".join(words[i:]) for i in range(len(words)) if len(words[i]) > 2 and words[i][0].isupper()]
        called += words[:1] if len(words) > 1 and len(words[0]) > 3 else []
        for words_met in called:
            owners.setdefault(words_met, name)
    patterns = {
        _pattern(called, language): owners[called] for called in sorted(owners, key=lambda called: -len(called))
    }
    for name in names:
        if is_uncased(name) and name[:1] not in owners and len(name) == 3:
            patterns[rf"{name[0]}(?=\s?{titles_behind()})"] = name  # "문 대통령", once he is named in full
    return (re.compile("|".join(f"({p})" for p in patterns)) if patterns else None), tuple(patterns.values())


def _pattern(called: str, language: str | None) -> str:
    if language and declines(language):
        return pattern_of(called, language)
    if is_uncased(called) and not re.match(r"[\u0600-\u06ff]", called):
        return re.escape(called)
    return rf"\b{re.escape(called)}\b"


@lru_cache(maxsize=64)
def people_of(text: str, language: str | None = None) -> People:
    """The people a text speaks of; `language` is that of the document, where a text is too short to tell its own.

    >>> people_of("Mexico's President Andrés Manuel López Obrador and Spain's Pedro Sánchez").names
    ('Andrés Manuel López Obrador', 'Pedro Sánchez')
    """
    around = Surroundings.of(text)
    names: Counter[str] = Counter()
    countries: dict[str, str] = {}
    held: set[tuple[str, str]] = set()
    spoken = language or language_of(text)
    common = {t for t in text.split() if t.islower()}
    nouns_are_small = language_of(text) != "de" and (language_of(text) is not None or not capitalises_nouns(text))
    for found in _capital_words(text):
        if found[0].isupper() and is_in_capitals(text, found):
            continue
        name, start = _rated(found) or _without_title(found, around)
        if (
            name is None
            or is_no_name(name)
            or is_a_common_word(name, spoken)
            or is_of_common_words(name, common)
            or fold(name) in _RATED_OF_ALL
        ):
            continue
        held.update((office_of(title.value), name) for title in titles_of(start, found.end(), around))
        is_shown, iso3 = what_stands_beside(start, found.end(), around)
        opens = _behind_small_words(text, found.start(), found.end())
        if not nouns_are_small:  # "Auf Platz 2" opens with no title
            opens += len(text[opens : found.end()]) - len(text[opens : found.end()].lstrip())
        is_titled = (
            start > opens or _RATED.match(text, start + len(name)) or _RATED_AS_HIS.match(text, start + len(name))
        )
        is_shown = is_shown or (opens_with_a_given_name(name, spoken) and not _stands_alone(text, start, found.end()))
        if is_shown or is_titled or (nouns_are_small and is_met_as_one(name, start, text)):
            names[name] += 1
            if iso3:
                countries.setdefault(name, iso3)
    uncased = Counter(uncased_names(text))
    names.update(uncased)
    for name in uncased:
        if iso3 := _country_before(name, around):
            countries.setdefault(name, iso3)
    _add_full_names(text, names, common)
    return _people(names, countries, held, spoken)


def _country_before(name: str, around: Surroundings) -> str | None:
    """The country that a name without capitals is met behind, with a title in between: "美国总统拜登"."""
    led = re.compile(rf"\s?(?:{titles_behind()}\s?)?{re.escape(name)}")
    return next((p.match.country.iso3 for p in around.places if led.match(around.text, p.end)), None)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name has its line to itself, as a writer's has: "By Ann Tullow"."""
    opened, closed = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    beside = text[opened:start] + text[end : closed if closed >= 0 else len(text)]
    return len(tokens(beside)) <= 1


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
        is_full = 1 < len(name.split()) < 5 and name.split()[-1] in alone and not titles_in(name)
        if is_full and not is_no_name(name) and not is_of_common_words(name, common):
            names[name] += 1


def _people(names: Counter[str], countries: dict[str, str], held: set[tuple[str, str]], language: str | None) -> People:
    """Each person once, by the fullest name, in the case in which somebody acts."""
    kept = sorted(names, key=lambda n: -len(tokens(n)))
    full = {n: next(k for k in kept if _stands_for(n, k, language)) for n in kept}
    if language and declines(language):
        variants = {name: [n for n in kept if full[n] == name and len(n.split()) == len(name.split())] for name in kept}
        full = {n: nominative(variants[name], language) for n, name in full.items()}
    known = {full[n]: iso3 for n, iso3 in countries.items()}
    titles = tuple(sorted((t, full[n]) for t, n in held if n in full))
    return People(tuple(dict.fromkeys(full[n] for n in names)), tuple(known.items()), titles, language)


def _without_title(found: re.Match[str], around: Surroundings) -> tuple[str | None, int]:
    """The name without the title or country that its capitals run on from, and where it begins."""
    text, end = around.text, found.end()
    start = _behind_small_words(text, found.start(), end)
    for title in around.titles_in(start - NEAR, end):
        if start < title.end < end:
            start = title.end
    for place in around.places_in(start, end):
        if place.end <= end:
            if place.end == end or text[start : place.start].strip():
                return None, start
            start = place.end
    while start < end and not re.match(CAPITAL, text[start]):
        start += 1
    start = _behind_a_department(text, start, end)
    return _without_suffix(text[start:end]), start


def _behind_a_department(text: str, start: int, end: int) -> int:
    """Where a name begins behind a ministry and a party: "ministre de l’Intérieur LR Anne Dupont"."""
    words = list(re.finditer(r"\S+", text[start:end]))
    is_led = _OF_A_MINISTRY.search(text, 0, start) or (words and subject_words("body").whole(words[0][0]))
    if len(words) > _FEWEST_BEHIND and "." not in words[0][0] and _LOCAL.search(text, max(0, start - NEAR), start):
        return start + words[1].start()
    behind_letters = [i + 1 for i, word in enumerate(words) if _is_a_party(word[0], i) and i + 2 < len(words)]
    if behind_letters:
        return start + words[behind_letters[-1]].start()
    if len(words) > _FEWEST_BEHIND and language_of(text) == "de" and _ARTICLE.search(text, max(0, start - NEAR), start):
        named = next((word for word in words[1:] if word[0][0].isupper()), words[1])  # "der Arbeit von Ann Tullow"
        return start + named.start()  # "der Sachse Michael Kretschmer", "beim Brandenburger Dietmar Woidke"
    first = 1 if len(words) > _FEWEST_BEHIND and is_led else 0
    while first < len(words) - 1 and words[first][0].isupper() and "." not in words[first][0]:
        first += 1
    while first and first < len(words) - 1 and words[first][0].islower():
        first += 1  # "Gobierno de Ann Tullow"
    is_name = not any(word[0].isupper() for word in words[first:]) and (first == 0 or len(words) - first > 1)
    return start + words[first].start() if words and is_name else start


def _is_a_party(word: str, at: int) -> bool:
    """Whether a word within a name is a party's letters, and no initials: "лидер ЛДПР Леонид Слуцкий", "JD Vance"."""
    return word.isalpha() and word.isupper() and len(word) >= (_FEWEST_LETTERS if at else _FEWEST_LETTERS + 1)


def _rated(found: re.Match[str]) -> tuple[str, int] | None:
    """A name whose capitals run on into those of a heading: "Joe Tullow Job Approval", "Tullow approval rating"."""
    rated = _RATED.search(found.string, found.start(), found.end() + _LONGEST_RATING)
    if rated is None or not found.start() < rated.start() <= found.end():
        return None
    start = _behind_small_words(found.string, found.start(), rated.start(), "en")
    name = found.string[start : rated.start()].lstrip()
    titled = next((title.end for title in titles_in(name) if title.start == 0), 0)
    name = name[titled:].lstrip() or name
    words = [fold(_SUFFIX.sub("", word)) for word in name.split()]
    is_name = 0 < len(words) <= _MOST_NAMES and not any(w in _RATED_OF_ALL for w in words) and "\n" not in name
    is_name = is_name and not relatives_in(name)  # "Today's approval rating"
    return (_without_suffix(name), rated.start() - len(name)) if is_name and not titles_in(name) else None


def _behind_small_words(text: str, start: int, end: int, else_in: str = "") -> int:
    """Where a name begins that follows on what opens a sentence: "Деятельность Владимира Путина", "Selon Macron".

    `else_in` is the language of a text that is too short to tell its own.
    """
    small = small_words(language_of(text) or else_in)
    for found in subject_words("attitude").find(text[start:end]):
        if found.start == 0 and start + found.end < end:
            return start + found.end
    first = re.match(r"[^\W\d_]+", text[start:end])
    opens = first is not None and (first[0].lower() in small or first[0].lower() in OPENING)
    return start + first.end() if first and opens and " " in text[start:end] else start


def _without_suffix(name: str) -> str:
    name = " ".join(name.split()).rstrip(".")
    suffix = _SUFFIX.search(name)
    return name[: suffix.start()] if suffix and name[suffix.start() + 1].islower() else name


def _stands_for(short: str, full: str, language: str | None) -> bool:
    """Whether a name is another one, or the end of it, in any case."""
    part = _PARTED.split(short)
    whole = _PARTED.split(full)[-len(part) :]
    if [fold(w) for w in part] == [fold(w) for w in whole]:
        return True
    if not language or not declines(language) or len(part) != len(whole):
        return False
    return is_same_name(" ".join(part), " ".join(whole), language)
