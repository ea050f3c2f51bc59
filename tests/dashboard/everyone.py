"""Everyone who may come to a served dashboard, the library they come to, and every request they can make."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import AnyConverter, Rule

from dashboard import create_app
from dashboard.access import UPDATE, Served
from dashboard.desk.worker import Worker
from extract.model import Source
from library import Library
from library.accounts import Accounts, Role
from library.drafts import Drafts
from library.sign_in import SignIn
from library.tables import METADATA
from tests.dashboard.small_polls import leadership, long

PASSWORD = "seven green herons"
SECRET = "Heronpollster"
"""A word that stands in the library alone: an answer with it has told something of what is held."""
DRAFTED = "Egretpollster"
"""A word that stands in a draft alone, which readers are not shown."""
CONTENT = f"A report of {SECRET} that is not for everyone.".encode()
SHA = sha256(CONTENT).hexdigest()
PEOPLE = {"anonymous": 0, "reader": Role.READER, "reviewer": Role.REVIEWER, "admin": Role.ADMIN}
SAMPLES: dict[str, Any] = {
    "filename": "style.css",
    "package_name": "dash",
    "fingerprinted_path": "none.js",
    "path": "sources",
    "rest": "nothing",
    "sha256": SHA,
    "page": 1,
    "number": 1,
    "name": "kept",
}
"""A value for each part of an address that varies; a new part needs one here."""
OF_HERE = {"Sec-Fetch-Site": "same-origin"}


def fill(library: Library) -> None:
    """One source, and an account for each role."""
    rows = long(leadership()).drop(columns=["source_sha256", "position"], errors="ignore").assign(pollster=SECRET)
    library.add(Source(f"{SECRET}.txt", SHA, "text/plain"), CONTENT, rows)
    put = Drafts(library).put(f"{DRAFTED}.txt", f"{DRAFTED} has not been reviewed.".encode(), who="test")
    assert put.draft == SAMPLES["number"]
    for role in Role:
        Accounts(library).add(f"The {role.word}", role, PASSWORD, by="test")


def tokens(library: Library) -> dict[str, str]:
    """By person the token of a session of theirs."""
    door = SignIn(library)
    found = {role.word: door.by_password(f"The {role.word}", PASSWORD, "10.0.0.9") for role in Role}
    return {"anonymous": "nobody's", **{name: signed.token for name, signed in found.items() if signed}}


def app_of(library: Library, **served: Any) -> Dash:
    """A dashboard over the library for others than who is at the machine; what arrives is not read."""
    worker = Worker(library)
    worker.stop()
    return create_app(
        library, worker, served=Served(accounts=True, names=("polls.example.org",), **served), environment={}
    )


def client(app: Dash, token: str) -> FlaskClient:
    """A browser with a session."""
    found = app.server.test_client()
    found.set_cookie("toplines", token)
    return found


def content(library: Library) -> dict[str, list[tuple]]:
    """All that a library holds."""
    with library.reading() as connection:
        return {name: sorted(map(repr, connection.execute(select(t)))) for name, t in METADATA.tables.items()}


def routes(app: Dash) -> Iterator[tuple[str, str, str]]:
    """Every route as method, rule and an address that it answers; callbacks have a list of their own."""
    adapter = app.server.url_map.bind("127.0.0.1")
    for rule in app.server.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.rule != UPDATE:
                yield method, rule.rule, adapter.build(rule.endpoint, _values(rule), method=method)


def _values(rule: Rule) -> dict[str, Any]:
    """A value for each part that varies; of a choice the one that comes first."""
    choices = {name: kind for name, kind in rule._converters.items() if isinstance(kind, AnyConverter)}
    return {name: min(choices[name].items) if name in choices else SAMPLES[name] for name in rule.arguments}


def callbacks(app: Dash) -> Iterator[tuple[str, Any]]:
    """Every callback that runs on the server: what a body calls it, and its function."""
    for output, known in app.callback_map.items():
        if known.get("callback"):
            yield output, known["callback"]


def body(app: Dash, output: str, value: object) -> dict[str, Any]:
    """A body that runs a callback, with one value for all that it is given."""
    known = app.callback_map[output]
    inputs, state = ([_given(one, value) for one in known[kind]] for kind in ("inputs", "state"))
    outputs = [_output(part) for part in output.strip(".").split("...")]
    changed = [f"{known['inputs'][0]['id']}.{known['inputs'][0]['property']}"] if known["inputs"] else []
    one = outputs if output.startswith("..") else outputs[0]
    return {"output": output, "outputs": one, "inputs": inputs, "state": state, "changedPropIds": changed}


def _given(declared: dict[str, str], value: object) -> Any:
    if declared["id"].startswith("{"):
        return []
    return {"id": declared["id"], "property": declared["property"], "value": value}


def _output(part: str) -> dict[str, str]:
    id_, _, name = part.rpartition(".")
    return {"id": id_, "property": name}
