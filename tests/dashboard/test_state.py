"""The address bar: whatever a control can say comes back from it, and junk never raises."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import NAMES
from dashboard.state import AXES, BESIDE, MEASURES, ONLY, SORTS, State, as_years, decode, encode

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
keys = st.one_of(st.sampled_from(["RUS", "XKX", "EU ~ 27", "100%", "A&B=C", "%7E"]), texts.filter(bool))
years = st.lists(st.integers(0, 9999), max_size=2, unique=True).map(lambda found: tuple(sorted(found)))
states = st.builds(
    State,
    view=st.sampled_from(NAMES),
    subject=texts,
    pollster=texts,
    question=texts,
    group=texts,
    countries=st.lists(keys, max_size=12, unique=True).map(tuple),
    years=years,
    measure=st.sampled_from(list(MEASURES)),
    sort=st.sampled_from(list(SORTS)),
    form=texts,
    beside=st.sampled_from(list(BESIDE)),
    other=texts,
    axes=st.sampled_from(AXES),
    only=st.sampled_from(ONLY),
    pinned=texts,
).flatmap(lambda state: st.builds(replace, st.just(state), against=texts if state.pinned else st.just("")))


@given(states)
def test_every_state_comes_back_from_its_address(state: State) -> None:
    assert decode(encode(state)) == state
    assert decode("?" + encode(state)) == state


@given(states)
def test_an_address_is_plain_ascii_and_leaves_defaults_out(state: State) -> None:
    address = encode(state)
    assert address.isascii()
    assert not any(c in address for c in " #\"'<>")
    for name in ("view", "subject", "years", "countries"):
        assert (f"{name}=" in address.split("&")[0] or f"&{name}=" in address) == (
            getattr(state, name) != getattr(State(), name)
        )


@given(st.text(max_size=300))
def test_junk_gives_a_usable_state(junk: str) -> None:
    for query in (junk, f"?years={junk}", f"?countries={junk}&view={junk}&measure={junk}&sort={junk}"):
        state = decode(query)
        assert state.view in NAMES
        assert state.measure in MEASURES
        assert len(state.years) <= 2
        assert decode(encode(state)) == state


@given(st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=6))))
def test_years_are_at_most_two_in_rising_order(values: list) -> None:
    found = as_years(values)
    assert len(found) <= 2
    assert list(found) == sorted(set(found))


def test_a_query_with_thousands_of_fields_is_only_a_default() -> None:
    assert decode("&".join(f"a{i}=1" for i in range(3000))) == State()


def test_iso_codes_are_joined_as_in_other_explorers() -> None:
    assert encode(State(countries=("RUS", "SRB"))) == "countries=RUS~SRB"
