"""Strangers share a line: two places for one, and one that they leave to staff."""

import pytest

from alo153.core.processes.bounded.places import OURS, has_place

AYSE, MEHMET, ZEYNEP = "ayse", "mehmet", "zeynep"
PLACES = 4


@pytest.mark.parametrize(
    ("line", "source", "expected"),
    [
        ([], AYSE, True),
        ([AYSE], AYSE, True),
        ([AYSE, AYSE], AYSE, False),
        ([AYSE, AYSE], MEHMET, True),
        ([AYSE, MEHMET], ZEYNEP, True),
        # A second file would take the last place of another citizen
        ([AYSE, MEHMET], AYSE, False),
        ([AYSE, AYSE, MEHMET], ZEYNEP, False),
        ([AYSE, AYSE, MEHMET], OURS, True),
        ([OURS, OURS, OURS], OURS, True),
        ([OURS, OURS, OURS, OURS], OURS, False),
    ],
)
def test_a_second_file_of_one_waits_if_another_citizen_still_finds_a_place(
    line: list[str], source: str, expected: bool
) -> None:
    assert has_place(line, source, PLACES) is expected
