"""Options of the test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-examples", action="store_true", help="overwrite expected.csv of every example with what comes out now"
    )
