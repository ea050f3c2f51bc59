"""The form for what a key alone cannot say: another share, other words, something for many values, a missed value."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html

from dashboard.desk.scope import TITLES, Scope
from dashboard.evidence import ANSWERS

_FIELDS = {
    "country": "Country",
    "group": "Part of the population",
    "year": "Year of the fieldwork",
    "subject": "Subject: who or what was judged",
    "pollster": "Pollster",
    "mode": "How people were reached (telephone, online …)",
}


def form() -> html.Dialog:
    """The closed form; assets/desk.js opens it for one purpose and sends what was filled in."""
    return html.Dialog(
        [
            html.H2(id="form-title"),
            html.P(id="form-about", className="where"),
            html.Div(_scope(), id="form-scope-field"),
            html.Div(_text("share", "Share, as it should be printed", autoComplete="off"), id="form-share-field"),
            html.Div(_text("why", "Why", description="Needed when the share is another"), id="form-why-field"),
            *(_text(name, label, autoComplete="off") for name, label in _FIELDS.items()),
            html.Div(_answer(), id="form-response-field"),
            html.P(id="form-said", role="alert", className="error"),
            html.Div(_buttons(), className="chips form-buttons"),
        ],
        id="desk-form",
        **{"aria-labelledby": "form-title"},
    )


def _text(name: str, label: str, **more: str) -> dmc.TextInput:
    return dmc.TextInput(id=f"form-{name}", label=label, size="sm", **more)


def _scope() -> dmc.RadioGroup:
    """For which values what was filled in is meant."""
    choices = [_choice(title[:1].upper() + title[1:], scope) for scope, title in TITLES.items()]
    return dmc.RadioGroup(choices, id="form-scope", label="For", value=str(Scope.FILE), size="sm")


def _answer() -> dmc.RadioGroup:
    choices = html.Div([_choice(title, answer) for answer, title in ANSWERS.items()], className="answers")
    return dmc.RadioGroup(choices, id="form-response", label="Answer", size="sm")


def _choice(label: str, value: str) -> dmc.Radio:
    return dmc.Radio(label=label, value=str(value), size="md")


def _buttons() -> list[html.Button]:
    titles = {"save": "Save", "accept": "Accept these", "reject": "Reject these", "close": "Close"}
    return [
        html.Button(title, id=f"form-{name}", type="button", className="chip main-chip" if name == "save" else "chip")
        for name, title in titles.items()
    ]
