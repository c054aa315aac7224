"""A table to take along holds words and numbers, and nothing a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.core.text import harmless
from alo153.web.kit.lists import tables

AT = datetime(2026, 11, 27, 11, 5, tzinfo=UTC)
HOSTILE = [
    "=1+1",
    "+905320000101",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1+1",
    "＝1+1",
    '=HYPERLINK("http://a.example";"Tıkla")',
]


@given(st.text(max_size=9))
def test_no_text_begins_as_a_formula_and_none_is_lost(text: str) -> None:
    written = harmless(text)
    assert written.removeprefix("'") == text or written == text
    assert not re.match(r" *[=+\-@\t\r\n＝＋－＠]", written)


@pytest.mark.django_db
def test_csv_is_written_for_a_turkish_spreadsheet() -> None:
    rows = [["Ad", "Zaman", "Sayı"], *([text, AT, 1.5] for text in HOSTILE)]
    rows.append(['a;b\n"c"', None, 0])
    content = tables.download("csv", "ad", rows).getvalue()
    assert content.startswith(b"\xef\xbb\xbfAd;Zaman")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in read[1:-1]] == [f"'{text}" for text in HOSTILE]
    assert {row[1] for row in read[1:-1]} == {"2026-11-27 14:05"}
    assert read[-1] == ['a;b\n"c"', "", "0"]


@pytest.mark.django_db
def test_xlsx_holds_words_as_words_and_instants_as_instants() -> None:
    rows = [["Ad", "Zaman", "Sayı"], *([text, AT, 1.5] for text in HOSTILE)]
    book = ZipFile(io.BytesIO(tables.download("xlsx", "ad", rows).getvalue()))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower().replace("=hyperlink(", "")
    assert sheet.count('t="inlineStr"') == 3 + len(HOSTILE)
    # 27 November 2026 14:05 in the city, as days since 1900
    assert sheet.count("<v>46353.586805") == len(HOSTILE)


def test_only_so_many_are_written_at_once() -> None:
    with tables.slot(), tables.slot(), pytest.raises(tables.Busy), tables.slot():
        pass
    with tables.slot():
        pass


def test_a_place_is_free_again_after_a_fault() -> None:
    def broken() -> Iterator[tables.Row]:
        yield ["a"]
        raise ZeroDivisionError

    for _ in range(tables.AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), tables.slot():
            tables.download("csv", "ad", broken())
