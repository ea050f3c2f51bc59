"""Recipes at the desk: what was settled for a draft is kept, and offered for the next file of its shape.

`POST /desk/drafts/<number>/recipes` keeps one, `…/recipes/apply` makes its decisions, `/desk/recipes/<name>.toml` is
its file. The files in data/recipes/ are offered like those that the library keeps.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dash import html
from flask import Flask, Response, abort, jsonify, request

from dashboard.desk.arrivals import refused
from dashboard.desk.names import signed
from dashboard.desk.settled import settled
from dashboard.desk.understood import FIELDS, BadDecision, fields
from dashboard.desk.views import View, view
from dashboard.originals import disposition
from extract.errors import UnreadableSource
from extract.recipes import SETTABLE, Recipe, Step, beside, fitting, parse, recipe_for, steps, written
from library import Conflict, Drafts, UnknownDraft
from library.decisions import Kind, standing
from library.recipes import keep, kept

if TYPE_CHECKING:
    from library import Library

FOLDER = Path(__file__).resolve().parents[2] / "data" / "recipes"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Offer:
    """A recipe that fits a draft, what it would do to its values, and the sidecar to read it anew with, if any."""

    recipe: Recipe
    steps: tuple[Step, ...]
    sidecar: str | None


def register(server: Flask, library: Library) -> None:
    """Serve the recipes."""
    drafts = Drafts(library)

    @server.post("/desk/drafts/<int:number>/recipes")
    def keep_recipe(number: int) -> Response:
        return _answered(lambda name, who: kept_from(view(drafts, number), library, name, who))

    @server.post("/desk/drafts/<int:number>/recipes/apply")
    def apply_recipe(number: int) -> Response:
        return _answered(lambda name, who: applied(drafts, number, known(library), name, who))

    @server.get("/desk/recipes/<name>.toml")
    def recipe_file(name: str) -> Response:
        with library.reading() as connection:
            text = kept(connection).get(name)
        if text is None:
            abort(404)
        response = Response(text, mimetype="application/toml")
        response.headers["Content-Disposition"] = disposition(f"{name}.toml")
        return response


def _answered(act: Any) -> Response:
    asked = request.get_json(silent=True)
    name = asked.get("name") if isinstance(asked, dict) else None
    if not isinstance(name, str) or not name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
        return refused(f"A recipe has a name of at most {_LONGEST_NAME} characters.", 400)
    try:
        return jsonify(act(name.strip(), signed(asked.get("who"))))
    except Conflict as error:
        return refused(str(error), 409)
    except UnknownDraft as error:
        return refused(str(error), 404)
    except (BadDecision, LookupError, ValueError) as error:
        return refused(str(error), 400)


def known(library: Library) -> list[Recipe]:
    """All recipes that can be read: the library's, then those in data/recipes/."""
    with library.reading() as connection:
        texts = list(kept(connection).items())
    texts += [(path.name, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    found: dict[str, Recipe] = {}
    for name, text in texts:
        try:
            recipe = parse(text, name)
        except UnreadableSource:
            continue  # a file somebody is still writing is no reason not to review
        found.setdefault(recipe.name, recipe)
    return list(found.values())


# What a recipe would do


def offers(now: View, recipes: Sequence[Recipe]) -> Iterator[Offer]:
    """The recipes that fit a draft and would still change something in it."""
    for recipe in fitting(recipes, now.draft.name, now.extracted.text):
        open_ones = now.after[now.after["fate"] == ""]
        positions = open_ones["position"].tolist()
        made = tuple(
            Step(positions[step.position], step.values, step.reject)
            for step in steps(recipe, open_ones.reset_index(drop=True))
        )
        offer = Offer(recipe, made, _other_sidecar(recipe, now.draft.sidecar))
        if offer.steps or offer.sidecar:
            yield offer


def _other_sidecar(recipe: Recipe, own: str | None) -> str | None:
    """The sidecar with what the recipe says; None when the draft was read with all of it."""
    said = tomllib.loads(own.removeprefix("\ufeff")) if own else {}
    return beside(recipe, own) if recipe.says.keys() - said.keys() else None


def applied(drafts: Drafts, number: int, recipes: Sequence[Recipe], name: str, who: str) -> dict[str, Any]:
    """Make a recipe's decisions in a draft; where it says what the file does not, the file is first read anew with it.

    Raises LookupError when no such recipe fits.
    """
    now = view(drafts, number)
    offer = next((offer for offer in offers(now, recipes) if offer.recipe.name == name), None)
    if offer is None:
        raise LookupError("This recipe changes nothing here.")
    if offer.sidecar is not None:
        put = drafts.put(now.draft.name, drafts.original(number).content, sidecar=offer.sidecar, who=who)
        return {"go": f"/review/{put.draft}", "said": "The file is read again with what the recipe says."}
    version = now.draft.version
    for kind, given in _decisions(offer.steps):
        drafts.decide(number, version, kind, who, position=None, scope="file", recipe=name, **given)
        version += 1
    return {"said": f"The recipe “{name}” was applied to {_counted(len(offer.steps), 'value')}."}


def _decisions(made: Sequence[Step]) -> Iterator[tuple[Kind, dict[str, Any]]]:
    """The steps as decisions, one for all values that are treated alike."""
    alike: dict[tuple[str, tuple[tuple[str, str], ...]], list[int]] = {}
    for step in made:
        alike.setdefault((step.reject, tuple(step.values.items())), []).append(step.position)
    for (reject, values), positions in alike.items():
        if reject:
            yield Kind.REJECT, {"positions": positions, "why": reject}
        else:
            others = {name: value for name, value in values if name not in FIELDS and name in SETTABLE}
            yield Kind.SET, {"positions": positions, "values": fields(dict(values)) | others}


# What was settled


def kept_from(now: View, library: Library, name: str, who: str) -> dict[str, Any]:
    """Keep what was settled in a draft under a name. Raises ValueError when nothing was that another file could use."""
    rules, left = settled(now.after, standing(now.decisions))
    says = {str(k): v for k, v in (tomllib.loads(now.draft.sidecar) if now.draft.sidecar else {}).items()}
    says = {key: value for key, value in says.items() if key not in ("year", "published", "url", "note")}
    if not rules and not says:
        raise ValueError("Nothing was settled here for more than single values, so there is nothing for the next file.")
    recipe = recipe_for(name, now.draft.name, now.extracted.text, says, rules)
    with library.writing() as connection:
        keep(connection, name, written(recipe), who)
    told = f"Kept as “{name}”: {_counted(len(rules), 'rule')}{f' and {len(says)} details' if says else ''}."
    if left:
        told += f" {_counted(left, 'decision')} about single values {'is' if left == 1 else 'are'} not in it."
    return {"said": told, "file": name}


# On the page


def offered(now: View, library: Library) -> list:
    """The recipes that fit a draft, each with what it would do, before it is done."""
    return [_offered(offer) for offer in offers(now, known(library))]


def keeping() -> html.Details:
    """The way to keep what was settled in a draft."""
    name = html.Label(["Name of the recipe", html.Span(id="recipe-name-place")], className="recipe-name")
    button = html.Button("Keep it for the next file", id="recipe-keep", type="button", className="chip")
    about = (
        "What was set or rejected here for a column, a table or the file is offered for the next file like this one."
    )
    said = html.P(id="recipe-said", role="status", className="where")
    return html.Details(
        [html.Summary("Keep what was settled as a recipe"), html.P(about, className="where"), name, button, said],
        id="recipes",
    )


def _offered(offer: Offer) -> html.Section:
    done = [*_told(offer)]
    button = html.Button("Apply it", type="button", className="chip recipe-apply", **{"data-recipe": offer.recipe.name})
    return html.Section(
        [
            html.P(["This file looks like those of the recipe “", html.Strong(offer.recipe.name), "”. It would:"]),
            html.Ul(done),
            button,
        ],
        className="recipe",
    )


def _told(offer: Offer) -> Iterator[html.Li]:
    if offer.sidecar is not None:
        said = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in offer.recipe.says.items())
        yield html.Li(f"read the file again, told: {said}")
        return
    for kind, given in _decisions(offer.steps):
        count = _counted(len(given["positions"]), "value")
        if kind is Kind.REJECT:
            yield html.Li(f"reject {count}: {given['why']}")
        else:
            what = ", ".join(
                f"{key.replace('_', ' ')} “{value}”" for key, value in given["values"].items() if key != "iso3"
            )
            yield html.Li(f"set {what} for {count}")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
