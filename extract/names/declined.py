"""People's names in languages that decline them: one person, whatever the case.

"Владимира Путина" and "Путину" are Владимир Путин, "Trzaskowskiemu" is Rafał Trzaskowski. Forms are told together by
what stays the same in all cases, before an ending of languages.csv. Russian and Ukrainian names take the form of the
dictionary (pymorphy3, with OpenCorpora's and VESUM's words); of Polish and Czech ones the shortest that is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extract.names.forms import rows

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

_WITH_A_DICTIONARY = ("ru", "uk")
_SHORTEST_STEM = 3  # letters
_PARTS = ("Name", "Patr", "Surn")


def declines(language: str | None) -> bool:
    """Whether a language has cases for names, and we know how to tell them."""
    return bool(language) and bool(_longest_first(str(language)))


def stem(word: str, language: str) -> str:
    """What a name's word keeps in all cases.

    >>> [stem(word, "ru") for word in ("Зеленский", "Путин", "Обама")], stem("Trzaskowski", "pl")
    (['Зеленск', 'Путин', 'Обам'], 'Trzaskowsk')
    """
    ended = (word[: -len(ending)] for ending in _longest_first(language) if word.endswith(ending))
    return next((kept for kept in ended if len(kept) >= _SHORTEST_STEM), word)


@cache
def _longest_first(language: str) -> list[str]:
    """The endings of names in a language's cases: the column of languages.csv."""
    told = next((row["endings"] for row in rows("languages.csv") if row["lang"] == language), "")
    return sorted(told.split(), key=len, reverse=True)


def pattern_of(called: str, language: str) -> str:
    """A pattern of a name, or of a part of it, in any case."""
    endings = "|".join(_longest_first(language))
    return r"\b" + r"\s".join(rf"{re.escape(stem(word, language))}(?:{endings})?" for word in called.split()) + r"\b"


def is_same_name(one: str, other: str, language: str) -> bool:
    """Whether two names of as many words are one in two cases; a stem may soften, where another word is the same.

    >>> is_same_name("Владимиру Путину", "Владимир Путин", "ru"), is_same_name("Орлов", "Орловский", "ru")
    (True, False)
    >>> is_same_name("Andrzejowi Dudzie", "Andrzej Duda", "pl"), is_same_name("Dudzie", "Duda", "pl")
    (True, False)
    """
    stems = [
        sorted((stem(first, language), stem(second, language)), key=len)
        for first, second in zip(one.split(), other.split(), strict=True)
    ]
    same = sum(short == long for short, long in stems)
    soft = sum(short != long and long.startswith(short) and len(long) - len(short) == 1 for short, long in stems)
    return same > 0 and same + soft == len(stems)


def nominative(variants: Sequence[str], language: str) -> str:
    """The name that stands for all its printed forms.

    >>> nominative(["Владимира Путина", "Владимиру Путину"], "ru"), nominative(["Szymona Hołownię"], "pl")
    ('Владимир Путин', 'Szymona Hołownię')
    >>> nominative(["Эльвирой Набиуллиной"], "ru"), nominative(["Ким Чен Ына"], "ru")
    ('Эльвира Набиуллина', 'Ким Чен Ына')
    >>> nominative(["Володимиру Зеленському"], "uk")
    'Володимир Зеленський'
    >>> nominative(["Szymona Hołownię", "Szymon Hołownia"], "pl")
    'Szymon Hołownia'
    """
    if language in _WITH_A_DICTIONARY:
        return _by_dictionary(variants[0], language)
    return min(variants, key=lambda name: ([len(word) for word in name.split()], name))


@cache
def _dictionary(language: str) -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer  # only a text in its language pays for reading it

    return MorphAnalyzer(lang=language)


@lru_cache(maxsize=1024)
def _by_dictionary(name: str, language: str) -> str:
    """The dictionary's form of all words, of one gender; the name as it is where it does not know one of them."""
    read = [
        [p for p in _dictionary(language).parse(word) if any(part in p.tag for part in _PARTS)] for word in name.split()
    ]
    if not all(read):
        return name
    gender = read[0][0].tag.gender
    words = [_nominative(parses, gender) for parses in read]
    return " ".join(_with_capitals(word) for word in words if word) if all(words) else name


@lru_cache(maxsize=1024)
def is_a_common_word(word: str, language: str | None) -> bool:
    """Whether a word is one that the dictionary of its language knows, and knows as nobody's name.

    >>> is_a_common_word("Державної", "uk"), is_a_common_word("Зеленському", "uk"), is_a_common_word("Orban", "hu")
    (True, False, False)
    """
    if language not in _WITH_A_DICTIONARY:
        return False
    read = _dictionary(language).parse(word)
    return any(p.is_known for p in read) and not any(part in p.tag for p in read for part in _PARTS)


@lru_cache(maxsize=1024)
def nominative_of_a_body(words: str, language: str | None) -> str:
    """A body as it is called where it acts: its noun and what agrees with it; the rest stays as printed.

    >>> nominative_of_a_body("Верховною Радою", "uk"), nominative_of_a_body("правительству РФ", "ru")
    ('Верховна Рада', 'правительство РФ')
    >>> nominative_of_a_body("Парламенту", "ru"), nominative_of_a_body("the parliament", "en")
    ('Парламент', 'the parliament')
    """
    if language not in _WITH_A_DICTIONARY:
        return words
    led: list[tuple[str, Sequence[Parse]]] = []
    for word in words.split():
        read = _dictionary(language).parse(word)
        nouns = [p for p in read if "NOUN" in p.tag and p.is_known and p.tag.number != "plur"]
        if nouns:
            return _with_its_noun(words, led, word, nouns[0])
        led.append((word, [p for p in read if "ADJF" in p.tag]))
    return words


def _with_its_noun(words: str, led: list[tuple[str, Sequence[Parse]]], word: str, noun: Parse) -> str:
    agreed = [(before, _nominative(list(parses), noun.tag.gender)) for before, parses in led if parses]
    form = noun.inflect({"nomn"})
    if form is None or len(agreed) < len(led) or not all(text for _, text in agreed):
        return words
    named = [_as_printed(str(text), before) for before, text in [*agreed, (word, str(form.word))]]
    return " ".join([*named, *words.split()[len(named) :]])


def _as_printed(form: str, printed: str) -> str:
    return _with_capitals(form) if printed[:1].isupper() else form


def _nominative(parses: list[Parse], gender: str | None) -> str | None:
    """The word's form for who acts, of the first name's gender."""
    alike = [p for p in parses if str(p.tag.gender) == str(gender)] or parses
    form = alike[0].inflect({"nomn", "sing"} if alike[0].tag.number else {"nomn"})
    return str(form.word) if form else None


def _with_capitals(word: str) -> str:
    """A word of the dictionary as a name: "Иванова-Петрова"."""
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
