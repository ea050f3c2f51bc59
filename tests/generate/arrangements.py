"""How a poll is laid out: from random shares to paragraphs and tables, in any language and notation."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from extract.model import Sidecar
from tests.generate.sheets import GAP, Arranged, Cell, Fact, Notation, Prose, Sheet, date_ranges, figure, transposed
from tests.generate.words import NOTHING_ASKED, Words

Row = list[Cell | None]
_BESIDE = Sidecar(subject="the government")
_ANSWERS = ("approve", "disapprove", "no_opinion")
_PARTS = ("approve_part", "approve_part", "disapprove_part", "disapprove_part")


def _shares(rng: random.Random, decimals: int) -> dict[str, float]:
    step = 10**decimals
    approve = rng.randint(1, 97 * step)
    disapprove = rng.randint(1, 98 * step - approve)
    parts = approve, disapprove, 100 * step - approve - disapprove
    return {answer: part / step for answer, part in zip(_ANSWERS, parts, strict=True)}


def _some(rng: random.Random, words: Words, fewest: int = 2) -> list[tuple[str, str]]:
    return rng.sample(list(words.countries.items()), rng.randint(fewest, 4))


def _figure(rng: random.Random, fact: Fact, notation: Notation) -> Cell:
    """The fact's cell; now and then a gap, or "less than one"."""
    chance = rng.random()
    is_small = chance < 0.07 and not notation.fraction
    return GAP if chance < 0.05 else figure(replace(fact, percent=1, qualifier="<") if is_small else fact)


def _line(*texts: str) -> Row:
    return [Cell(text) for text in texts]


def _noted(name: str, notation: Notation, rng: random.Random) -> str:
    return name + notation.footnote if rng.random() < 0.4 else name


def _across(
    rng: random.Random, words: Words, notation: Notation, countries: list[tuple[str, str]] | None = None
) -> Sheet:
    answers = list(_ANSWERS)
    if rng.random() < 0.3:
        answers[:2] = "disapprove", "approve"
    has_net = rng.random() < 0.3
    rows = [_line(words.country, *map(words.answer, answers), *([words.net] if has_net else []))]
    for country, iso3 in countries or _some(rng, words):
        shares = _shares(rng, notation.decimals)
        row = [
            Cell(_noted(country, notation, rng)),
            *(_figure(rng, Fact(iso3, a, shares[a]), notation) for a in answers),
        ]
        if has_net:
            row.append(figure(Fact(iso3, "net", round(shares["approve"] - shares["disapprove"], notation.decimals))))
        rows.append([*row])
    return Sheet(rows)


