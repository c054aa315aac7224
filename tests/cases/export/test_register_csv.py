"""The table of another body: good rows are read, each bad line is named with its reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.cases.export.register_csv import Fault, RegisterRow, read

TODAY = date(2026, 11, 24)
HEAD = "Numara;Geliş Tarihi;Son Tarih;Konu;Metin;Ad Soyad;Telefon;E-posta\n"
GOOD = "2600001;20.11.2026;20.12.2026;Ağaç budama;Dallar uzadı.;Ayşe Işık;0532 000 01 01;\n"


def taken(text: str, encoding: str = "utf-8") -> tuple[list[RegisterRow], list[Fault]]:
    return read(text.encode(encoding), today=TODAY, country="TR")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1254"])
def test_a_good_line_is_read_whatever_wrote_it(encoding: str) -> None:
    rows, faults = taken(HEAD + GOOD, encoding)
    assert faults == []
    row = rows[0]
    assert (row.line, row.number, row.topic, row.full_name) == (
        2,
        "2600001",
        "Ağaç budama",
        "Ayşe Işık",
    )
    assert (row.arrived, row.due) == (date(2026, 11, 20), date(2026, 12, 20))
    assert row.phone == "+905320000101"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";20.11.2026;;Konu;Metin;;;", "numara"),
        ("1;31.02.2026;;Konu;Metin;;;", "31.02.2026"),
        ("1;20.11.2026;2026-13-01;Konu;Metin;;;", "2026-13-01"),
        ("1;25.11.2026;;Konu;Metin;;;", "Geliş tarihi daha gelmedi"),
        ("1;20.11.2026;19.11.2026;Konu;Metin;;;", "önce olamaz"),
        ("1;20.11.2026;;Konu;;;;", "metin"),
        ("1;20.11.2026;;Konu;Metin;;12;", "çok kısa"),
        ("1;20.11.2026;;Konu;Metin;;;adres yok", "e-posta"),
        ("1;20.11.2026", "konu"),
        ('1;20.11.2026;;Konu;Metin;;;"a@example.org\nBcc: b@example.org"', "e-posta"),
        ('1;20.11.2026;;Konu;Metin;"Ayşe\nSubject: x";;', "ad soyad"),
        (f"{'9' * 41};20.11.2026;;Konu;Metin;;;", "uzun"),
        ("2600001;20.11.2026;;Konu;Metin;;;", "2. satırda"),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(line: str, reason: str) -> None:
    last = GOOD.replace("2600001", "2600002")
    rows, faults = taken(HEAD + GOOD + line + "\n\n" + last)
    assert [row.number for row in rows] == ["2600001", "2600002"]
    assert [fault.line for fault in faults] == [3]
    assert reason in str(faults[0].reason)
    assert rows[1].line == 5 + line.count("\n")


def test_a_text_over_two_lines_keeps_the_count_of_lines() -> None:
    two = 'A1;20.11.2026;;Konu;"birinci\nikinci";;;\n'
    rows, faults = taken(HEAD + two + "A2;dün;;Konu;Metin;;;\n")
    assert rows[0].text == "birinci\nikinci"
    assert [fault.line for fault in faults] == [4]


@pytest.mark.parametrize("content", [b"", b"a;b\n", b"\xff\xfe\x00n\x00u", b"PK\x03\x04\x00\x00"])
def test_what_is_no_such_table_has_one_fault(content: bytes) -> None:
    rows, faults = read(content, today=TODAY, country="TR")
    assert rows == []
    assert [fault.line for fault in faults] == [1]


@given(st.binary(max_size=300))
def test_no_file_breaks_it(content: bytes) -> None:
    read(HEAD.encode() + content, today=TODAY, country="TR")
