"""The figures for scripts: `/api/estimates.csv|json`, `/api/toplines.csv|json`, `/api/datapackage.zip`, read only.

The filters have the names that they have in the address of the Explore page; `/api/openapi.json` describes them. What
else stands in that address (the view, the order, …) is let pass, so that its query can be taken over as it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from flask import Flask, Response, request

from compare import in_words
from dashboard.exports.about import About, origins
from dashboard.exports.package import package
from dashboard.holdings import Holdings, Shelf, stored
from dashboard.state import State, decode
from dashboard.wording import Line
from extract.tidy import to_csv, to_wide

FILTERS = ("subject", "pollster", "question", "group", "countries", "years")
PAGING = ("limit", "offset")
OF_THE_PAGE = ("view", "measure", "sort", "form", "beside", "other", "axes", "only", "embed")
"""What an address of the page says beside the filters; it chooses no rows."""
_DESCRIPTION = Path(__file__).with_name("openapi.json")
_KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that is right: the filters as a state, which of them were given, and the part of the rows."""

    state: State
    given: frozenset[str]
    limit: int
    offset: int


class BadRequest(ValueError):
    """A request that is not right; the message says what, in one sentence."""


def register(server: Flask, shelf: Shelf) -> None:
    """Serve the figures and their description."""

    @server.get("/api/<any(estimates, toplines):what>.<any(csv, json):kind>")
    def figures(what: str, kind: str) -> Response:
        try:
            asked = understood(request.args.to_dict(flat=False), request.query_string.decode("utf-8", "replace"))
        except BadRequest as error:
            return _refused(str(error))
        holdings = shelf()
        tag = f"{holdings.stamp}-{what}-{kind}"
        if request.if_none_match.contains(tag):
            return Response(status=304)
        rows = stored(selected(holdings.estimates, asked))
        table = rows if what == "estimates" else to_wide(rows)
        page = table.iloc[asked.offset : asked.offset + asked.limit]
        body = to_csv(page) if kind == "csv" else page.to_json(orient="records", force_ascii=False, date_format="iso")
        response = Response(body, content_type=_KINDS[kind])
        response.headers["X-Total-Count"] = str(len(table))
        return _kept(response, tag)

    @server.get("/api/datapackage.zip")
    def described() -> Response:
        try:
            asked = understood(request.args.to_dict(flat=False), request.query_string.decode("utf-8", "replace"))
        except BadRequest as error:
            return _refused(str(error))
        holdings = shelf()
        tag = f"{holdings.stamp}-datapackage"
        if request.if_none_match.contains(tag):
            return Response(status=304)
        rows = selected(holdings.estimates, asked).iloc[asked.offset : asked.offset + asked.limit]
        response = Response(_package(rows, holdings), mimetype="application/zip")
        response.headers["Content-Disposition"] = 'attachment; filename="datapackage.zip"'
        return _kept(response, tag)

    @server.get("/api/<path:rest>")
    def nothing_here(rest: str) -> Response:
        answer = json.dumps({"error": "There is nothing at this address; /api/openapi.json says what there is."})
        return Response(answer, status=404, mimetype="application/json")

    @server.get("/api/openapi.json")
    def description() -> Response:
        return Response(_DESCRIPTION.read_bytes(), mimetype="application/json")


def _kept(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.cache_control.no_cache = True  # kept, but asked about each time
    return response


def _package(rows: pd.DataFrame, holdings: Holdings) -> bytes:
    """The zip of rows that were asked for, with what is not alike among them."""
    subjects = sorted({subject for subject in rows["subject"] if subject})
    named = ", ".join(subjects[:3]) + (f" and {len(subjects) - 3} other subjects" if len(subjects) > 3 else "")
    counted = f"{len(rows):,} printed shares of {rows['key'].nunique()} countries and pools"
    lines = (Line("Pollsters", "; ".join(sorted({who for who in rows["pollster"] if who})) or "not printed"),)
    said = About(named or "Toplines", counted, in_words(rows), lines, origins(rows, holdings), "")
    own = stored(rows).assign(source_sha256=rows["source_sha256"])
    return package(own, holdings.sources, said, request.url)


def _refused(why: str) -> Response:
    return Response(json.dumps({"error": why}), status=400, mimetype="application/json")


def understood(values: dict[str, list[str]], query: str) -> Asked:
    """What a request asks for. Raises BadRequest for a name or a number that means nothing here.

    >>> understood({"years": ["2015"], "limit": ["10"]}, "years=2015&limit=10").state.years
    (2015,)
    """
    unknown = sorted(set(values) - {*FILTERS, *PAGING, *OF_THE_PAGE})
    if unknown:
        raise BadRequest(f"{unknown[0]} is not a filter: use {', '.join((*FILTERS, *PAGING))}.")
    twice = sorted(name for name, given in values.items() if len(given) > 1)
    if twice:
        raise BadRequest(f"{twice[0]} stands twice: join several countries or years by ~.")
    state = decode(query)
    if values.get("years", [""])[0] and not state.years:
        raise BadRequest("years are one year or two joined by ~, such as 2014~2016.")
    given = frozenset(name for name in FILTERS if values.get(name))
    return Asked(state, given, _number(values, "limit", _MOST), _number(values, "offset", 0))


def _number(values: dict[str, list[str]], name: str, default: int) -> int:
    text = values.get(name, [""])[0]
    if not text and name not in values:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 8:
        raise BadRequest(f"{name} is a whole number from 0 to 99999999.")
    return int(text)


def selected(estimates: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The prepared rows that a request asks for, with every filter that was given applied."""
    state, keep = asked.state, pd.Series(True, index=estimates.index)
    for name in ("subject", "pollster", "question", "group"):
        if name in asked.given:
            keep &= estimates["question_key" if name == "question" else name] == getattr(state, name)
    if "countries" in asked.given:
        keep &= estimates["key"].isin(state.countries)
    if state.years:
        keep &= estimates["year"].between(state.years[0], state.years[-1])
    return estimates.loc[keep]
