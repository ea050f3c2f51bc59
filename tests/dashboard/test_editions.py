"""What a file changes is told before it is accepted; the history of a figure, with the figure."""

from datetime import date

from dashboard.editions import differences, summary, told
from library.editions import compared
from library.superseding import Version
from tests.library.test_editions import figures, standing

NAMES = {"first": "leadership-2016.csv"}


def test_the_differences_are_counted_in_a_sentence_and_listed_with_both_values() -> None:
    found = compared(
        figures({"FRA": 31, "DEU": 43, "ITA": 22}), standing(first=figures({"FRA": 31, "DEU": 40, "POL": 50}))
    )
    assert summary(found, NAMES) == (
        "Beside what the library holds: 1 changed, 1 no longer printed, 1 new, 1 the same as before. "
        "It looks like a new edition of leadership-2016.csv."
    )
    changed, gone, new, same = map(str, differences(found, NAMES))
    assert "Germany, 2016, Gallup, US leadership, Approve" in changed
    assert "Td('40%'), Td('43%'), Td('leadership-2016.csv')" in changed
    assert "Td('50%'), Td('')" in gone
    assert ("open=True" in changed, "open=True" in gone) == (True, True)
    assert ("open=False" in new, "open=False" in same) == (True, True)


def test_where_all_is_new_that_is_all_that_is_said() -> None:
    found = compared(figures({"FRA": 31}), standing(first=figures({"DEU": 40})))
    assert summary(found, {}) == "All figures are new to the library."


def test_a_figure_printed_once_has_no_history_to_tell_and_one_printed_twice_has() -> None:
    said = {"received_on": date(2016, 5, 3), "share_pct": 40.0, "locator": "line=2", "reviewed_by": "ana"}
    first = Version("a" * 64, 1, "first.csv", share_printed="40%", stands=False, why="new edition", who="ana", **said)
    second = Version("b" * 64, 1, "second.csv", share_printed="43%", stands=True, why="", who="", **said)
    assert told([second]) is None
    history = str(told([first, second]))
    assert "received on 3 May 2016. No longer stands: new edition (ana)." in history
    assert history.index("40%") < history.index("43%")
