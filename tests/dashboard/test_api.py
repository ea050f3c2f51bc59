"""The figures for scripts: the same filters as the address, the contract's columns, one sentence for what is wrong."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from hashlib import sha256

import pandas as pd
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import create_app
from dashboard.api import FILTERS, OF_THE_PAGE, PAGING
from extract.model import Source
from extract.tidy import COLUMNS
from library import open_library
from tests.dashboard.small_polls import leadership, long

CONTENT = b"a poll"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The server of a dashboard over approval of US leadership."""
    place = tmp_path_factory.mktemp("library")
    library = open_library(f"sqlite:///{(place / 'library.sqlite').as_posix()}")
    rows = long(leadership()).drop(columns=["source_sha256", "position"])
    library.add(Source("poll.csv", sha256(CONTENT).hexdigest(), "text/csv"), CONTENT, rows)
    yield create_app(library).server.test_client()
    library.dispose()


def table(answer) -> pd.DataFrame:
    assert answer.status_code == 200
    return pd.read_csv(io.StringIO(answer.text), dtype=str, keep_default_na=False)


def test_everything_is_given_in_the_contracts_columns(client: FlaskClient) -> None:
    found = table(client.get("/api/estimates.csv"))
    assert list(found.columns) == [column.name for column in COLUMNS]
    assert len(found) == len(leadership())


def test_filters_are_those_of_the_address(client: FlaskClient) -> None:
    found = table(client.get("/api/estimates.csv?countries=RUS~UKR&years=2015&subject=US%20leadership"))
    assert set(found["iso3"]) == {"RUS", "UKR"}
    assert set(found["year"]) == {"2015"}
    assert set(table(client.get("/api/estimates.csv?years=2014~2015&countries=RUS"))["year"]) == {"2014", "2015"}
    assert table(client.get("/api/estimates.csv?subject=Nobody")).empty


def test_an_address_of_the_page_is_taken_over_as_it_is(client: FlaskClient) -> None:
    of_page = table(client.get("/api/estimates.csv?view=ranking&measure=net&sort=name&countries=RUS&embed=1"))
    assert of_page.equals(table(client.get("/api/estimates.csv?countries=RUS")))


def test_toplines_stand_side_by_side(client: FlaskClient) -> None:
    rows = client.get("/api/toplines.json?countries=RUS&years=2015").json
    assert [(row["country"], row["approve"], row["disapprove"], row["net_approval"]) for row in rows] == [
        ("Russia", 1.0, 89.0, -88.0)
    ]


def test_a_part_of_the_rows_and_how_many_there_are(client: FlaskClient) -> None:
    answer = client.get("/api/estimates.json?limit=2&offset=1")
    assert len(answer.json) == 2
    assert answer.headers["X-Total-Count"] == str(len(leadership()))
    assert client.get("/api/estimates.json").json[1:3] == answer.json


@pytest.mark.parametrize("query", ["colour=red", "limit=many", "offset=-1", "years=soon", "years=2014&years=2015"])
def test_what_means_nothing_is_refused_in_one_sentence(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/estimates.csv?{query}")
    assert answer.status_code == 400
    assert answer.json["error"].count(".") == 1


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/api/toplines.csv")
    again = client.get("/api/toplines.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_an_address_that_is_none_is_said_to_be_none(client: FlaskClient) -> None:
    answer = client.get("/api/estimate.csv")
    assert answer.status_code == 404
    assert "openapi.json" in answer.json["error"]


def test_it_only_reads(client: FlaskClient) -> None:
    for path in ("/api/estimates.csv", "/api/toplines.json", "/api/openapi.json"):
        assert client.post(path).status_code == 405


def test_the_description_names_every_filter_and_path(client: FlaskClient) -> None:
    described = client.get("/api/openapi.json").json
    assert described["openapi"].startswith("3.1")
    assert set(described["components"]["parameters"]) == {*FILTERS, *PAGING, *OF_THE_PAGE}
    for path in [path for path, methods in described["paths"].items() if "get" in methods]:
        assert client.get(path).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*FILTERS, *PAGING, "other"]), st.text(max_size=12), max_size=4))
def test_every_query_is_answered_or_refused(client: FlaskClient, query: dict[str, str]) -> None:
    answer = client.get("/api/estimates.json", query_string=query)
    assert answer.status_code in (200, 400)
    json.loads(answer.text)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"text": ""}', b'{"text": 5}', b'{"text": "' + b"x" * 20_001 + b'"}']
)
def test_a_claim_that_is_no_text_is_refused_in_one_sentence(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/api/claims", data=body, content_type="application/json")
    assert (answer.status_code, list(answer.json)) == (400, ["error"])


def test_a_claim_is_answered_with_its_rule_and_figures(client: FlaskClient) -> None:
    said = client.post("/api/claims", json={"text": "Only 1 % of Russians approve of US leadership."}).json
    assert (said["verdict"], said["claims"][0]["rule"]) == ("supported", "as printed")
    assert said["claims"][0]["figures"][0]["share_printed"] == "1%"
