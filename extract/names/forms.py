"""Reading the gazetteer: the CSVs of names as single forms, ready to be looked up.

A cell may hold alternatives in braces, as in a shell: `Росси{я,и,ю,ей}` is four forms, `brésilien{,ne,s,nes}` too.
That keeps the cases of inflected languages in one readable line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple
from unicodedata import is_normalized

from extract.names.phrases import fold

_BRACES = re.compile(r"\{([^{}]*)\}")
_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|\d+|#")


@dataclass(frozen=True, slots=True)
class Country:
    """A country by our English short name; `iso3` is None for pools and places that ISO does not list.

    >>> Country("XKX", "Kosovo").iso3
    'XKX'
    """

    iso3: str | None
    name: str


class Form(NamedTuple):
    """One way to write a country (or something that only looks like one: `kind` is then "guard")."""

    words: tuple[str, ...]
    text: str
    country: Country
    kind: str
    language: str


def expand(text: str) -> Iterator[str]:
    """Every form that a text with braces stands for.

    >>> list(expand("Росси{я,и}")), list(expand("the {,new }{Turk,Turks}"))
    (['Россия', 'России'], ['the Turk', 'the Turks', 'the new Turk', 'the new Turks'])
    """
    found = _BRACES.search(text) if "{" in text else None
    if not found:
        yield text
        return
    for choice in found[1].split(","):
        yield from expand(text[: found.start()] + choice + text[found.end() :])


def words_of(text: str) -> tuple[str, ...]:
    """The folded words and numbers of a name, without its marks; a `#` stays, for any number.

    >>> words_of("Côte d'Ivoire"), words_of("EU-#"), words_of("France 24"), words_of("大韓民国")
    (('cote', 'd', 'ivoire'), ('eu', '#'), ('france', '24'), ('大韓民国',))
    """
    return tuple(_WORD.findall(text if text[:1] >= "\u3040" else _folded(text)))


def _folded(text: str) -> str:
    """`fold`, which is slow, only where there is an accent to take away."""
    return text.casefold() if is_normalized("NFKD", text) else fold(text)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV in this folder; a line that begins with # is a remark."""
    text = resources.files("extract.names").joinpath(name).read_text(encoding="utf-8")
    lines = csv.reader(line for line in text.splitlines() if line and not line.startswith("# "))
    header = next(lines)
    for line in lines:
        yield dict(zip(header, line, strict=True))


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Our countries by three-letter code."""
    return {row["iso3"]: Country(row["iso3"], row["name"]) for row in rows("countries_cldr.csv")}


def country_named(iso3: str) -> Country | None:
    """The country with a three-letter code.

    >>> country_named("COD"), country_named("EUR")
    (Country(iso3='COD', name='Congo (Kinshasa)'), None)
    """
    return countries().get(iso3)


@lru_cache(maxsize=1)
def codes() -> dict[str, Country]:
    """Countries by two- and three-letter code, as in ISO 3166-1, and the two the EU writes its own way."""
    by_code = dict(countries())
    by_code |= {row["iso2"]: by_code[row["iso3"]] for row in rows("countries_cldr.csv")}
    return by_code | {"UK": by_code["GBR"], "EL": by_code["GRC"]}


def country_forms() -> Iterator[Form]:
    """Names, aliases and demonyms of every country."""
    for row in rows("countries_cldr.csv"):
        country = countries()[row["iso3"]]
        yield from _forms(country.name, country, "name", "en")
        for language, name in list(row.items())[3:]:
            yield from _forms(name, country, "name", language)
    for row in rows("countries.csv"):
        yield from _forms(row["alias"], countries()[row["iso3"]], "alias", row["lang"])
    for row in rows("demonyms.csv"):
        yield from _forms(row["form"], countries()[row["iso3"]], row["kind"], row["lang"])


def place_forms(*kinds: str) -> Iterator[Form]:
    """The rows of places.csv of these kinds: what is no country, and how careful to be."""
    for row in rows("places.csv"):
        if row["kind"] in kinds:
            yield from _forms(row["text"], Country(None, ""), row["kind"], row["lang"])


def _forms(texts: str, country: Country, kind: str, language: str) -> Iterator[Form]:
    for text in expand(texts):
        words = words_of(text)
        yield Form(words, text, country, kind, language)
        if " & " in text and language == "en":
            yield Form(words_of(text.replace("&", "and")), text.replace("&", "and"), country, kind, language)
