"""Who moved between two years, and whether that is more than sampling error can make."""

from __future__ import annotations

from dataclasses import dataclass

from compare import difference
from dashboard.toplines import Toplines

_TESTED = ("approve", "disapprove", "no_opinion")


@dataclass(frozen=True, slots=True)
class Change:
    """One country's move. `points` are percentage points; `is_real` is None where nothing can be tested."""

    earlier: dict
    later: dict
    start: float
    end: float
    points: float
    is_real: bool | None

    @property
    def label(self) -> str:
        """The country as it is drawn."""
        return self.later["label"]


def changes(toplines: Toplines, measure: str, years: tuple[int, ...]) -> list[Change]:
    """The countries with the measure in both years, the largest rise first.

    A change is tested only where both sample sizes were printed and the measure is a plain share:
    a net or a share of opinion rests on fewer people than `sample_size` says.
    """
    if len(years) < 2:
        return []
    rows = [r for r in toplines.rows() if r[measure] is not None]
    before = {r["label"]: r for r in rows if r["year"] == years[0]}
    after = {r["label"]: r for r in rows if r["year"] == years[1]}
    found = [_change(before[label], after[label], measure) for label in after if label in before]
    return sorted(found, key=lambda c: (-c.points, c.label))


def _change(earlier: dict, later: dict, measure: str) -> Change:
    start, end = earlier[measure], later[measure]
    sizes = earlier["sample_size"], later["sample_size"]
    is_real = None
    if measure in _TESTED and all(sizes):
        is_real = difference(start, int(sizes[0]), end, int(sizes[1])).is_real
    return Change(earlier, later, start, end, round(end - start, 6), is_real)
