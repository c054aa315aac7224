"""A line of a partner's table is read, or each fault of it is named by its column."""

from datetime import date

import pytest

from alo153.partners.rules.rows import Faulty, row_of
from alo153.partners.rules.table import Field

LINE = {
    Field.NUMBER: "CIM-1",
    Field.ARRIVED: "24.11.2026",
    Field.KIND: "Talep",
    Field.TEXT: "Yol bozuk.\nLütfen bakın.",
    Field.FULL_NAME: "Ayşe Işık",
    Field.EMAIL: "ayse@example.org",
}
TODAY = date(2026, 11, 28)


def test_an_application_may_have_lines() -> None:
    row = row_of(LINE, today=TODAY, country="TR")
    assert (row.text, row.email) == (LINE[Field.TEXT], "ayse@example.org")


@pytest.mark.parametrize("field", [Field.EMAIL, Field.FULL_NAME, Field.NUMBER])
def test_a_line_break_writes_no_header_of_a_mail(field: Field) -> None:
    with pytest.raises(Faulty) as refused:
        row_of(LINE | {field: "a@b.org\nBcc: x@y.org"}, today=TODAY, country="TR")
    assert field in {fault.field for fault in refused.value.faults}
