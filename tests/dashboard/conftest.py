"""The small polls as the dashboard sees them."""

from __future__ import annotations

import pytest

from dashboard.holdings import Holdings, Shelf
from tests.dashboard.small_polls import StandIn, leaders, leadership, long, satisfaction


@pytest.fixture
def shelf() -> Shelf:
    """A shelf over all three subjects."""
    return Shelf(StandIn(long([*leadership(), *satisfaction(), *leaders()])))


@pytest.fixture
def holdings(shelf: Shelf) -> Holdings:
    """What is on it."""
    return shelf()
