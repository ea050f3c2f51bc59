"""What a visitor is looking at, and its one spelling in the address bar.

`encode` and `decode` are each other's inverse for every state a control can produce. `decode` is
also the gate for links written by hand: whatever it cannot use becomes the default, it never raises.

>>> encode(State())
''
>>> encode(State(view="change", subject="US leadership", countries=("RUS", "SRB"), years=(2014, 2015)))
'view=change&subject=US%20leadership&countries=RUS~SRB&years=2014~2015'
>>> decode("?years=2015~junk&view=pie&measure=net") == State(years=(2015,), measure="net")
True
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode

from dashboard.charts import NAMES

MEASURES = {
    "approve": "Approve",
    "disapprove": "Disapprove",
    "net": "Net (approve − disapprove)",
    "opinion": "Approve, of those with an opinion",
    "no_opinion": "No opinion",
}
SORTS = {"value": "By value", "name": "By name"}
BESIDE = {
    "": "Nothing",
    "years": "Another year",
    "subject": "Another subject",
    "pollster": "Another pollster",
    "question": "Another wording",
    "group": "Another group",
    "measure": "Another measure",
}
"""What a second panel may differ in."""
AXES = ("locked", "free")
ONLY = ("", "both")
"""Whether countries without data on both sides of a comparison are left out."""
UNDATED = 0
"""The year that stands for "no year printed"."""

_BETWEEN = "~"
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class State:
    """Every control of the Explore page. An empty value leaves the choice to the data.

    `question` is a short key of the wording (see `dashboard.holdings`), `countries` are ISO codes
    (or a pool's printed name), `years` none, one or two years in rising order. `form` is one of the
    chart's own forms. `beside` names what a second panel differs in (a key of `BESIDE`) and `other`
    its value there; `axes` and `only` say whether the panels share their axes and their countries. `pinned` and
    `against` are two values to compare, as `dashboard.pins` names them; the second is empty until it is chosen.
    """

    view: str = NAMES[0]
    subject: str = ""
    pollster: str = ""
    question: str = ""
    group: str = ""
    countries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    measure: str = "approve"
    sort: str = "value"
    form: str = ""
    beside: str = ""
    other: str = ""
    axes: str = "locked"
    only: str = ""
    pinned: str = ""
    against: str = ""

    @property
    def drawn(self) -> State:
        """The state without what changes nothing of the chart."""
        return replace(self, pinned="", against="")


def encode(state: State) -> str:
    """The state as a query string without its `?`; a default is left out."""
    plain = State()
    changed = {
        f.name: getattr(state, f.name) for f in fields(State) if getattr(state, f.name) != getattr(plain, f.name)
    }
    texts = {name: _joined(value) if isinstance(value, tuple) else value for name, value in changed.items()}
    return urlencode(texts, quote_via=quote, safe="", errors="replace")


def decode(query: str) -> State:
    """The state of a query string, with or without its `?`; junk gives defaults."""
    try:
        given = dict(parse_qsl(query[:_LONGEST].removeprefix("?"), max_num_fields=50))
    except ValueError:
        return State()
    return State(
        view=_one_of(NAMES, given.get("view", "")),
        subject=given.get("subject", ""),
        pollster=given.get("pollster", ""),
        question=given.get("question", ""),
        group=given.get("group", ""),
        countries=tuple(dict.fromkeys(_parted(given.get("countries", "")))),
        years=as_years(_parted(given.get("years", ""))),
        measure=_one_of(tuple(MEASURES), given.get("measure", "")),
        sort=_one_of(tuple(SORTS), given.get("sort", "")),
        form=given.get("form", ""),
        beside=_one_of(tuple(BESIDE), given.get("beside", "")),
        other=given.get("other", ""),
        axes=_one_of(AXES, given.get("axes", "")),
        only=_one_of(ONLY, given.get("only", "")),
        pinned=given.get("pinned", ""),
        against=given.get("against", "") if given.get("pinned") else "",
    )


def as_years(texts: Iterable[object]) -> tuple[int, ...]:
    """At most two different years in rising order; what is no year is left out.

    >>> as_years(["2015", None, "next", "2014", "2015", "2016"])
    (2014, 2016)
    """
    years = sorted({int(t) for t in map(str, texts) if t.isascii() and t.isdigit() and len(t) <= 4})
    return tuple(years) if len(years) < 2 else (years[0], years[-1])


def _one_of(known: tuple[str, ...], value: str) -> str:
    return value if value in known else known[0]


def _joined(values: tuple[object, ...]) -> str:
    return _BETWEEN.join(str(v).replace("%", "%25").replace(_BETWEEN, "%7E") for v in values)


def _parted(text: str) -> list[str]:
    return [unquote(part) for part in text.split(_BETWEEN) if part]
