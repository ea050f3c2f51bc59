"""The headline: what the chart says, worked out from what is drawn and no more than that allows.

"The lowest" becomes "among the lowest" where sampling error could swap it with the next; "rose" and
"fell" stand only where the interval of the difference excludes 0.
"""

from __future__ import annotations

from compare import difference
from dashboard.changes import Change, changes
from dashboard.holdings import NOT_PRINTED
from dashboard.look import number, said_when
from dashboard.shown import Shown
from dashboard.strands import Strand, strands

THIN = "\u202f"
_NOUNS = (
    ("approv", "approval of"),
    ("favo", "favourable view of"),
    ("confiden", "confidence in"),
    ("satisf", "satisfaction with"),
    ("trust", "trust in"),
    ("positive", "positive view of"),
)
_WITH_THE = (
    "United States",
    "United Kingdom",
    "Netherlands",
    "Philippines",
    "European Union",
    "United Nations",
    "UN",
    "EU",
)
_TESTED = ("approve", "disapprove", "no_opinion")


def headline(shown: Shown) -> str:
    """One sentence, without a full stop."""
    if shown.chart.NAME == "change":
        return _of_change(shown)
    rows = [row for row in shown.toplines.rows() if row[shown.measure] is not None]
    if not rows:
        return f"No figures for {about(shown)}"
    if shown.chart.NAME in ("lines", "multiples"):
        return _of_time(shown)
    if shown.chart.NAME in ("dots", "scatter") and shown.options.other is None:
        return _of_answers(rows, shown)
    return _of_one(rows[0], shown) if len(rows) == 1 else _of_extremes(rows, shown)


def side_by_side(first: Shown, second: Shown, names: tuple[str, str]) -> str:
    """What stands beside what; each panel has its own finding above it."""
    subjects = dict.fromkeys(_capital(about(shown)) for shown in (first, second))
    told = next(iter(subjects)) if len(subjects) == 1 else ""
    pair = f"{names[0]} beside {names[1]}"
    return f"{told}: {pair}" if told else pair


def of_pair(first: Shown, second: Shown, names: tuple[str, str]) -> str:
    """Of two things drawn in one chart: where they are furthest apart, without a claim why."""
    other = {row["label"]: row for row in second.toplines.rows() if row[second.measure] is not None}
    rows = [row for row in first.toplines.rows() if row[first.measure] is not None and row["label"] in other]
    if not rows:
        return f"No country has figures for both {names[0]} and {names[1]}"
    widest = max(rows, key=lambda row: abs(row[first.measure] - other[row["label"]][second.measure]))
    values = share(widest[first.measure], first.measure), share(other[widest["label"]][second.measure], second.measure)
    return f"{names[0]} and {names[1]} are furthest apart in {place(widest, first)}: {values[0]} and {values[1]}"


def _of_answers(rows: list[dict], shown: Shown) -> str:
    """In how many places one answer is printed above the other, and where they are furthest apart."""
    both = [
        row for row in rows if row["net"] is not None and row["approve"] is not None and row["disapprove"] is not None
    ]
    if not both:
        return f"No country has both answers printed: approve and disapprove of {_subject(shown) or 'one thing'}"
    if len(both) == 1:
        return _of_one(both[0], shown)
    below = sum(row["net"] < 0 for row in both)
    above = sum(row["net"] > 0 for row in both)
    more, fewer, count = ("Disapproval", "approval", below) if below >= above else ("Approval", "disapproval", above)
    widest = max(both, key=lambda row: abs(row["net"]))
    everywhere = f"all {len(both)}" if count == len(both) else f"{count} of {len(both)}"
    where = "for" if shown.series.together else "in"
    values = f"{share(widest['approve'], 'approve')} to {share(widest['disapprove'], 'disapprove')}"
    return f"{more} is above {fewer} in {everywhere}; the widest gap is {where} {place(widest, shown)}, {values}"


def about(shown: Shown) -> str:
    """The measure and its subject as a noun: "approval of US leadership", "disapproval of …"."""
    subject = "" if shown.series.together else _subject(shown)
    noun = _noun(shown)
    phrase = {
        "approve": noun,
        "disapprove": "disapproval of" if noun.endswith(" of") and "view" not in noun else f"lack of {noun}",
        "net": f"net {noun}",
        "opinion": f"{noun.rsplit(' ', 1)[0]}, among those with an opinion, {noun.rsplit(' ', 1)[1]}",
        "no_opinion": "share without an opinion on",
    }[shown.measure]
    return f"{phrase} {subject}" if subject else phrase.rsplit(" ", 1)[0].rstrip(",")


def _noun(shown: Shown) -> str:
    """The word for approval that the pollster's own answers use, if they agree."""
    approving = shown.printed.where(shown.printed["response"] == "approve")
    printed = {text.lower() for text in approving["response_printed"] if text}
    for stem, noun in _NOUNS:
        if printed and all(stem in text for text in printed):
            return noun
    return "approval of"


def _subject(shown: Shown) -> str:
    subject = "" if shown.series.subject == NOT_PRINTED else shown.series.subject
    return f"the {subject}" if subject in _WITH_THE else subject


def share(value: float, measure: str) -> str:
    """A share as prose wants it: a thin space before %, a net with its sign.

    >>> share(1.0, "approve"), share(-12.5, "net")
    ('1\\u202f%', '−12.5')
    """
    return number(value, signed=True) if measure == "net" else f"{number(value)}{THIN}%"


