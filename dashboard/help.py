"""The list of keys, opened with `?` (assets/keys.js)."""

from __future__ import annotations

from dash import html

KEYS = (
    ("/", "Search for a country"),
    ("t", "The table of these numbers"),
    ("← →", "A year with data back, or on"),
    ("p", "Play through the years, or stop"),
    ("j k", "Open the next value's source, or the one before"),
    ("Enter", "Open the source of a row of the table"),
    ("d", "To the downloads"),
    ("s", "To the sources"),
    ("?", "This list"),
    ("Esc", "Close what is open"),
)
DESK_KEYS = (
    ("a", "Accept the value"),
    ("f", "Fix its share or what is said of it"),
    ("r", "Reject it"),
    ("x", "Not an approval figure: reject it, saying so"),
    ("n j", "To the next open value"),
    ("p k", "To the one before"),
    ("u", "Undo your last decision"),
    ("A", "Accept all that nobody doubts"),
    ("s", "Say or decide something for a column, a table or the file"),
    ("m", "Add a value: mark it in the whole text first"),
)


def dialog() -> html.Dialog:
    """The closed dialog with every key and what it does."""
    close = html.Button("Close", id="close-keys", type="button", className="chip")
    return html.Dialog(
        [html.H2("Keys", id="keys-title"), _list(KEYS), html.H3("While reviewing a file"), _list(DESK_KEYS), close],
        id="keys",
        **{"aria-labelledby": "keys-title"},
    )


def _list(keys: tuple[tuple[str, str], ...]) -> html.Dl:
    return html.Dl([part for key, does in keys for part in (html.Dt(html.Kbd(key)), html.Dd(does))])


def button() -> html.Button:
    """What opens it for those who do not know the key."""
    return html.Button("Keys", id="show-keys", type="button", className="quiet")
