"""Recognising countries: a cell that is one, and the mentions of them in prose, in seventeen languages.

Names come from CLDR (countries_cldr.csv), our aliases and cases (countries.csv) and peoples (demonyms.csv);
places.csv holds what only looks like a country, and which names deserve doubt. Precision goes before recall:
a person's name, a city or a US state is not a country, and a name that may be either carries a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.names import guards, spelling
from extract.names.forms import Country, Form, codes, country_forms, place_forms, words_of
from extract.names.languages import language_of
from extract.names.phrases import fold

__all__ = ["Country", "Match", "Mention", "country_of", "mentions", "names_a_region", "names_countries"]

AMBIGUOUS = "country-ambiguous"
QUALIFIED = "country-qualified"
_FEWEST_COUNTRIES = 3  # of a list whose other names are countries too

_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_NEXT = re.compile(rf"{_WORD.pattern}|\d+(?![.,]?\d|%)")
_GAP = re.compile(r"[ \u00a0\u202f&.,/'’ʼ()\-‐‑–]{1,4}|[ \t]*\n[ \t]*")
_FOOTNOTE = re.compile(
    r"(?:\s*(?:[*†‡§#^¹²³⁰⁴-⁹:;,]+|\[\w{1,3}\]|\(\w\)|(?<=[^\W\d_])\d{1,2}|\s\d{1,2}|\([^()]*\d[^()]*\)))+$"
)
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_PEOPLE_SIGNS = ("人", "인")  # glued to a country's name: its people
_ARABIC_PREFIX = re.compile(r"(?:و|ف)?(?:ب|ل|ك)?(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Match:
    """A country, how it was written (name, alias, code, people, adjective, pool, area), and what is doubtful."""

    country: Country
    kind: str
    doubt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A country met in prose, at characters `start` to `end`."""

    start: int
    end: int
    match: Match


Second = dict[str, list[Form]]


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """All forms: as a whole; by first and second word ("" when there is none); by first sign, longest first."""

    whole: dict[tuple[str, ...], list[Form]]
    by_word: dict[str, Second]
    by_sign: dict[str, list[Form]]


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    book = _Gazetteer({}, {}, {})
    for form in (*country_forms(), *place_forms("pool", "area")):
        book.whole.setdefault(form.words, []).append(form)
    for form in (*place_forms("guard"), *(form for forms in book.whole.values() for form in forms)):
        if form.text[0] >= "\u3040":
            book.by_sign.setdefault(form.text[0], []).append(form)
        elif form.words:
            second = form.words[1] if len(form.words) > 1 else ""
            book.by_word.setdefault(form.words[0], {}).setdefault(second, []).append(form)
    for forms in book.by_sign.values():
        forms.sort(key=lambda form: -len(form.text))
    for seconds in book.by_word.values():
        for forms in seconds.values():
            forms.sort(key=lambda form: -len(form.words))
    return book


def country_of(
    text: str, *, codes: bool = False, language: str | None = None, among_countries: bool = False
) -> Match | None:
    """The country that a whole cell or label names, or None.

    Marks of footnotes, "the" and "in" are looked through. Codes count only when asked for, and only in capitals.
    Pools ("EU", "World") and places outside ISO 3166 have a country without iso3, named as printed. Among other
    countries (see `names_countries`) only a name of several countries is in doubt.

    >>> country_of("Russia*").country.iso3, country_of("in den USA").country.iso3, country_of("les Français").kind
    ('RUS', 'USA', 'people')
    >>> country_of("Georgia").doubt
    ('country-ambiguous',)
    >>> [country_of(name, among_countries=True).doubt for name in ("Georgia", "Congo")]
    [(), ('country-ambiguous',)]
    >>> country_of("EU-27")
    Match(country=Country(iso3=None, name='EU-27'), kind='pool', doubt=())
    >>> country_of("No", codes=True), country_of("NO", codes=True).country.name, country_of("Male")
    (None, 'Norway', None)
    """
    label = " ".join(text.split())
    if words_of(label) in guards.looks_alike():
        return None
    if codes and (coded := _coded(label)):
        return coded
    found = _whole(label, language, among_countries)
    if found is None and (short := _FOOTNOTE.sub("", label).strip(" .:;,*|–-")) != label:
        label = short
        found = _coded(label) if codes else None
        found = found or _whole(label, language, among_countries)
    return found or _bracketed(label, language, among_countries)