def _of_one(row: dict, shown: Shown) -> str:
    value = share(row[shown.measure], shown.measure)
    return f"{_capital(about(shown))} is {value} in {place(row, shown)} ({said_when(row)})"


def place(row: dict, shown: Shown) -> str:
    """The country as prose names it; with its subject where several are drawn together."""
    country, _, subject = row["label"].partition(" · ")
    if shown.series.together and subject:
        return subject
    return f"the {country}" if country in _WITH_THE else country


def _of_extremes(rows: list[dict], shown: Shown) -> str:
    measure = shown.measure
    ordered = sorted(rows, key=lambda row: row[measure])
    low, high = ordered[0][measure], ordered[-1][measure]
    if low == high:
        return f"{_capital(about(shown))} is {share(low, measure)} in all {len(rows)} places shown"
    lowest = _side([row for row in rows if row[measure] == low], "lowest", ordered, shown)
    highest = _side([row for row in rows if row[measure] == high], "highest", ordered[::-1], shown)
    return _capital(f"{lowest} {about(shown)}; {highest}")


def _side(rows: list[dict], word: str, ordered: list[dict], shown: Shown) -> str:
    """ "Russia's 1 % is the lowest", without its verb for the second half of the sentence."""
    value = share(rows[0][shown.measure], shown.measure)
    several_years = len({row["year"] for row in ordered}) > 1
    names = [place(row, shown) + (f" in {row['year']}" if several_years and row["year"] else "") for row in rows]
    among = "among the" if _close(ordered, len(rows), shown.measure) else "the"
    verb = " is" if word == "lowest" else ""
    if len(rows) > 2:
        return f"{value}, shared by {len(rows)} places,{verb} {among} {word}"
    if several_years:
        return f"{value} ({' and '.join(names)}){verb} {among} {word}"
    return f"{' and '.join(_possessive(name) for name in names)} {value}{verb} {among} {word}"


def _close(ordered: list[dict], ties: int, measure: str) -> bool:
    """Whether sampling error could swap the first with the next one; never claimed without sizes."""
    if ties >= len(ordered) or measure not in _TESTED:
        return False
    first, following = ordered[0], ordered[ties]
    if not first["sample_size"] or not following["sample_size"]:
        return False
    return not difference(
        first[measure], int(first["sample_size"]), following[measure], int(following["sample_size"])
    ).is_real


def _of_change(shown: Shown) -> str:
    moves = changes(shown.toplines, shown.measure, shown.years)
    if not moves:
        return f"No country has two years of {about(shown)} to compare"
    earlier, later = shown.years
    if all(move.is_real is False for move in moves):
        return f"{_capital(about(shown))} little changed between {earlier} and {later}"
    up = next((move for move in moves if move.points > 0 and move.is_real), None)
    down = next((move for move in reversed(moves) if move.points < 0 and move.is_real), None)
    told = [f"rose most in {_move(up, shown)}" if up else "", f"fell most in {_move(down, shown)}" if down else ""]
    if any(told):
        if len(moves) == 1:
            told = [text.replace(" most", "") for text in told]
        return f"{_capital(about(shown))} {' and '.join(t for t in told if t)} between {earlier} and {later}"
    return _untested(moves, shown)


def _untested(moves: list[Change], shown: Shown) -> str:
    """Without sample sizes nothing may be said to have risen, so both figures are simply given."""
    widest = max(moves, key=lambda move: abs(move.points))
    start = f"{_capital(about(shown))} in {place(widest.later, shown)}: {_pair(widest, shown)}"
    if len(moves) == 1:
        return start
    other = moves[0] if widest.points < 0 else moves[-1]
    if other.points * widest.points >= 0:
        return f"{start}, the widest move of {len(moves)} countries"
    return f"{start}, the widest move; the other way {place(other.later, shown)}, {_pair(other, shown, short=True)}"


def _pair(move: Change, shown: Shown, *, short: bool = False) -> str:
    start, end = share(move.start, shown.measure), share(move.end, shown.measure)
    earlier, later = shown.years
    return f"{start} to {end}" if short else f"{start} in {earlier}, {end} in {later}"


def _move(move: Change | None, shown: Shown) -> str:
    return f"{place(move.later, shown)} ({number(move.points, signed=True)} points)" if move else ""


def _of_time(shown: Shown) -> str:
    every = strands(shown.toplines, shown.options)
    if not every:
        return f"No figures for {about(shown)} with a year"
    own = [strand for strand in every if strand.measure == shown.measure]
    if len({strand.key for strand in every}) == 1:
        return _of_span(next(iter(own), every[0]), shown)
    last = max(row["year"] for strand in own for row in strand.rows)
    latest = [strand.rows[-1] for strand in own if strand.rows[-1]["year"] == last]
    if len(latest) == 1:
        return f"{_of_one(latest[0], shown)}; no other country has a figure that late"
    return f"In {last} {_uncapital(_of_extremes(latest, shown))}"


def _of_span(strand: Strand, shown: Shown) -> str:
    rows, measure = strand.rows, strand.measure
    low, high = min(rows, key=lambda r: r[measure]), max(rows, key=lambda r: r[measure])
    if len(rows) == 1 or low[measure] == high[measure]:
        return _of_one(rows[-1], shown)
    ends = f"{share(low[measure], measure)} ({said_when(low)}) and {share(high[measure], measure)} ({said_when(high)})"
    return f"{_capital(about(shown))} in {place(low, shown)} was between {ends}"


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _uncapital(text: str) -> str:
    return f"the{text[3:]}" if text.startswith("The ") else text
