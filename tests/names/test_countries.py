"""Countries in cells and in prose, in all our languages: what is one, and what only looks like one."""

from __future__ import annotations

import csv
import re
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.names.build import LANGUAGES, rows
from extract.names.countries import country_of, mentions
from extract.names.forms import countries, country_forms, place_forms

TERRITORIES = """
ABW AIA ALA ASM ATA ATF BES BLM BVT CCK COK CUW CXR CYM ESH FLK GGY GIB GLP GUF HMD IMN IOT JEY MAF MNP MSR MTQ MYT
NCL NFK NIU PCN PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF
"""
HERE = Path(__file__).parent


def table(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, escapechar="\\"))[1:]


@pytest.mark.parametrize(("text", "iso3", "kind"), table("cells.csv"))
def test_a_cell_is_a_country(text: str, iso3: str, kind: str) -> None:
    match = country_of(text)
    assert match is not None
    assert (match.country.iso3, match.kind) == (iso3, kind)


@pytest.mark.parametrize("text", (HERE / "not_cells.txt").read_text(encoding="utf-8").split("\n"))
def test_a_cell_is_no_country(text: str) -> None:
    assert country_of(text) is None


@pytest.mark.parametrize(("text", "met"), table("prose.csv"))
def test_mentions_in_prose(text: str, met: str) -> None:
    text = text.replace("\\n", "\n")
    assert [m.match.country.iso3 for m in mentions(text)] == met.split()


@pytest.mark.parametrize("text", ["RUS", "RU", "DEU", "US", "GB", "NO", "IT", "XKX", "PSE"])
def test_codes_count_when_asked_for_and_in_capitals(text: str) -> None:
    match = country_of(text, codes=True)
    assert match is not None
    assert match.country.iso3
    assert country_of(text.lower(), codes=True) is None


@pytest.mark.parametrize(
    "text", ["EU", "EU-27", "World", "Median", "25-country median", "Sub-Saharan Africa", "Europa"]
)
def test_pools_have_no_code(text: str) -> None:
    match = country_of(text)
    assert match is not None
    assert (match.country.iso3, match.country.name, match.kind) == (None, text, "pool")


@pytest.mark.parametrize("text", ["North Cyprus", "Somaliland region", "Scotland", "Soviet Union", "Nagorno-Karabakh"])
def test_places_outside_iso_3166_have_no_code(text: str) -> None:
    match = country_of(text)
    assert match is not None
    assert (match.country.iso3, match.kind) == (None, "area")


@pytest.mark.parametrize("text", ["Georgia", "Congo", "Korea", "Guinea", "Jordan", "Jersey", "Dominica"])
def test_ambiguous_names_carry_a_doubt(text: str) -> None:
    match = country_of(text)
    assert match is not None
    assert match.doubt == ("country-ambiguous",)


def test_what_stands_in_brackets_is_no_part_of_the_country_but_a_doubt() -> None:
    match = country_of("Russia (Moscow only)")
    assert match is not None
    assert match.doubt == ("country-qualified",)


def test_mentions_keep_their_place() -> None:
    text = "US leadership: Côte d'Ivoire, the French, Côte\nd’Ivoire"
    assert [text[m.start : m.end] for m in mentions(text)] == ["US", "Côte d'Ivoire", "the French", "Côte\nd’Ivoire"]


def test_every_cldr_name_of_every_country_is_recognised() -> None:
    for iso3, _, _, *names in rows():
        for language, name in zip(LANGUAGES, names, strict=True):
            match = country_of(name, language=language)
            assert match is not None, (iso3, name)
            assert match.country.iso3 == iso3, (language, name)


def test_no_form_means_two_countries() -> None:
    meant: dict[tuple[str, ...], set[str | None]] = {}
    for form in country_forms():
        meant.setdefault(form.words, set()).add(form.country.iso3)
    assert {words: codes for words, codes in meant.items() if len(codes) > 1} == {}


def test_english_demonyms_are_complete_for_members_of_the_united_nations() -> None:
    named = {form.country.iso3 for form in country_forms() if form.language == "en" and form.kind == "adjective"}
    without_adjective = {"CAF", "COG", "DMA", "LIE", "NZL", "VAT"}  # "Congolese", "Dominican" are given to the larger
    assert set(countries()) - named - set(re.findall(r"\w+", TERRITORIES)) == without_adjective


def test_nothing_is_both_a_country_and_a_look_alike() -> None:
    guarded = {form.words for form in place_forms("guard")}
    assert {form.text for form in country_forms() if form.words in guarded} == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Chin Hint Suede Norfolk Jersey Reunion Island Indie turkey china chad"),
        ("fr", "Pôle Pole French Maurice Dominique Grenade"),
        ("de", "Malte Germania Dane Finn Thai"),
        ("es", "América Irá Servía Germán Reunión Gana Mauricio Este"),
        ("pt", "América Reunião Dane servia"),
        ("nl", "indien Indien"),
        ("pl", "Dane Pole cechę"),
        ("uk", "Мали Малі Того"),
        ("ru", "Того"),
        ("tr", "belge Çile Yaman"),
        ("id", "rusa serba mongol"),
        ("ar", "مالي بنين"),
        ("ko", "건지 저지 수단 말리는"),
        ("ja", "日本橋 ジャージー"),
        ("zh", "大马士革 多米尼克 马里兰"),
    ],
)
def test_words_of_a_language_that_are_countries_in_another(language: str, words: str) -> None:
    assert [w for w in words.split() if mentions(w, language=language)] == []


def test_the_file_of_cldr_names_is_what_babel_says() -> None:
    with (resources.files("extract.names") / "countries_cldr.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == rows()


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    country_of(text, codes=True)
    for mention in mentions(text):
        assert 0 <= mention.start < mention.end <= len(text)


@settings(deadline=None)
@given(
    st.sampled_from(sorted(countries())),
    st.sampled_from(["{}", "{}*", " {} ", "{}:", "({})", "The {}", "{} (n=1,000)"]),
)
def test_a_published_name_is_recognised_in_any_dress(iso3: str, dress: str) -> None:
    match = country_of(dress.format(countries()[iso3].name))
    assert match is not None
    assert match.country.iso3 == iso3
