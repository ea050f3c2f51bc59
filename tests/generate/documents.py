"""Random polls, laid out and worded in many ways: what is printed is known, so what is read can be judged.

`document(seed)` is a pure function of its seed: a failing case is named by one number.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract.model import Sidecar
from tests.readers.grids import as_csv, as_docx, as_html, as_lines, as_pipes, as_xlsx
from tests.readers.pdfs import as_pdf

Grid = list[list[str]]
Fact = tuple[str, int | None, str, float]  # ISO code, year, response, percent

COUNTRIES = {
    "en": {"Germany": "DEU", "South Korea": "KOR", "Kosovo": "XKX", "Chile": "CHL", "United Kingdom": "GBR"},
    "de": {"Deutschland": "DEU", "Südkorea": "KOR", "Polen": "POL", "Frankreich": "FRA", "Türkei": "TUR"},
    "fr": {"Allemagne": "DEU", "Corée du Sud": "KOR", "Italie": "ITA", "Espagne": "ESP", "Maroc": "MAR"},
    "es": {"Alemania": "DEU", "Brasil": "BRA", "México": "MEX", "Francia": "FRA", "Japón": "JPN"},
    "pt": {"Alemanha": "DEU", "Brasil": "BRA", "Argentina": "ARG", "França": "FRA", "Angola": "AGO"},
    "ru": {"Германия": "DEU", "Франция": "FRA", "Китай": "CHN", "Украина": "UKR", "Индия": "IND"},
}
ANSWERS = {
    "en": {"approve": "Approve", "disapprove": "Disapprove", "no_opinion": "Don't know"},
    "de": {"approve": "Zufrieden", "disapprove": "Unzufrieden", "no_opinion": "Weiß nicht"},
    "fr": {"approve": "Satisfait", "disapprove": "Mécontent", "no_opinion": "Ne se prononce pas"},
    "es": {"approve": "Aprueba", "disapprove": "Desaprueba", "no_opinion": "No sabe"},
    "pt": {"approve": "Aprova", "disapprove": "Desaprova", "no_opinion": "Não sabe"},
    "ru": {"approve": "Одобряю", "disapprove": "Не одобряю", "no_opinion": "Затрудняюсь ответить"},
}
HEADS = {"en": "Country", "de": "Land", "fr": "Pays", "es": "País", "pt": "País", "ru": "Страна"}
SENTENCES = {
    "en": "In {c}, {a}% approve of the government and {d}% disapprove. ",
    "de": "In {c} sind {a} Prozent mit der Regierung zufrieden und {d} Prozent unzufrieden. ",
    "fr": "{c} : {a} % sont satisfaits du gouvernement, {d} % sont mécontents. ",
    "es": "En {c} el {a} % aprueba al gobierno y el {d} % lo desaprueba. ",
    "pt": "{c}: {a}% aprovam o governo e {d}% desaprovam. ",
    "ru": "{c}: {a}% одобряют деятельность правительства, {d}% не одобряют. ",
}


@dataclass(frozen=True)
class Generated:
    """A document, what stands beside it, and the facts that it prints."""

    name: str
    content: bytes
    sidecar: Sidecar
    facts: frozenset[Fact]
    layout: str


def _shares(rng: random.Random) -> dict[str, int]:
    approve = rng.randint(1, 97)
    disapprove = rng.randint(1, 98 - approve)
    return {"approve": approve, "disapprove": disapprove, "no_opinion": 100 - approve - disapprove}


def _printed(share: int, sign: str, rng: random.Random) -> str:
    return "" if rng.random() < 0.05 else f"{share}{sign}"


def _across(rng: random.Random, language: str, sign: str) -> tuple[Grid, Sidecar, set[Fact]]:
    """Countries down, answers across; now and then a share is not printed."""
    answers, facts = ANSWERS[language], set[Fact]()
    grid = [[HEADS[language], *answers.values()]]
    for country, iso3 in _some(rng, language):
        shares = {a: (share, _printed(share, sign, rng)) for a, share in _shares(rng).items()}
        grid.append([country, *(text for _, text in shares.values())])
        facts |= {(iso3, None, a, float(share)) for a, (share, text) in shares.items() if text}
    return grid, Sidecar(subject="the government"), facts


def _down(rng: random.Random, language: str, sign: str) -> tuple[Grid, Sidecar, set[Fact]]:
    """The same table on its side."""
    grid, sidecar, facts = _across(rng, language, sign)
    return [list(column) for column in zip(*grid, strict=True)], sidecar, facts


def _long(rng: random.Random, language: str, sign: str) -> tuple[Grid, Sidecar, set[Fact]]:
    """One share a row."""
    grid, facts = [["country", "response", "percent"]], set[Fact]()
    for country, iso3 in _some(rng, language):
        for answer, share in _shares(rng).items():
            grid.append([country, ANSWERS[language][answer], f"{share}{sign}"])
            facts.add((iso3, None, answer, float(share)))
    return grid, Sidecar(subject="the government"), facts


def _years(rng: random.Random, language: str, sign: str) -> tuple[Grid, Sidecar, set[Fact]]:
    """Years down, answers across; the country stands beside the file."""
    grid, facts = [["Year", *ANSWERS[language].values()]], set[Fact]()
    for year in range(2008, 2008 + rng.randint(2, 7)):
        shares = _shares(rng)
        grid.append([str(year), *(f"{share}{sign}" for share in shares.values())])
        facts |= {("IRL", year, answer, float(share)) for answer, share in shares.items()}
    return grid, Sidecar(country="Ireland", subject="the government"), facts


def _matrix(rng: random.Random, language: str, sign: str) -> tuple[Grid, Sidecar, set[Fact]]:
    """Years down, countries across, bare percents; the answer stands beside the file."""
    countries, facts = list(_some(rng, language)), set[Fact]()
    grid = [["year", *(name for name, _ in countries)]]
    for year in range(2009, 2009 + rng.randint(2, 6)):
        row = [(iso3, share, _printed(share, sign, rng)) for _, iso3 in countries for share in [rng.randint(1, 99)]]
        grid.append([str(year), *(text for _, _, text in row)])
        facts |= {(iso3, year, "approve", float(share)) for iso3, share, text in row if text}
    return grid, Sidecar(subject="the United States", response="approve", response_printed="favorable"), facts


def _some(rng: random.Random, language: str) -> Iterator[tuple[str, str]]:
    countries = list(COUNTRIES[language].items())
    return iter(rng.sample(countries, rng.randint(2, 4)))  # more columns would run off a PDF's page


ARRANGEMENTS: tuple[Callable[[random.Random, str, str], tuple[Grid, Sidecar, set[Fact]]], ...] = (
    *(_across, _down, _long, _years, _matrix),
)
RENDERINGS: tuple[tuple[str, Callable[[Grid], bytes]], ...] = (
    ("csv", lambda grid: as_csv(grid, ",")),
    ("csv", lambda grid: as_csv(grid, ";")),
    ("tsv", lambda grid: as_csv(grid, "\t")),
    ("html", as_html),
    ("xlsx", as_xlsx),
    ("docx", as_docx),
    ("txt", as_lines),
    ("md", as_pipes),
    ("pdf", as_pdf),
)


def document(seed: int) -> Generated:
    """The document of a seed: a table in one of nine renderings, or sentences in one of six languages."""
    rng = random.Random(seed)
    language = rng.choice(sorted(ANSWERS))
    if rng.random() < 0.15:
        return _sentences(rng, language)
    arrange, (suffix, render) = rng.choice(ARRANGEMENTS), rng.choice(RENDERINGS)
    if suffix == "pdf" and language == "ru":
        language = "en"  # the PDFs are drawn with a font that has no Cyrillic
    grid, sidecar, facts = arrange(rng, language, rng.choice(["", "%"]))
    name = f"{arrange.__name__.strip('_')} {language} {suffix}"
    return Generated(f"poll.{suffix}", render(grid), sidecar, frozenset(facts), name)


def _sentences(rng: random.Random, language: str) -> Generated:
    text, facts = "", set[Fact]()
    for country, iso3 in _some(rng, language):
        shares = _shares(rng)
        text += SENTENCES[language].format(c=country, a=shares["approve"], d=shares["disapprove"])
        facts |= {(iso3, None, answer, float(shares[answer])) for answer in ("approve", "disapprove")}
    return Generated("poll.txt", text.encode(), Sidecar(), frozenset(facts), f"sentences {language}")
