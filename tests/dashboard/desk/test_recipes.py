"""What was settled for one file is kept, offered for the next of its shape, shown, then applied; never by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard import create_app
from dashboard.desk import recipes
from dashboard.desk.views import view
from dashboard.desk.worker import Worker, name_of_reader, read_draft
from extract.recipes import parse
from library import Drafts, Library, open_library
from library.decisions import kept

FIRST = b"Opinion, 2015\n\nCountry,Year,Good,Bad,Favour the plan\nFrance,2015,31%,62%,40%\nIndia,2015,74%,20%,41%\n"
NEXT = b"Opinion, 2016\n\nCountry,Year,Good,Bad,Favour the plan\nFrance,2016,33%,60%,44%\nIndia,2016,71%,22%,43%\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}")
    yield opened
    opened.dispose()


@pytest.fixture
def client(library: Library) -> FlaskClient:
    worker = Worker(library)
    worker.stop()
    return create_app(library, worker).server.test_client()


def read(library: Library, name: str, content: bytes, sidecar: str | None = None) -> int:
    drafts = Drafts(library)
    number = drafts.put(name, content, sidecar=sidecar).draft
    assert number is not None
    waiting(library, number)
    return number


def waiting(library: Library, number: int) -> None:
    """Read a draft that waits."""
    reader = name_of_reader()
    draft = Drafts(library).claim(reader, number)
    assert draft is not None
    assert read_draft(library, draft, reader) == ""


def decide(client: FlaskClient, library: Library, number: int, **step: object) -> None:
    version = view(Drafts(library), number).draft.version
    answer = client.post(f"/desk/drafts/{number}/decisions", json={"version": version, "who": "ana"} | step)
    assert answer.status_code == 200, answer.json


def position_of(library: Library, number: int, printed: str) -> int:
    after = view(Drafts(library), number).after
    return int(after.loc[after["share_printed"] == printed, "position"].iloc[0])


def test_columns_that_were_settled_are_settled_in_the_next_file(client: FlaskClient, library: Library) -> None:
    first = read(library, "opinion-2015.csv", FIRST, 'pollster = "Ifop"\n')
    good = position_of(library, first, "31%")
    decide(client, library, first, kind="set", scope="column", position=good, values={"subject": "Government"})
    plan = (
        position_of(library, first, "40%")
        if (view(Drafts(library), first).after["share_printed"] == "40%").any()
        else None
    )
    bad = position_of(library, first, "62%") if plan is None else plan
    decide(client, library, first, kind="reject", scope="column", position=bad, why="not an approval figure")
    answer = client.post(f"/desk/drafts/{first}/recipes", json={"name": "Opinion tables", "who": "ana"})
    assert answer.json["said"].startswith("Kept as “Opinion tables”: 2 rules and 1 details")
    text = client.get("/desk/recipes/Opinion%20tables.toml").text
    assert parse(text, "r").says == {"pollster": "Ifop"}

    second = read(library, "opinion-2016.csv", NEXT)
    (offer,) = recipes.offers(view(Drafts(library), second), recipes.known(library))
    assert offer.sidecar == 'pollster = "Ifop"\n'
    assert "read the file again, told: pollster Ifop" in str(recipes.offered(view(Drafts(library), second), library))
    asked = {"name": "Opinion tables", "who": "ben"}
    again = client.post(f"/desk/drafts/{second}/recipes/apply", json=asked).json
    third = int(again["go"].rpartition("/")[2])
    waiting(library, third)
    told = str(recipes.offered(view(Drafts(library), third), library))
    assert "set subject “Government” for 2 values" in told
    assert "reject 2 values: not an approval figure" in told
    before = kept(view(Drafts(library), third).after, doubted=True)
    said = client.post(f"/desk/drafts/{third}/recipes/apply", json=asked).json["said"]
    assert said == "The recipe “Opinion tables” was applied to 4 values."
    after = kept(view(Drafts(library), third).after, doubted=True)
    assert len(after) == len(before) - 2
    assert set(after.loc[after["share_printed"].isin(["33%", "71%"]), "subject"]) == {"Government"}
    assert set(after["pollster"]) == {"Ifop"}
    assert recipes.offered(view(Drafts(library), third), library) == []
    assert {decision.who for decision in view(Drafts(library), third).decisions} == {"ben"}


def test_a_decision_about_one_value_is_in_no_recipe(client: FlaskClient, library: Library) -> None:
    number = read(library, "opinion-2015.csv", FIRST)
    decide(client, library, number, kind="reject", position=position_of(library, number, "31%"))
    answer = client.post(f"/desk/drafts/{number}/recipes", json={"name": "x", "who": "ana"})
    assert (answer.status_code, answer.json["error"].startswith("Nothing was settled here")) == (400, True)


def test_what_was_undone_is_not_kept(client: FlaskClient, library: Library) -> None:
    number = read(library, "opinion-2015.csv", FIRST)
    decide(client, library, number, kind="set", scope="file", position=0, values={"subject": "Government"})
    decide(client, library, number, kind="undo")
    assert client.post(f"/desk/drafts/{number}/recipes", json={"name": "x"}).status_code == 400


def test_another_file_is_offered_nothing(client: FlaskClient, library: Library) -> None:
    number = read(library, "opinion-2015.csv", FIRST, 'pollster = "Ifop"\n')
    client.post(f"/desk/drafts/{number}/recipes", json={"name": "x", "who": "ana"})
    other = read(
        library, "report.txt", b"In Kenya, 40% approve of the government and 50% disapprove, a poll of 2015 says.\n"
    )
    assert recipes.offered(view(Drafts(library), other), library) == []
    assert client.post(f"/desk/drafts/{other}/recipes/apply", json={"name": "x"}).status_code == 400


@pytest.mark.parametrize("body", [None, {}, {"name": ""}, {"name": "x" * 81}, {"name": "a\nb"}, {"name": 5}])
def test_a_recipe_has_a_name(client: FlaskClient, library: Library, body: object) -> None:
    number = read(library, "opinion-2015.csv", FIRST)
    assert client.post(f"/desk/drafts/{number}/recipes", json=body).status_code == 400
    assert client.get("/desk/recipes/none.toml").status_code == 404
