"""The description of the interface is true: what it allows is answered as it says, what it does not is refused."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from time import monotonic

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.schemas import BaseSchema

from dashboard import create_app
from extract.model import Source
from library import open_library
from tests.dashboard.small_polls import leadership, long

CONTENT = b"a poll"
MOST_SECONDS = 6
"""For each kind of request; on a busy machine fewer of them are made."""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    """The description as the running dashboard gives it, and the dashboard behind it."""
    place = tmp_path_factory.mktemp("library")
    library = open_library(f"sqlite:///{(place / 'library.sqlite').as_posix()}")
    rows = long(leadership()).drop(columns=["source_sha256", "position"])
    library.add(Source("poll.csv", sha256(CONTENT).hexdigest(), "text/csv"), CONTENT, rows)
    server = create_app(library).server
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", server)
    library.dispose()


@pytest.mark.parametrize("kind", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda kind: kind.value)
def test_the_interface_keeps_its_description(schema: BaseSchema, kind: GenerationMode) -> None:
    """Schemathesis makes requests that the description allows, and such that it does not; the answers must fit it."""
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 5
    until = monotonic() + MOST_SECONDS

    @settings(max_examples=80, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of([operation.as_strategy(generation_mode=kind) for operation in operations]))
    def asked(case: schemathesis.Case) -> None:
        if monotonic() < until:
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

    asked()
