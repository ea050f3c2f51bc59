"""The list of first names: names only, and nothing that opens a heading more often than a person's name."""

from __future__ import annotations

import pytest

from extract.names.languages import small_words
from extract.names.name_shapes import given_names
from extract.names.people import people_of
from extract.names.subject_words import listed


def test_no_small_word_is_a_first_name() -> None:
    small = {word for language in ("en", "fr", "de", "es", "pt", "it") for word in small_words(language)}
    assert not small & {name.lower() for name in given_names()}
    assert not set(listed("no given name")) & {name.lower() for name in given_names()}


@pytest.mark.parametrize("name", ["Karl", "Emmanuel", "Wolfgang", "Recep", "Владимир", "Олена", "Joko", "Andrzej"])
def test_first_names_of_many_languages(name: str) -> None:
    assert name in given_names()


def test_a_full_name_among_german_nouns_is_a_person() -> None:
    assert people_of("Die Zufriedenheit mit Robert Musterberg liegt bei 30 Prozent.").names == ("Robert Musterberg",)


def test_the_writer_of_an_article_is_not_spoken_of() -> None:
    assert people_of("Rubén Orillo\n\nEl 51 % desaprueba la gestión del presidente, según la encuesta.").names == ()