def names_countries(labels: Iterable[str]) -> bool:
    """Whether labels are a list of countries: three at least that are surely some, and no US state among them.

    >>> names_countries(["Armenia", "Jordan", "Georgia", "Moldova", "Iran"]), names_countries(["Peru", "Ohio", "Cuba"])
    (True, False)
    """
    texts = set(labels)
    found = [country_of(text) for text in texts]
    sure = {match.country.iso3 for match in found if match and match.kind == "name" and not match.doubt}
    return len(sure) >= _FEWEST_COUNTRIES and not any(guards.states_in(text) for text in texts)


@lru_cache(maxsize=1)
def _regions() -> frozenset[tuple[str, ...]]:
    return frozenset(form.words for form in place_forms("pool", "area"))


def names_a_region(text: str) -> bool:
    """Whether a name is that of several countries or of a part of the world.

    >>> names_a_region("América Latina"), names_a_region("Peru")
    (True, False)
    """
    return words_of(text) in _regions()


def _bracketed(label: str, language: str | None, among_countries: bool) -> Match | None:
    """Russia (RUS) is Russia; Russia (Moscow) perhaps only a part of it."""
    bracket = _BRACKET.search(label)
    found = _whole(label[: bracket.start()], language, among_countries) if bracket else None
    if found is None or bracket is None:
        return None
    again = _coded(bracket[1]) or _whole(bracket[1], language)
    return found if again and again.country == found.country else replace(found, doubt=(*found.doubt, QUALIFIED))


def _coded(label: str) -> Match | None:
    country = codes().get(label) if label.isupper() else None
    if country is None:
        return None
    return Match(country, "code", (AMBIGUOUS,) if guards.is_doubtful_code(label) else ())


def _whole(label: str, language: str | None, among_countries: bool = False) -> Match | None:
    if not label or len(label) > 80:
        return None
    numbered = re.sub(r"\d+", "#", label)
    for words in _without_lead(words_of(numbered)):
        forms = [f for f in _gazetteer().whole.get(words, ()) if _fits_cell(label, f)]
        if forms:
            return _choose(forms, label, language, among_countries)
    if label[-1] in _PEOPLE_SIGNS and (met := _whole(label[:-1], language, among_countries)):
        return replace(met, kind="people")
    return None