def across(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Countries down, answers across; in some, disapproval comes first or the net last."""
    return Arranged([_across(rng, words, notation)], _BESIDE)


def down(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """The same table on its side."""
    return Arranged([transposed(_across(rng, words, notation))], _BESIDE)


def long(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """One share a row."""
    rows = [_line("country", "response", "percent")]
    for country, iso3 in _some(rng, words):
        for answer, share in _shares(rng, notation.decimals).items():
            rows.append([*_line(country, words.answer(answer)), figure(Fact(iso3, answer, share))])
    return Arranged([Sheet(rows)], _BESIDE)


def _years(rng: random.Random, words: Words, notation: Notation) -> Sheet:
    rows = [_line(words.year, *map(words.answer, _ANSWERS))]
    for year in range(2008, 2008 + rng.randint(2, 7)):
        shares = _shares(rng, notation.decimals).items()
        rows.append([Cell(str(year)), *(_figure(rng, Fact("IRL", a, share, year), notation) for a, share in shares)])
    return Sheet(rows)


def years(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Years down, answers across; the country stands beside the file."""
    return Arranged([_years(rng, words, notation)], replace(_BESIDE, country="Ireland"))


def years_across(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Answers down, years across."""
    return Arranged([transposed(_years(rng, words, notation))], replace(_BESIDE, country="Ireland"))


def _matrix(rng: random.Random, words: Words, notation: Notation) -> Sheet:
    step, countries = 10**notation.decimals, _some(rng, words)
    rows = [_line(words.year, *(name for name, _ in countries))]
    for year in range(2009, 2009 + rng.randint(2, 6)):
        facts = [Fact(iso3, "approve", rng.randint(step, 99 * step) / step, year) for _, iso3 in countries]
        rows.append([Cell(str(year)), *(_figure(rng, fact, notation) for fact in facts)])
    made = Sheet(rows)
    return transposed(Sheet([[Cell(words.country), *rows[0][1:]], *rows[1:]])) if rng.random() < 0.5 else made


def matrix_beside(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Country by year, bare percents; the answer stands beside the file."""
    beside = Sidecar(subject="the United States", response="approve", response_printed="favorable")
    return Arranged([_matrix(rng, words, notation)], beside)


def matrix_titled(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Country by year, bare percents; the answer stands in the title alone."""
    return Arranged([Prose(words.title), _matrix(rng, words, notation)])


def year_over_answer(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Two levels of header: years, and under each the answers."""
    over = [2012 + 2 * n for n in range(rng.randint(2, 3))]
    outer: Row = [Cell(words.country, down=2)]
    inner: Row = [None]
    for year in over:
        outer += [Cell(str(year), across=2), None]
        inner += _line(words.approve, words.disapprove)
    rows = [outer, inner]
    for country, iso3 in _some(rng, words):
        row: Row = [Cell(country)]
        for year in over:
            shares = _shares(rng, notation.decimals)
            row += [_figure(rng, Fact(iso3, a, shares[a], year), notation) for a in _ANSWERS[:2]]
        rows.append(row)
    return Arranged([Sheet(rows, headers=2)], _BESIDE)


def answer_over_year(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Two levels of header: the answers, and under each the years."""
    under = [2012 + 2 * n for n in range(rng.randint(2, 3))]
    outer: Row = [Cell(words.country, down=2)]
    inner: Row = [None]
    for answer in _ANSWERS[:2]:
        outer += [Cell(words.answer(answer), across=len(under)), *[None] * (len(under) - 1)]
        inner += _line(*map(str, under))
    rows = [outer, inner]
    for country, iso3 in _some(rng, words):
        shares = {year: _shares(rng, notation.decimals) for year in under}
        facts = [Fact(iso3, a, shares[year][a], year) for a in _ANSWERS[:2] for year in under]
        rows.append([Cell(country), *(_figure(rng, fact, notation) for fact in facts)])
    return Arranged([Sheet(rows, headers=2)], _BESIDE)


def parts_and_nets(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Degrees of each side beside the side's whole."""
    assert words.strongly is not None
    very, rather, rather_not, not_at_all = words.strongly
    heads = [words.approve, very, rather, words.disapprove, rather_not, not_at_all]
    rows = [_line(words.country, *heads, words.no_opinion)]
    for country, iso3 in _some(rng, words, fewest=3):
        shares, step = _shares(rng, notation.decimals), 10**notation.decimals
        row: Row = [Cell(country)]
        for side in _ANSWERS[:2]:
            first = rng.randint(0, round(shares[side] * step)) / step
            parts = (first, round(shares[side] - first, notation.decimals))
            row += [figure(Fact(iso3, side, shares[side]))]
            row += [figure(Fact(iso3, f"{side}_part", part)) for part in parts]
        rows.append([*row, figure(Fact(iso3, "no_opinion", shares["no_opinion"]))])
    return Arranged([Sheet(rows)], _BESIDE)


_POLLSTERS = ("Gallup", "Ipsos", "YouGov", "Quinnipiac", "Morning Consult", "Rasmussen Reports", "Pew Research Center")


def pollster_rows(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """A row for each poll: pollster, days, sample, margin, answers; days in one notation throughout."""
    start = date(2003, 1, 1) + timedelta(days=rng.randint(0, 6000))
    named, in_two = "", rng.random() < 0.25
    with_margin, with_population = rng.random() < 0.5, rng.random() < 0.5
    heads = ["Pollster", *(["Start", "End"] if in_two else ["Dates"]), "Sample size"]
    heads += ["Population"] * with_population + ["Margin of error"] * with_margin
    rows = [_line(*heads, words.approve, words.disapprove, words.no_opinion)]
    for pollster in rng.sample(_POLLSTERS, rng.randint(2, 5)):
        end = start + timedelta(days=rng.randint(1, 6))
        written = date_ranges(start, end)
        named = named or rng.choice(["iso", "slashes", "english", "long slashes", "british", *written])
        if not in_two and named not in written:
            start, end = start.replace(day=3), start.replace(day=5)
            written = date_ranges(start, end)
        sample, margin = rng.randint(600, 4000), rng.randint(15, 45) / 10
        population = rng.choice(["A", "RV", "LV"])
        row = _line(_noted(pollster, notation, rng), *([f"{start}", f"{end}"] if in_two else [written[named]]))
        row += _line(f"{sample:,}" if rng.random() < 0.7 else str(sample))
        row += _line(population) if with_population else []
        row += _line(f"±{margin}" if rng.random() < 0.5 else f"±{margin}%") if with_margin else []
        known = Fact("IRL", "", 0, end.year, pollster=pollster, sample=sample, start=f"{start}", end=f"{end}")
        if with_margin:
            known = replace(known, margin=margin)
        if with_population:
            known = replace(known, population=population)
        shares = _shares(rng, notation.decimals).items()
        rows.append([*row, *(_figure(rng, replace(known, response=a, percent=share), notation) for a, share in shares)])
        start += timedelta(days=rng.randint(8, 90))
    return Arranged([Sheet(rows)], replace(_BESIDE, country="Ireland"))


def two_subjects(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """A table for each subject, named above it; subjects as an English report names them."""
    blocks: list[Prose | Sheet] = []
    for name in rng.sample(["the United States", "China", "Russia", "the European Union"], 2):
        sheet = _across(rng, words, notation)
        blocks += [Prose(f"Do you approve or disapprove of the leadership of {name}?"), sheet]
    return Arranged(blocks)


def side_by_side(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Two tables next to each other, an empty column between them."""
    countries = rng.sample(list(words.countries.items()), 5)
    cut = rng.randint(2, 3)
    left, right = (_across(rng, words, notation, part) for part in (countries[:cut], countries[cut:]))
    height = max(len(left.rows), len(right.rows))
    blank: list[Row] = [[Cell()] * len(left.rows[0]) for _ in range(height)]
    empty: list[Row] = [[Cell()] * len(right.rows[0]) for _ in range(height)]
    rows = [
        [*one, Cell(), *other]
        for one, other in zip([*left.rows, *blank][:height], [*right.rows, *empty][:height], strict=True)
    ]
    return Arranged([Sheet(rows)], _BESIDE)


def nothing_asked(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Figures in percent that are nobody's opinion of anyone: nothing is to be read."""
    title, heads, first = NOTHING_ASKED[rng.choice(sorted(NOTHING_ASKED))]
    rows = [_line(first, *heads)]
    for country, _ in _some(rng, words):
        rows.append([Cell(country), *(Cell(value=float(rng.randint(1, 60)), is_figure=True) for _ in heads)])
    made = Sheet(rows)
    return Arranged([Prose(title), transposed(made) if rng.random() < 0.3 else made])


def sentences(rng: random.Random, words: Words, notation: Notation) -> Arranged:
    """Two whole shares a sentence."""
    pattern, text, facts = rng.choice(words.sentences), "", []
    for country, iso3 in _some(rng, words):
        shares = _shares(rng, 0)
        text += pattern.format(c=country, a=f"{shares['approve']:.0f}", d=f"{shares['disapprove']:.0f}")
        facts += [Fact(iso3, answer, shares[answer]) for answer in _ANSWERS[:2]]
    return Arranged([Prose(text, tuple(facts))])


Arrangement = Callable[[random.Random, Words, Notation], Arranged]
ARRANGEMENTS: tuple[Arrangement, ...] = (
    across, down, long, years, years_across, matrix_beside, matrix_titled, year_over_answer, answer_over_year,
    parts_and_nets, pollster_rows, two_subjects, side_by_side, nothing_asked, sentences,
)  # fmt: skip
