"""One number out of approve and disapprove. All in percent or percentage points."""

from __future__ import annotations

from typing import overload

from compare.known import known

DECIMALS = 6
"""Enough for every printed share; fewer than the noise of binary fractions (20.3 - 71.1)."""


@overload
def net(approve: float, disapprove: float) -> float: ...
@overload
def net(approve: float | None, disapprove: float | None) -> float | None: ...
def net(approve: float | None, disapprove: float | None) -> float | None:
    """Net approval: approve minus disapprove, in percentage points from -100 to 100.

    >>> net(20, 71), net(20.3, 71.1), net(35, None)
    (-51, -50.8, None)
    """
    if not (known(approve) and known(disapprove)):
        return None
    return round(approve - disapprove, DECIMALS)


@overload
def share_of_opinion(approve: float, disapprove: float) -> float: ...
@overload
def share_of_opinion(approve: float | None, disapprove: float | None) -> float | None: ...
def share_of_opinion(approve: float | None, disapprove: float | None) -> float | None:
    """Percent who approve among those who approve or disapprove; None when nobody does either.

    It sets polls side by side that differ in how many gave no opinion, at the price of resting on
    fewer people than were asked.

    >>> share_of_opinion(30, 20), share_of_opinion(0, 45), share_of_opinion(0, 0)
    (60.0, 0.0, None)
    """
    if not (known(approve) and known(disapprove)) or approve + disapprove == 0:
        return None
    return round(100 * approve / (approve + disapprove), DECIMALS)
