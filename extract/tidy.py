"""Estimates <-> tables: the columns of every file we write, in the order we write them.

Two shapes. Long: one row is one printed share (`estimates.csv`). Wide: one row is one question put
to one group in one wave (`toplines.csv`), its answers side by side, derived columns named as such.

In our DataFrames text that is not printed is `""` (as in the CSV) and a number that is not printed
is missing (`NA`); whole numbers are `Int64`, the others `float64`. pandas is imported on first use:
a third of a second that the child process, which only answers in plain columns, should not pay.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from extract.model import Estimate, Response, Status, YearBasis

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the codebook describes it. `type` is a Table Schema type."""

    name: str
    type: str
    description: str
    enum: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The pandas dtype that holds this column."""
        return {"integer": "Int64", "number": "float64"}.get(self.type, "str")


COLUMNS = (
    Column("country", "string", "English short name; a pool such as EU as printed"),
    Column("iso3", "string", "ISO 3166-1 alpha-3; XKX is Kosovo, PSE Palestine; empty for pools"),
    Column("group", "string", "Subgroup as printed; empty is the whole population"),
    Column("population", "string", "Who was asked, as printed (adults, registered voters)"),
    Column("mode", "string", "How people were reached, where it is printed; several joined by +"),
    Column("wave", "string", "The survey wave as printed"),
    Column("year", "integer", "Year of the fieldwork, of its end when it spans two"),
    Column("year_basis", "string", "Where the year comes from", tuple(YearBasis)),
    Column("fieldwork_start", "string", "ISO date, as precise as printed"),
    Column("fieldwork_end", "string", "ISO date, as precise as printed"),
    Column("published", "string", "ISO date of publication, as precise as printed"),
    Column("pollster", "string", "Who asked"),
    Column("sponsor", "string", "Who paid for it or published it"),
    Column("subject", "string", "Who or what was judged"),
    Column("question", "string", "Wording of the question, as printed"),
    Column("response", "string", "What the answer means", tuple(Response)),
    Column("response_printed", "string", "The answer's own words"),
    Column("share_pct", "number", "Percent of those asked, 0 to 100; a net -100 to 100"),
    Column("share_printed", "string", "The share's own characters, found again at the locator"),
    Column("qualifier", "string", "=, <, > or ~ (about), as printed", ("=", "<", ">", "~")),
    Column("status", "string", "reported, or why there is no share", tuple(Status)),
    Column("sample_size", "integer", "People asked"),
    Column("margin_of_error", "number", "Percentage points, as printed; never computed"),
    Column("source", "string", "Name of the file"),
    Column("page", "integer", "Page of a paged source, from 1"),
    Column("locator", "string", "One string that re-finds the printed share in the source"),
    Column("quote", "string", "The words around it"),
    Column("layout", "string", "The layout that read it"),
    Column("issues", "string", "Codes of what is doubted, joined by ;"),
    Column("reviewed_by", "string", "Who accepted the row"),
)

LATER = ("mode",)
"""The columns that files and libraries of earlier programs do not have; there nothing was read of them."""

_ASKED = ("country", "iso3", "group", "wave", "year", "pollster", "subject", "question")
TOPLINE_KEYS = (*_ASKED, "fieldwork_start", "fieldwork_end")
TOPLINE_SHARES = ("approve", "disapprove", "neither", "no_opinion")

TOPLINES = (
    *(column for column in COLUMNS if column.name in _ASKED),
    *(Column(name, "number", f"Percent of those asked: {name}; as printed") for name in TOPLINE_SHARES),
    Column("net_approval", "number", "Derived: approve minus disapprove, in percentage points"),
    Column("unreported", "number", "Derived: 100 minus what is printed, in percentage points"),
    Column("sample_size", "integer", "People asked"),
    Column("fieldwork_start", "string", "ISO date, as precise as printed"),
    Column("fieldwork_end", "string", "ISO date, as precise as printed"),
    Column("source", "string", "Name of the file"),
    Column("issues", "string", "Codes of what is doubted in any of the answers, joined by ;"),
)


def to_frame(estimates: Iterable[Estimate]) -> pd.DataFrame:
    """Estimates as a long DataFrame with exactly `COLUMNS`, in the order given."""
    import pandas as pd

    return as_columns(pd.DataFrame(to_columns(estimates), dtype=object), COLUMNS)


def to_columns(estimates: Iterable[Estimate]) -> dict[str, list[Any]]:
    """Estimates as the values of each of `COLUMNS`, plain as JSON has them; a missing number is None.

    >>> columns = to_columns([Estimate(country="Iran", iso3="IRN", share_pct=19.0, response=Response.APPROVE)])
    >>> [columns[name] for name in ("country", "share_pct", "response", "year", "issues")]
    [['Iran'], [19.0], ['approve'], [None], ['']]
    """
    rows = list(estimates)
    return {column.name: [_value(row, column) for row in rows] for column in COLUMNS}


def _value(estimate: Estimate, column: Column) -> Any:
    value = ";".join(estimate.issues) if column.name == "issues" else getattr(estimate, column.name)
    if column.dtype == "str":
        return "" if value is None else str(value)
    return None if value != value else value


def as_columns(frame: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    """A new frame with these columns and their dtypes; text that is missing becomes ""."""
    dtypes = {column.name: column.dtype for column in columns}
    texts = [name for name, dtype in dtypes.items() if dtype == "str"]
    known = frame[list(dtypes)].astype(object)
    known[texts] = known[texts].where(known[texts].notna(), "").map(str)
    return known.astype(dtypes)


def from_frame(frame: pd.DataFrame) -> Iterator[Estimate]:
    """The estimates of a long DataFrame. `printed` and `changes` are not in it, so they are empty."""
    names = {f.name for f in fields(Estimate)}
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        known: dict[str, Any] = {str(k): (None if v == "" else v) for k, v in row.items() if k in names}
        known["issues"] = tuple(str(row["issues"]).split(";")) if row["issues"] else ()
        known["status"] = Status(known["status"] or Status.REPORTED)
        known["response"] = Response(known["response"]) if known["response"] else None
        known["year_basis"] = YearBasis(known["year_basis"]) if known["year_basis"] else None
        yield Estimate(**known)


def to_wide(long: pd.DataFrame) -> pd.DataFrame:
    """Toplines: one row per country, group, wave, dates, pollster, subject and question (`TOPLINES`).

    Only plain answers are set side by side: parts are not summed. Where one answer was printed
    twice with different values, the first stands and the row carries `printed-twice`.
    """
    import pandas as pd

    plain = long[(long["status"] == "reported") & long["response"].isin(TOPLINE_SHARES)]
    if plain.empty:
        return as_columns(pd.DataFrame(columns=[c.name for c in TOPLINES]), TOPLINES)
    topline = plain.groupby(list(TOPLINE_KEYS), dropna=False, sort=False).ngroup()
    plain = plain.assign(topline=topline)
    first = plain.drop_duplicates(["topline", "response"])
    shares = first.pivot(index="topline", columns="response", values="share_pct").reindex(columns=list(TOPLINE_SHARES))
    derived = shares.assign(
        net_approval=(shares["approve"] - shares["disapprove"]).round(6),
        unreported=(100 - shares[list(TOPLINE_SHARES)].sum(axis=1)).round(6),
    )
    heads = plain.drop_duplicates("topline").set_index("topline").drop(columns="issues")
    wide = heads.join(derived).assign(issues=_joined_issues(plain))
    return as_columns(wide.reset_index(drop=True), TOPLINES)


def _joined_issues(plain: pd.DataFrame) -> pd.Series[str]:
    """The codes of all the answers of a topline, sorted, each once."""
    import pandas as pd

    codes = {number: set[str]() for number in plain["topline"].unique()}
    for number, joined in plain.loc[plain["issues"] != "", ["topline", "issues"]].itertuples(index=False):
        codes[number].update(joined.split(";"))
    values = plain.groupby(["topline", "response"])["share_pct"].nunique()
    for number, _ in values[values > 1].index:
        codes[number].add("printed-twice")
    return pd.Series({number: ";".join(sorted(found)) for number, found in codes.items()}, dtype="str")


def to_csv(frame: pd.DataFrame) -> str:
    """The frame as CSV (RFC 4180, but LF): UTF-8 text, numbers in their shortest exact form, no index."""
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False)
    lines = [",".join(_field(name) for name in frame.columns)]
    lines += [",".join("" if value is None else _field(_plain(value)) for value in row) for row in rows]
    return "\n".join(lines) + "\n"


def _field(text: str) -> str:
    """A field, quoted where it must be; a lone carriage return must be too, which `csv` forgets."""
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) and value == int(value) else str(value)


def from_csv(text: str) -> pd.DataFrame:
    """The long DataFrame that `to_csv` wrote, now or before it had the columns `LATER`.

    Raises KeyError when another column is missing.
    """
    import pandas as pd

    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    frame = frame.assign(**{name: "" for name in LATER if name not in frame})
    for column in COLUMNS:
        if column.dtype != "str":
            frame[column.name] = pd.to_numeric(frame[column.name].replace("", None))
    return as_columns(frame, COLUMNS)
