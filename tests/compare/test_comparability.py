"""What two sets of estimates do not have in common: properties that hold for any rows."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import Unlike, mixed, unlike
from compare.comparability import FIELDS, in_words

_VALUES = st.sampled_from(["", "a", "b", "c"])
_ROW = st.fixed_dictionaries(dict.fromkeys(FIELDS, _VALUES))
_ROWS = st.lists(_ROW, min_size=1, max_size=5).map(lambda rows: pd.DataFrame(rows, dtype="str"))


@settings(deadline=None)
@given(_ROWS)
def test_rows_are_like_themselves_in_any_order(rows: pd.DataFrame) -> None:
    assert unlike(rows, rows) == ()
    assert unlike(rows, rows.iloc[::-1]) == ()
    assert unlike(rows, pd.concat([rows, rows])) == ()


@settings(deadline=None)
@given(_ROWS, _ROWS)
def test_what_differs_is_the_same_from_either_side(one: pd.DataFrame, other: pd.DataFrame) -> None:
    assert unlike(one, other) == tuple(Unlike(u.field, u.second, u.first) for u in unlike(other, one))


@settings(deadline=None)
@given(_ROWS, _ROWS, st.sets(st.sampled_from(sorted(FIELDS))))
def test_what_is_compared_on_purpose_is_left_out(one: pd.DataFrame, other: pd.DataFrame, but: set[str]) -> None:
    every = unlike(one, other)
    assert unlike(one, other, but=but) == tuple(u for u in every if u.field not in but)
    assert all(u.first != u.second for u in every)


@settings(deadline=None)
@given(_ROWS, _ROWS)
def test_two_alike_sets_are_mixed_no_more_than_each(one: pd.DataFrame, other: pd.DataFrame) -> None:
    both = mixed(pd.concat([one, other]))
    assert set(mixed(one)) <= set(both)
    differ = {u.field for u in unlike(one, other)}
    assert set(both) <= set(mixed(one)) | set(mixed(other)) | differ


@settings(deadline=None)
@given(_ROWS)
def test_each_thing_is_told_in_one_sentence(rows: pd.DataFrame) -> None:
    told = in_words(rows)
    assert len(told) == len(mixed(rows))
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in told)


def test_many_values_are_counted_not_listed() -> None:
    rows = pd.DataFrame([dict.fromkeys(FIELDS, "x") | {"pollster": name} for name in "abcde"])
    assert in_words(rows) == ("The pollster is not the same for all (a, b, c and 2 others).",)
