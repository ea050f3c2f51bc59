"""Check a claim: a page where a sentence is pasted, and the same for programs (`POST /api/claims`).

The page's address holds the text (`/check?text=…`), so that a verdict can be passed on.
"""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlencode

from dash import Dash, Input, Output, ctx, dcc, html, no_update
from dash import State as Given
from dash.exceptions import PreventUpdate
from flask import Flask, Response, request

from compare.claims import Checker, Judgement, Verdict, of_all
from compare.claims.said import percent
from compare.claims.told import as_data
from dashboard.holdings import Holdings, Shelf

PATH = "/check"
MOST = 20_000
"""Characters of a text that is checked: an article."""
_MOST_IN_ADDRESS = 1_500
_EXAMPLE = "An article says that 99 percent of Russians are unhappy with US leadership."
_SIGNS = {
    Verdict.SUPPORTED: "✓",
    Verdict.CONTRADICTED: "✗",
    Verdict.WITHIN_MARGIN: "≈",
    Verdict.NOT_COMPARABLE: "≠",
    Verdict.NOT_IN_DATA: "–",
}


def page() -> html.Div:
    """The empty page."""
    box = dcc.Textarea(id="claim", maxLength=MOST, rows=5, placeholder=_EXAMPLE)
    return html.Div(
        [
            html.H1("Check a claim"),
            html.P(
                "Paste a sentence or an article. Each claim about opinion is held against the printed figures here; "
                "the rule that decides and the numbers are shown.",
                className="subtitle",
            ),
            html.Label(["The text", box], className="field-label"),
            html.Button("Check it", id="check-claim", type="button", className="button"),
            html.Div(id="verdicts", role="status", **{"aria-live": "polite"}),
        ],
        id="check",
        className="page check",
        hidden=True,
    )


def register(app: Dash, shelf: Shelf) -> None:
    """Judge the text when asked to, and the one in the address when the page is opened."""

    @app.callback(
        Output("verdicts", "children"),
        Output("claim", "value"),
        Output("url", "search", allow_duplicate=True),
        Input("check-claim", "n_clicks"),
        Input("url", "pathname"),
        Given("url", "search"),
        Given("claim", "value"),
        prevent_initial_call="initial_duplicate",
    )
    def judge(clicks: int | None, pathname: str, search: str, typed: str | None) -> tuple:
        if pathname != PATH:
            raise PreventUpdate
        if ctx.triggered_id == "check-claim":
            text = (typed or "").strip()[:MOST]
            return verdicts(text, shelf()), no_update, address(text)
        text = (parse_qs((search or "").lstrip("?")).get("text") or [""])[0][:MOST]
        return (verdicts(text, shelf()), text, no_update) if text else (no_update, no_update, no_update)


def register_api(server: Flask, shelf: Shelf) -> None:
    """Answer programs."""

    @server.post("/api/claims")
    def claims() -> Response:
        asked = request.get_json(silent=True)
        text = asked.get("text") if isinstance(asked, dict) else None
        if not isinstance(text, str) or not text.strip() or len(text) > MOST:
            why = f'Send {{"text": "…"}} with 1 to {MOST:,} characters.'
            return Response(json.dumps({"error": why}), status=400, mimetype="application/json")
        judged = checker(shelf()).check(text)
        return Response(json.dumps(as_data(judged), ensure_ascii=False, default=str), mimetype="application/json")


def checker(holdings: Holdings) -> Checker:
    """The checker over one version of the library, prepared once."""
    return holdings.remember("checker", lambda: Checker(holdings.estimates))


def address(text: str) -> str:
    """What stands behind the path for a text that is not too long for it."""
    return f"?{urlencode({'text': text})}" if text and len(text) <= _MOST_IN_ADDRESS else ""


def verdicts(text: str, holdings: Holdings) -> list:
    """What is said of each claim of a text."""
    if not text:
        return [html.P("Paste a text first.")]
    judged = checker(holdings).check(text)
    if not judged:
        return [
            html.P("No claim about opinion was found: none names who is asked, who is judged and what is said of it.")
        ]
    whole = of_all(judgement.verdict for judgement in judged)
    several = (
        [html.P([f"{len(judged)} claims; all together: ", html.Strong(str(whole)), "."])] if len(judged) > 1 else []
    )
    return [*several, html.Ol([html.Li(_told(one, holdings)) for one in judged], className="judged")]


def _told(judged: Judgement, holdings: Holdings) -> list:
    kind = judged.verdict.name.lower().replace("_", "-")
    sign = html.Span(_SIGNS[judged.verdict], className="sign", **{"aria-hidden": "true"})
    return [
        html.Blockquote(judged.claim.sentence),
        html.P([sign, html.Strong(judged.verdict.capitalize())], className=f"verdict {kind}"),
        html.P(judged.why),
        html.P([f"Rule: {judged.rule}. ", *_sources(judged, holdings)], className="rule"),
    ]


def _sources(judged: Judgement, holdings: Holdings) -> list:
    """A button for each figure, which opens its printed words (assets/opening.js)."""
    said = {"data-version": str(holdings.version)}
    return [
        html.Button(
            f"See {percent(figure)} in {figure['source']}",
            type="button",
            className="quiet opens",
            **{"data-ids": str(figure["row"]), **said},
        )
        for figure in judged.figures
    ]
