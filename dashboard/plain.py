"""Components as plain JSON. An answer without components in it is written at once; else Dash walks all of it first."""

from __future__ import annotations

from dash.development.base_component import Component


def as_json(value: object) -> object:
    """A component, or a list with components in it, as plain dicts; anything else as it is.

    >>> from dash import html
    >>> as_json([html.P(["a ", html.B("b")]), {"data": []}])[0]["props"]["children"][1]["props"]
    {'children': 'b'}
    """
    if isinstance(value, Component):
        told = value.to_plotly_json()
        props = {name: as_json(prop) for name, prop in told["props"].items()}
        return told | {"props": props}
    if isinstance(value, (list, tuple)) and any(isinstance(part, (Component, list, tuple)) for part in value):
        return [as_json(part) for part in value]
    return value