def _without_lead(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    for size in (1, 2, 3):
        if len(words) > size and words[:size] in guards.leads():
            yield words[size:]


def _fits_cell(label: str, form: Form) -> bool:
    """A cell may be in any case, but for codes ("US") and for adjectives ("polish")."""
    if spelling.is_abbreviation(form.text):
        return spelling.letters(form.text) in spelling.letters(label)
    if len(form.words) == 1 and not any(spelling.has_accents_alike(word, form.text) for word in _WORD.findall(label)):
        return form.text[0] >= "\u3040"
    if label.isupper() and len(label) <= 3:
        return False
    return form.kind not in ("people", "adjective") or form.text[0].islower() or not label.islower()


def _choose(forms: list[Form], label: str, language: str | None, among_countries: bool) -> Match:
    """The form in the document's language, else the first; doubtful when others mean another country."""
    own = [form for form in forms if form.language == language]
    form = (own or forms)[0]
    if form.kind in ("pool", "area"):
        return Match(Country(None, label), form.kind)
    doubted = not own and len({f.country for f in forms}) > 1
    if among_countries:
        doubted = doubted or guards.is_one_of_several(form.words)
    else:
        doubted = doubted or guards.is_doubtful(form.words, language)
    return Match(form.country, form.kind, (AMBIGUOUS,) if doubted else ())


def mentions(text: str, *, language: str | None = None) -> list[Mention]:
    """The countries named in running text, left to right, the longest name winning.

    Names inside names ("New Mexico", "Bank of America", "Jordan Peterson") are none. Without a `language` the text's
    own is worked out, for some names are words of other languages ("Island", "Salvador").

    >>> [(text_of, m.match.country.iso3, m.match.kind) for m in mentions("Russians and the British in South Korea")
    ...  for text_of in ["Russians and the British in South Korea"[m.start:m.end]]]
    [('Russians', 'RUS', 'people'), ('the British', 'GBR', 'people'), ('South Korea', 'KOR', 'name')]
    >>> [m.match.kind for m in mentions("the British government; the British disapprove")]
    ['adjective', 'people']
    >>> mentions("New Mexico, turkey for Thanksgiving, Michael Jordan, Russia Today")
    []
    """
    book, found, covered = _gazetteer(), list[Mention](), 0
    language = language or language_of(text)
    for word in _WORD.finditer(text):
        if word.end() <= covered:
            continue
        if word[0][0] >= "\u3040":
            found += _signs(text, word.start(), word.end())
            continue
        forms = book.by_word.get(fold(word[0]))
        start = word.start()
        if forms is None and "\u0600" < word[0][0] < "\u0700":
            start, forms = _after_prefix(word)
        if forms is None:
            continue
        if met := _longest(text, start, forms, language):
            end, form = met
            covered = end
            if form.kind not in ("guard", "pool", "area") and not guards.forbid(text, start, end, form, language):
                doubt = (AMBIGUOUS,) if guards.is_doubtful(form.words, language) else ()
                kind = guards.kind_in_prose(text, end, form)
                found.append(Mention(start, end, Match(form.country, kind, doubt)))
    return found


def _after_prefix(word: re.Match[str]) -> tuple[int, Second | None]:
    """Arabic writes "and", "in", "for" onto the next word: والصين is و + الصين, للصين is ل + الصين."""
    skip = _ARABIC_PREFIX.match(word[0])
    size = skip.end() if skip else 0
    rest = word[0][size:]
    return word.start() + size, _gazetteer().by_word.get(fold("ا" + rest if rest.startswith("ل") else rest))


def _longest(text: str, start: int, seconds: Second, language: str | None) -> tuple[int, Form] | None:
    """The longest form that stands in the text here; among equals guards win, then the document's language."""
    first = _WORD.match(text, start)
    gap = first and _GAP.match(text, first.end())
    following = gap and _NEXT.match(text, gap.end())
    best: tuple[int, Form] | None = None
    for form in (*(seconds.get(fold(following[0]), ()) if following else ()), *seconds.get("", ())):
        if best and len(form.words) < len(best[1].words):
            break
        end = _end_of(text, start, form)
        if not end or not _is_written_alike(text, start, end, form, language):
            continue
        if best is None or (best[1].kind != "guard" and best[1].language != language == form.language):
            best = end, form
    return best


def _end_of(text: str, start: int, form: Form) -> int | None:
    """Where the form ends when its words stand in the text from `start` on."""
    first = _WORD.match(text, start)
    if first is None:
        return None
    end = first.end()
    for word in form.words[1:]:
        gap = _GAP.match(text, end)
        following = gap and _NEXT.match(text, gap.end())
        if gap is None or not following or fold(following[0]) != word:
            return None
        if any(mark in gap[0] and mark not in form.text for mark in ",("):
            return None
        end = following.end()
    return end + 1 if form.text.endswith((".", ")")) and text[end : end + 1] == form.text[-1] else end


def _is_written_alike(text: str, start: int, end: int, form: Form, language: str | None) -> bool:
    """Whether a form is printed as it is written, in a language that fits the text."""
    printed = text[start:end]
    if not spelling.has_accents_alike(printed, form.text):
        return False
    if spelling.is_abbreviation(form.text):
        return spelling.is_code_alike(printed, form.text)
    if not spelling.has_capitals_alike(printed, form.text):
        return False
    if form.kind in ("people", "adjective") and language not in (None, form.language):
        return False  # Dutch "indien" means "if", Polish "Dane" data
    if form.text[0].isupper():
        return True
    if not printed[0].isupper():
        return not (printed.isascii() and not form.text.isascii())  # "servia" is no "sérvia", but a verb
    if form.text[0] < "\u0250" and form.language != language:
        return False  # Albanese and Russo are surnames, unless the document is Italian
    return printed.isupper() or spelling.begins_sentence(text, start)


def _signs(text: str, start: int, end: int) -> Iterator[Mention]:
    """Mentions within a run of Chinese, Japanese or Korean, which has no spaces to go by."""
    by_sign, at = _gazetteer().by_sign, start
    while at < end:
        form = next((f for f in by_sign.get(text[at], ()) if guards.stands_alone(text, at, f.text, start)), None)
        if form is None:
            at += 1
            continue
        stop = at + len(form.text)
        if form.kind not in ("guard", "pool", "area") and not guards.is_cell_only(form.words):
            people = text[stop : stop + 1] in _PEOPLE_SIGNS and form.kind in ("name", "alias")
            doubt = (AMBIGUOUS,) if guards.is_doubtful(form.words, None) else ()
            yield Mention(at, stop + people, Match(form.country, "people" if people else form.kind, doubt))
        at = stop
