"""How figures are said in the sentences that explain a verdict."""

from __future__ import annotations

from compare.claims.matching import Figure

_ANSWERS = {"approve": "approve", "disapprove": "disapprove", "neither": "said neither", "no_opinion": "no opinion"}


def percent(figure: Figure) -> str:
    """The share as it is printed, in percent.

    >>> percent({"share_pct": 46.254, "qualifier": "="}), percent({"share_pct": 1.0, "qualifier": "<"})
    ('46.3 %', '< 1 %')
    """
    share = float(figure["share_pct"])
    text = f"{share:.0f}" if share == round(share) else f"{share:.1f}"
    sign = figure.get("qualifier") or "="
    return f"{text} %" if sign == "=" else f"{sign} {text} %"


def points(value: float) -> str:
    """A difference in percentage points.

    >>> points(-36.0), points(1), points(2.35)
    ('36 points', '1 point', '2.4 points')
    """
    size = abs(value)
    text = f"{size:.0f}" if abs(size - round(size)) < 0.05 else f"{size:.1f}"
    return f"{text} {'point' if text == '1' else 'points'}"


def figure_in_words(figure: Figure) -> str:
    """A figure with its country, time, pollster and subject."""
    answer = _ANSWERS.get(str(figure["response"]), str(figure["response"]))
    when = figure["moment"] or figure["year"] or "no printed date"
    who = f"{figure['pollster']}, " if figure["pollster"] else ""
    return f"{figure['country']}, {figure['subject']}: {percent(figure)} {answer} ({who}{when})"


def listed(figures: list[Figure]) -> str:
    """Figures in words, joined."""
    return "; ".join(figure_in_words(figure) for figure in figures)
