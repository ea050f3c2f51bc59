"""Text and CSV: encodings, paragraphs, tables drawn with characters."""

from __future__ import annotations

import pytest

from extract.errors import UnreadableSource
from extract.model import Passage, Role, Table
from extract.readers import read
from extract.readers.decoding import decode
from tests.readers.check import assert_found_again, passages, tables

SAMPLES = [
    ("Près de 39 % des Français approuvent l’action du président, déjà « très faible »", ["cp1252", "mac_roman"]),
    ("Für die Deutschen ist die Regierung überwiegend schlecht: 78 % größer", ["cp1252", "iso8859_15"]),
    ("La desaprobación del presidente aumentó; ¿aprueba usted? 41 % de los españoles", ["cp1252"]),
    ("Źle ocenia pracę rządu 53% Polaków, dobrze 31%, trudno powiedzieć łącznie świadomość", ["cp1250", "iso8859_2"]),
    ("Důvěra ve vládu klesla, průzkum ukázal že lidé jsou spokojení méně", ["cp1250"]),
    ("Cumhurbaşkanının görev yapış tarzını onaylıyorum diyenler %41", ["cp1254", "iso8859_9"]),
    ("40% жителей России говорят, что хорошо относятся к США", ["cp1251", "koi8_r", "iso8859_5", "cp866"]),
    ("Довіряють президенту 62% опитаних українців, важко відповісти їх", ["cp1251", "koi8_u"]),
    ("Одобрение за президента: 55% от българите, неодобрение 30%", ["cp1251"]),
    ("يوافق 41% من المصريين على أداء الرئيس بينما يعارض 30%", ["cp1256", "iso8859_6"]),
    ("대통령 직무 수행을 잘하고 있다는 응답이 41%, 잘못하고 있다 52%", ["euc_kr"]),
    ("内閣を支持すると答えた人は41%、支持しないは38%でした。世論調査", ["shift_jis", "euc_jp"]),
    ("百分之四十一的受访者对总统表示满意，不满意的占百分之五十二", ["gb18030"]),
    ("country,approve\nFrance,41\nCôte d’Ivoire,40\nTürkiye,33\nMoE ± 2", ["cp1252", "utf-16", "utf-8-sig"]),
]


@pytest.mark.parametrize(
    ("text", "encoding"), [(text, encoding) for text, encodings in SAMPLES for encoding in encodings]
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode("a.txt", text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark(encoding: str) -> None:
    assert decode("a.txt", "France,31\nIndia,74\n".encode(encoding)) == "France,31\nIndia,74\n"


def test_what_cannot_be_told_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="encoding cannot be told"):
        decode("a.txt", bytes(range(128, 256)) * 4)


def test_paragraphs_headings_and_front_matter() -> None:
    document = read(
        "a.md", b"---\ntitle: A poll\ndate: 2016-05-31\n---\n# Results\n\nOne line\nand the next.\n\nLast.\n"
    )
    assert (document.metadata.title, document.metadata.published) == ("A poll", "2016-05-31")
    assert passages(document) == ["Results", "One line\nand the next.", "Last."]
    assert isinstance(document.blocks[0], Passage)
    assert document.blocks[0].role is Role.HEADING
    assert_found_again(document)


def test_one_cell_a_line_is_left_to_the_layouts() -> None:
    document = read("a.txt", b"Country\n|\nApprove\n|\nFrance\n|\n31%\n|\n")
    assert tables(document) == []


def test_sentences_with_commas_are_no_csv() -> None:
    document = read(
        "a.txt", b"In France, 41% approve, 52% do not.\nIn Spain, 40% approve, 50% do not.\nIn Peru, 20%, 70%.\n"
    )
    assert tables(document) == []


def test_prose_with_double_spaces_is_no_table() -> None:
    document = read("a.txt", b"He won 41%.  She lost.  They left\nearly.  It rained 3 times.  Then\nit stopped.\n")
    assert tables(document) == []


def test_headers_over_groups_of_columns() -> None:
    drawn = (
        "                   2015               2016\n"
        "              Approve  Disapp.   Approve  Disapp.\n"
        "France             31       62        33       60\n"
        "India              74       20        70       24\n"
    )
    [table] = [block for block in read("a.txt", drawn.encode()).blocks if isinstance(block, Table)]
    assert [(cell.text, cell.column_span) for cell in table.rows[0]] == [("", 1), ("2015", 2), ("2016", 2)]
    assert [cell.text for cell in table.rows[2]] == ["France", "31", "62", "33", "60"]


def test_csv_with_a_preamble_two_tables_and_a_note() -> None:
    text = (
        "Approval of leaders\n\nCountry;Yes;No\nFrance;31,5;62,0\n\nCountry;Yes;No\nIndia;74,0;20,1\nSource: our own\n"
    )
    document = read("a.csv", text.encode())
    assert passages(document) == ["Approval of leaders", "Source: our own"]
    assert tables(document) == [
        [["Country", "Yes", "No"], ["France", "31,5", "62,0"]],
        [["Country", "Yes", "No"], ["India", "74,0", "20,1"]],
    ]
    assert_found_again(document)


def test_csv_with_blank_rows_between_groups_is_one_table() -> None:
    document = read("a.csv", b"Group,Yes,No\nMen,31,62\n,,\nWomen,40,50\n")
    assert tables(document) == [[["Group", "Yes", "No"], ["Men", "31", "62"], ["Women", "40", "50"]]]


def test_quoted_fields_with_line_ends_and_quotes() -> None:
    document = read("a.csv", b'Pollster,Text,Yes\nA,"Do you ""approve""\nof it?",41\nB,short,40\n')
    assert tables(document)[0][1] == ["A", 'Do you "approve" of it?', "41"]
    assert_found_again(document)


def test_tables_side_by_side() -> None:
    document = read("a.csv", b"Country,Yes,,Country,Yes\nFrance,31,,India,74\nSpain,40,,Peru,20\n")
    assert tables(document) == [
        [["Country", "Yes"], ["France", "31"], ["Spain", "40"]],
        [["Country", "Yes"], ["India", "74"], ["Peru", "20"]],
    ]
