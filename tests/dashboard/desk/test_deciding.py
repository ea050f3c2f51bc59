"""A reviewer's steps as requests: what is taken, what is refused, who is told; and files on their way in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard import create_app
from dashboard.desk.adding import listed, pasted, state
from dashboard.desk.arrivals import MOST_BYTES
from dashboard.desk.order import ordered
from dashboard.desk.scope import Scope, reach
from dashboard.desk.understood import BadDecision, understood
from dashboard.desk.worker import Worker, name_of_reader, read_draft
from library import Drafts, Library, open_library
from library.corrections import corrections_in
from library.decisions import decided
from library.drafts import State
from tests.dashboard.small_polls import leadership, long

TEXT = b"""Approval of US leadership, Gallup, 2016

Country,Year,Approve,Disapprove
France,2016,31%,62%
India,2016,74%,20%

In Kenya, by the way, it was 80%.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}")
    yield opened
    opened.dispose()


@pytest.fixture
def client(library: Library) -> FlaskClient:
    worker = Worker(library)
    worker.stop()  # what is read here is read by the tests themselves
    return create_app(library, worker).server.test_client()


@pytest.fixture
def number(library: Library) -> int:
    """A draft that was read."""
    drafts = Drafts(library)
    number = drafts.put("poll.csv", TEXT, sidecar='subject = "US leadership"\n').draft
    draft = drafts.claim(name_of_reader(), number)
    assert number is not None
    assert draft is not None
    with library.reading() as connection:
        from library.tables_desk import drafts as table

        reader = connection.execute(table.select().where(table.c.id == number)).one().reader
    assert read_draft(library, draft, reader) == ""
    return number


def send(client: FlaskClient, number: int, path: str = "decisions", **asked: object) -> tuple[int, dict]:
    answer = client.post(f"/desk/drafts/{number}/{path}", json={"who": "Ann", **asked})
    return answer.status_code, answer.get_json()


def test_accept_reject_undo_and_the_final_acceptance(client: FlaskClient, library: Library, number: int) -> None:
    status, said = send(client, number, kind="accept", position=0, version=1)
    assert (status, said["version"], [row["fate"] for row in said["rows"]]) == (200, 2, ["Accepted, Ann"])
    assert said["progress"] == "1 of 4 decided."
    send(client, number, kind="reject", position=1, version=2, why="not an approval figure")
    status, said = send(client, number, kind="undo", version=3)
    assert (said["at"], said["progress"]) == ("1", "1 of 4 decided.")
    status, said = send(client, number, "accept", version=4)
    assert (status, said["said"]) == (200, "4 values are in the library.")
    assert said["link"].startswith("/?subject=US%20leadership")
    assert set(library.estimates()["reviewed_by"]) == {"Ann"}


def test_a_fixed_share_is_a_correction_with_a_reason(client: FlaskClient, library: Library, number: int) -> None:
    fix = {"kind": "fix", "position": 0, "version": 1, "share": "13%"}
    assert send(client, number, **fix) == (
        400,
        {"error": "Say why the share is another one: it stands with the correction."},
    )
    assert send(client, number, **fix | {"share": "131%", "why": "x"})[1] == {
        "error": "131% is no share from 0 to 100."
    }
    assert send(client, number, **fix | {"share": "31%"})[0] == 400
    status, said = send(client, number, **fix, why="digits swapped")
    assert (status, said["rows"][0]["share"]) == (200, "13 (printed 31%)")
    send(client, number, "accept", version=2)
    ((*_, printed, meant, why, who, _),) = corrections_in(library)
    assert (printed, meant, why, who) == ("31%", "13%", "digits swapped", "Ann")


def test_what_is_said_for_many_reaches_its_column_its_table_or_the_file(client: FlaskClient, number: int) -> None:
    def countries(scope: str, version: int) -> list[str]:
        asked = {"scope": scope, "version": version, "values": {"country": f"Land {version}"}}
        return [row["row"] for row in send(client, number, kind="set", position=0, **asked)[1]["rows"]]

    assert countries("one", 1) == ["0"]
    assert countries("column", 2) == ["0", "2"]
    assert countries("table", 3) == ["0", "1", "2", "3"]
    _, said = send(client, number, kind="set", scope="file", version=4, values={"year": "2015", "pollster": "Ifop"})
    assert {(row["year"], row["says"]["pollster"]) for row in said["rows"]} == {(2015, "Ifop")}


