"""The rules that every figure keeps, checked by a program: `faults` names those that a figure breaks.

The tests run this over every view and over random states, so a chart that breaks a rule does not pass.
The numbers are the rules' own:

1 whole scales from zero. 2 small labels are left out of bars, never out of the table. 3 sorted by what is asked about.
4 no opinion is drawn or stated. 5 sampling error is drawn or its absence explained. 6 colours have contrast and one
meaning. 7 the foot says wording, pollster, dates, sample and source. 8 a year of publication is called so. 9 unlike
things carry a warning. 10 gaps stay gaps. 11 "rose" and "fell" only beyond sampling error. 12 no average of countries
without "median" and "unweighted".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dashboard import findings, in_words, look, wording
from dashboard.beside import Panels
from dashboard.changes import changes
from dashboard.shown import Shown

Rule = Callable[[Shown, dict], Iterator[str]]
_TEXT, _MARK = 4.5, 3.0  # WCAG 2.2: contrast of text, and of marks, with what they stand on
_AVERAGES = re.compile(r"\b(?:average|mean|pooled)\b", re.IGNORECASE)
_MOVES = re.compile(r"\b(?:rose|fell|climbed|dropped|increased|decreased)\b", re.IGNORECASE)


def faults(panels: Panels) -> list[str]:
    """Every broken rule as "rule: what is wrong", of one panel or of both."""
    found: list[str] = []
    for shown in (panels.first, panels.second):
        if shown is not None and not (panels.merged and shown is panels.second):
            figure = shown.figure()
            found += [f"{rule.__name__[6:]}: {fault}" for rule in RULES for fault in rule(shown, figure)]
    return found


def _rule_1_whole_scales(shown: Shown, figure: dict) -> Iterator[str]:
    limits = shown.options.limits
    for trace in figure.get("data", []):
        if "zmin" in trace and (trace["zmin"], trace["zmax"]) != limits and trace["type"] == "heatmap":
            yield f"colours go from {trace['zmin']} to {trace['zmax']}, not {limits}"
    for name in figure.get("layout", {}).get("meta", {}).get("scales", []):
        low, high = figure["layout"][name]["range"]
        if not _padded(low, high):
            yield f"{name} goes from {low} to {high}"


def _padded(low: float, high: float) -> bool:
    """Whether a scale is a whole one with a little room round it."""
    return any(
        bottom - 0.06 * (top - bottom) <= low <= bottom and top <= high <= top + 0.06 * (top - bottom)
        for bottom, top in ((0, 100), (-100, 100))
    )


def _rule_2_labels(shown: Shown, figure: dict) -> Iterator[str]:
    for trace in figure.get("data", []):
        if trace.get("type") == "bar" and trace.get("textposition") == "inside":
            for value, text in zip(trace["x"], trace.get("text", []), strict=False):
                if text and abs(value) < 5:
                    yield f"{text} stands inside a bar of {value} %"


def _rule_3_sorted(shown: Shown, figure: dict) -> Iterator[str]:
    if shown.chart.NAME not in ("bars", "ranking") or shown.state.sort != "value" or shown.options.order:
        return
    values = [row[shown.measure] for row in look.ordered(shown.toplines, shown.options)]
    known = [value for value in values if value is not None]
    if known != sorted(known, reverse=True):
        yield "rows are not in the order of the measure"


def _rule_4_no_opinion(shown: Shown, figure: dict) -> Iterator[str]:
    said = wording.subtitle(shown).lower()
    if shown.measure == "opinion" and not said.startswith(("of those with an opinion", "approve and disapprove")):
        yield "a share of opinion is not called so"
    drawn = any(trace.get("name") == "No opinion" for trace in figure.get("data", []))
    if shown.chart.NAME == "bars" and shown.toplines.known("no_opinion").any() and not drawn:
        yield "no opinion was printed and is not drawn"


def _rule_5_sampling_error(shown: Shown, figure: dict) -> Iterator[str]:
    said = next((line.text for line in wording.foot(shown) if line.term == "Sample"), "")
    if "sampling error" not in said:
        yield "the foot does not say what the picture does with sampling error"


def _rule_6_colours(shown: Shown, figure: dict) -> Iterator[str]:
    palette = shown.options.palette
    for name in ("ink", "soft", "approve", "disapprove"):
        if contrast(getattr(palette, name), palette.paper) < _TEXT:
            yield f"text in {name} has too little contrast"
    for name in ("approve", "disapprove"):
        if contrast(getattr(palette, name), palette.on_strong) < _TEXT:
            yield f"labels on {name} have too little contrast"
    if palette.no_opinion == palette.hatch:
        yield "no opinion and absence look the same"
    for trace in figure.get("data", []):
        if trace.get("name") in ("Absent", "Not reported") and "pattern" not in trace["marker"]:
            yield f"{trace['name']} is not hatched"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2 defines it.

    >>> round(contrast("#000000", "#ffffff"), 1), contrast("#777777", "#777777")
    (21.0, 1.0)
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rule_7_foot(shown: Shown, figure: dict) -> Iterator[str]:
    terms = {line.term for line in wording.foot(shown)}
    missing = {"Pollster", "Question", "Asked", "Mode", "Sample"} - terms
    if missing:
        yield f"the foot says nothing of {', '.join(sorted(missing))}"
    if not all(shown.printed["source"]):
        yield "a row has no source"


def _rule_8_publication(shown: Shown, figure: dict) -> Iterator[str]:
    bases = set(shown.printed["year_basis"]) - {""}
    if bases == {"published"} and "publi" not in f"{wording.subtitle(shown)} {_foot(shown)}":
        yield "the year of publication passes for the year of fieldwork"


def _foot(shown: Shown) -> str:
    return " ".join(line.text for line in wording.foot(shown))


def _rule_9_unlike(shown: Shown, figure: dict) -> Iterator[str]:
    people = {p for p in shown.toplines["population"] if p}
    if len(people) > 1 and not any(note.startswith("Unlike things") for note in shown.notes):
        yield f"different people were asked ({', '.join(sorted(people)[:3])}) and nothing warns of it"


def _rule_10_gaps(shown: Shown, figure: dict) -> Iterator[str]:
    ids = set(shown.toplines["id"]) | {""}
    if shown.options.other is not None:
        ids |= set(shown.options.other["id"])
    for trace in figure.get("data", []):
        if trace.get("connectgaps"):
            yield "a line runs over a gap"
        for at in _marks(trace.get("customdata") or []):
            if at not in ids:
                yield f"a mark ({at}) that no row stands behind"
                return


def _marks(data: list) -> Iterator[str]:
    for item in data:
        if isinstance(item, list) and item and isinstance(item[0], str):
            yield item[0]
        elif isinstance(item, list):
            yield from _marks(item)


def _rule_11_moves(shown: Shown, figure: dict) -> Iterator[str]:
    said = findings.headline(shown)
    if not _MOVES.search(said):
        return
    if not any(move.is_real for move in changes(shown.toplines, shown.measure, shown.years)):
        yield f"“{said}” without a change beyond sampling error"


def _rule_12_averages(shown: Shown, figure: dict) -> Iterator[str]:
    said = f"{findings.headline(shown)} {in_words.told(shown)}"
    if _AVERAGES.search(said):
        yield "countries are averaged"
    if "median" in said and "unweighted" not in said:
        yield "a median does not say that it is unweighted"


RULES: tuple[Rule, ...] = (
    _rule_1_whole_scales,
    _rule_2_labels,
    _rule_3_sorted,
    _rule_4_no_opinion,
    _rule_5_sampling_error,
    _rule_6_colours,
    _rule_7_foot,
    _rule_8_publication,
    _rule_9_unlike,
    _rule_10_gaps,
    _rule_11_moves,
    _rule_12_averages,
)
