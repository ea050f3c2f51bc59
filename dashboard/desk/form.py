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
    share = html.Div(
        dmc.TextInput(id="form-share", label="Share, as it should be printed", size="sm", autoComplete="off"),
        id="form-share-field",
    )
    why = html.Div(
        dmc.TextInput(id="form-why", label="Why", description="Needed when the share is another", size="sm"),
        id="form-why-field",
    )
    scope = dmc.RadioGroup(
        [
            dmc.Radio(label=title[:1].upper() + title[1:], value=str(scope), size="md")
            for scope, title in TITLES.items()
        ],
        id="form-scope",
        label="For",
        value=str(Scope.FILE),
        size="sm",
    )
    texts = [
        dmc.TextInput(id=f"form-{name}", label=label, size="sm", autoComplete="off") for name, label in _FIELDS.items()
    ]
    answer = dmc.RadioGroup(
        html.Div(
            [dmc.Radio(label=title, value=str(name), size="md") for name, title in ANSWERS.items()], className="answers"
        ),
        id="form-response",
        label="Answer",
        size="sm",
    )
    buttons = [
        html.Button("Save", id="form-save", type="button", className="chip main-chip"),
        html.Button("Accept these", id="form-accept", type="button", className="chip"),
        html.Button("Reject these", id="form-reject", type="button", className="chip"),
        html.Button("Close", id="form-close", type="button", className="chip"),
    ]
    return html.Dialog(
        [
            html.H2(id="form-title"),
            html.P(id="form-about", className="where"),
            html.Div(scope, id="form-scope-field"),
            share,
            why,
            *texts,
            html.Div(answer, id="form-response-field"),
            html.P(id="form-said", role="alert", className="error"),
            html.Div(buttons, className="chips form-buttons"),
        ],
        id="desk-form",
        **{"aria-labelledby": "form-title"},
    )


def _choice(label: str, value: str) -> dmc.Radio:
    return dmc.Radio(label=label, value=value, size="md")