def test_all_that_nobody_doubts_is_accepted_at_once(client: FlaskClient, number: int) -> None:
    status, said = send(client, number, kind="accept", scope="undoubted", version=1)
    assert (status, len(said["rows"])) == (200, 4)
    assert send(client, number, kind="accept", scope="undoubted", version=2)[1] == {
        "error": "No value is meant by this."
    }
    assert send(client, number, kind="undo", version=2)[1]["progress"] == "0 of 4 decided."


def test_a_value_that_was_missed_is_marked_in_the_text(client: FlaskClient, library: Library, number: int) -> None:
    start = TEXT.decode().index("80%")
    values = {"country": "Kenya", "year": "2016", "subject": "US leadership", "response": "approve"}
    status, said = send(client, number, kind="add", version=1, start=start - 1, end=start + 3, values=values)
    assert (status, said["rows"][0]["share"], said["rows"][0]["row"]) == (200, "80", "4")
    assert send(client, number, kind="add", version=2, start=start, end=start + 3, values=values)[0] == 400
    send(client, number, "accept", version=2)
    row = library.estimates().iloc[-1]
    assert (row["iso3"], row["share_printed"], row["locator"]) == ("KEN", "80%", f"char={start}-{start + 3}")
    assert row["quote"] == "In Kenya, by the way, it was 80%."


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"kind": "close", "version": 1}, "no decision"),
        ({"kind": "accept", "version": 1, "position": 99}, "no such value"),
        ({"kind": "accept", "version": 1, "position": "0"}, "no such value"),
        ({"kind": "accept", "version": 1, "position": True}, "no such value"),
        ({"kind": "accept", "version": 1, "scope": "everything"}, "no part of the file"),
        ({"kind": "accept", "version": "1", "position": 0}, "no decision"),
        ({"kind": "set", "version": 1, "position": 0, "values": {"share_pct": "7"}}, "at least one thing"),
        ({"kind": "set", "version": 1, "position": 0, "values": {"year": "soon"}}, "no year"),
        ({"kind": "set", "version": 1, "position": 0, "values": {"response": "yes"}}, "none of the answers"),
        ({"kind": "fix", "version": 1, "scope": "file", "share": "7%", "why": "x"}, "by itself"),
        ({"kind": "add", "version": 1, "start": 0, "end": 8, "values": {"response": "approve"}}, "no share"),
        ({"kind": "add", "version": 1, "start": 0, "end": 10**9}, "Mark the printed share"),
        ({"kind": "undo", "version": 1}, "nothing here"),
    ],
)
def test_what_is_no_decision_changes_nothing(
    client: FlaskClient, library: Library, number: int, asked: dict, why: str
) -> None:
    status, said = send(client, number, **asked)
    assert status == 400
    assert why in said["error"]
    assert Drafts(library).decisions(number) == []


def test_of_two_reviewers_one_wins_and_the_other_is_told(client: FlaskClient, number: int) -> None:
    assert send(client, number, kind="accept", position=0, version=1)[0] == 200
    status, said = send(client, number, kind="reject", position=0, version=1, who="Bob")
    assert status == 409
    assert said["error"].startswith("Ann has decided something in this draft since you looked at it.")
    assert send(client, number, "accept", version=1, who="Bob")[0] == 409
    assert send(client, 99, kind="accept", position=0, version=1)[0] == 404


def test_a_draft_is_put_away(client: FlaskClient, library: Library, number: int) -> None:
    assert send(client, number, "drop", version=1)[0] == 200
    assert (library.is_empty(), Drafts(library).get(number).state) == (True, State.DROPPED)


OCTETS = {"Content-Type": "application/octet-stream"}


