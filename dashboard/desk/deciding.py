"""The reviewer's steps on their way into the library, one request each: `POST /desk/drafts/<number>/…`.

`decisions` adds one, `accept` makes the draft a source, `drop` puts it away. Each says which version of the draft it
was made on; when somebody else was quicker the answer is 409 with a sentence, and nothing was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Flask, Response, jsonify, request

from dashboard.desk.arrivals import refused
from dashboard.desk.names import signed
from dashboard.desk.rows import accept_label, charted, grid_rows, progress
from dashboard.desk.understood import BadDecision, understood
from dashboard.desk.views import View, view
from dashboard.state import encode
from library import Conflict, Drafts, Library, UnknownDraft
from library.decisions import Decision, Kind, kept
from library.editions import Choice, compared, links

_MOST_BODY = 256 * 1024
Act = Callable[[int, int, str, Mapping[str, Any]], dict[str, Any]]


def register(server: Flask, library: Library) -> None:
    """Serve the steps."""
    drafts = Drafts(library)

    @server.post("/desk/drafts/<int:number>/decisions")
    def decide(number: int) -> Response:
        return _answered(number, lambda *given: decided_on(drafts, *given))

    @server.post("/desk/drafts/<int:number>/accept")
    def accept(number: int) -> Response:
        return _answered(number, lambda *given: accepted(drafts, library, *given))

    @server.post("/desk/drafts/<int:number>/drop")
    def drop(number: int) -> Response:
        return _answered(number, lambda *given: dropped(drafts, *given))


def _answered(number: int, act: Act) -> Response:
    """What came of a step as JSON; a reason in one sentence where nothing did."""
    request.max_content_length = _MOST_BODY
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict) or type(asked.get("version")) is not int:
        return refused("This is no decision.", 400)
    try:
        return jsonify(act(number, asked["version"], signed(asked.get("who")), asked))
    except Conflict as error:
        return refused(str(error), 409)
    except UnknownDraft as error:
        return refused(str(error), 404)
    except (BadDecision, LookupError, ValueError) as error:
        return refused(str(error), 400)


def decided_on(drafts: Drafts, number: int, version: int, who: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Add a decision; the rows of the grid that it changed, or took out of it."""
    before = view(drafts, number)
    step = understood(
        {**asked, "source": before.draft.name}, before.after, before.extracted.cells, before.extracted.text
    )
    made = drafts.decide(number, version, step.kind, who, position=step.position, **step.given)
    # The decision could be made, so nobody else has made one since: what was seen, and this one, is what is now.
    now = before.with_decision(made)
    touched = touched_by(made, before.decisions)
    left = now.after[now.after["position"].isin(touched)]
    return {
        "version": now.draft.version,
        "rows": grid_rows(left),
        "gone": [str(position) for position in sorted(touched - set(left["position"]))],
        "at": None if made.position is None else str(made.position),
        **state_of(now),
    }


def touched_by(made: Decision, before: Sequence[Decision]) -> set[int]:
    """The values that a decision changes; to undo one changes those that it was about."""
    about = made
    if made.kind is Kind.UNDO:
        about = next(decision for decision in before if decision.number == made.given["undoes"])
    return set(about.positions())


def state_of(now: View) -> dict[str, Any]:
    """What the page says of a draft as a whole."""
    return {"progress": progress(now.after), "accept": accept_label(now.after)}


def accepted(
    drafts: Drafts, library: Library, number: int, version: int, who: str, asked: Mapping[str, Any]
) -> dict[str, Any]:
    """Make the draft a source of the library; how many values it gave, and where they are charted."""
    now = view(drafts, number)
    rows = kept(now.after, doubted=True)
    choice = Choice(replaces=asked.get("replaces") is True, retires=asked.get("retires") is True)
    found = list(links(compared(rows, library.estimates()), now.draft.sha256, choice, who)) if choice.replaces else []
    added = drafts.accept(number, version, who, doubted=True, links=found)
    said = f"{added.estimates} {'value is' if added.estimates == 1 else 'values are'} in the library."
    if added.already:
        said = "This file is in the library already, so nothing was added."
    return {"said": said, "link": f"/?{encode(charted(rows))}"}


def dropped(drafts: Drafts, number: int, version: int, who: str, _asked: Mapping[str, Any]) -> dict[str, Any]:
    """Put the draft away."""
    drafts.drop(number, version, who)
    return {"said": "The draft was put away. Nothing of it is in the library."}