def test_a_file_arrives_as_it_is(client: FlaskClient, library: Library) -> None:
    answer = client.post("/desk/files?name=a%2Fpoll.csv&who=Ann&pollster=Ifop", data=TEXT, headers=OCTETS)
    assert answer.get_json() == {"draft": 1, "already": False, "name": "poll.csv"}
    draft = Drafts(library).get(1)
    assert (draft.received_by, draft.sidecar) == ("Ann", 'pollster = "Ifop"\n')
    assert Drafts(library).original(1).content == TEXT
    again = client.post("/desk/files?name=poll.csv&pollster=Ifop", data=TEXT, headers=OCTETS)
    assert again.get_json() == {"draft": 1, "already": True, "name": "poll.csv"}


def test_what_is_too_large_or_empty_is_said(client: FlaskClient, library: Library) -> None:
    large = client.post("/desk/files?name=large.pdf", data=b"x" * (MOST_BYTES + 1), headers=OCTETS)
    assert (large.status_code, large.get_json()["error"]) == (
        413,
        "large.pdf: it is larger than 25 MB. Split it into smaller files.",
    )
    empty = client.post("/desk/files?name=empty.csv", data=b"", headers=OCTETS)
    assert empty.status_code == 400
    assert "the file is empty" in empty.get_json()["error"]
    assert Drafts(library).open_ones() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/desk/files?name=a.csv", "/desk/drafts/1/decisions", "/desk/drafts/1/accept"])
def test_another_site_can_send_nothing(client: FlaskClient, library: Library, path: str, headers: dict) -> None:
    assert client.post(path, data=b"{}", headers=OCTETS | headers).status_code == 403
    assert Drafts(library).open_ones() == []


def test_a_form_of_another_kind_is_no_file(client: FlaskClient) -> None:
    assert client.post("/desk/files?name=a.csv", data={"file": "x"}).status_code == 415


def test_the_original_of_a_draft_is_not_among_those_of_the_library(
    client: FlaskClient, library: Library, number: int
) -> None:
    sha256 = Drafts(library).get(number).sha256
    assert client.get(f"/draft-original/{sha256}").data == TEXT
    assert client.get(f"/original/{sha256}").status_code == 404


def test_pasting_nothing_or_the_same_again(library: Library) -> None:
    drafts = Drafts(library)
    assert "Paste a text" in str(pasted(drafts, "  ", None, "Ann")[0])
    assert pasted(drafts, "some text", None, "Ann") == (None, 1)
    assert pasted(drafts, "some text", None, "Bob") == (None, 1)


def test_the_list_says_how_far_each_file_is(library: Library) -> None:
    drafts = Drafts(library)
    drafts.put("poll.pdf", b"1", who="Ann")
    assert "waits to be read" in str(listed(drafts.open_ones()))
    drafts.claim("me")
    drafts.heard(1, "me", (3, 12))
    assert "3 of 12 pages read" in str(state(drafts.get(1)))
    drafts.fail(1, "me", "poll.pdf: the file is damaged")
    assert "the file is damaged" in str(listed(drafts.open_ones()))


def test_the_doubted_and_visible_come_first() -> None:
    rows = long(leadership()).drop(columns="source_sha256")
    codes = {0: "", 1: "year-inferred", 2: "share-conflict", 3: "share-conflict"}
    rows["issues"] = [codes.get(i, "") for i in range(len(rows))]
    rows["group"] = ["Men" if i == 3 else "" for i in range(len(rows))]
    assert ordered(rows).index.tolist()[:3] in ([2, 3, 1], [2, 1, 3])
    pd.testing.assert_frame_equal(ordered(rows).sort_index(), rows)


def test_values_in_running_text_share_a_column_by_their_answer() -> None:
    after = decided(long(leadership()).drop(columns="source_sha256"), [])
    cells = [None] * len(after)
    column = reach(Scope.COLUMN, 0, after, cells)
    assert set(after["response_printed"][column]) == {after["response_printed"][0]}
    assert reach(Scope.TABLE, 0, after, cells) == after["position"].tolist()
    assert reach(Scope.ONE, 99, after, cells) == []


def test_no_text_no_marking() -> None:
    after = decided(long(leadership()).drop(columns="source_sha256"), [])
    with pytest.raises(BadDecision, match="Mark the printed share"):
        understood({"kind": "add", "start": 0, "end": 1}, after, [], "")
