"""Days of administrative leave are written by the day; all other lines of the city stay."""

import pytest
from tests import cast

from alo153.city.citypack.documents import entries, read_overlaid, tables

FOLDER = cast.CITIES / "kocaeli"
TEXT = (FOLDER / "city.toml").read_text()
BRIDGE = {"day": "2026-05-25", "closes": ""}


def days(text: str) -> list[str]:
    """Return the days of leave among the entries of the city."""
    keys = [each.key for each in entries.entries("city", text)]
    return [key for key in keys if not tables.is_table("city", key)]


def test_a_day_comes_changes_and_goes() -> None:
    assert days(TEXT) == []
    added = entries.add("city", TEXT, BRIDGE)
    added = entries.add("city", added, {"day": "2026-01-02", "closes": "13:00"})
    assert days(added) == ["2026-01-02", "2026-05-25"]
    leave = read_overlaid(FOLDER, {"city.toml": added}).city.working_time["leave"]
    assert leave == {"2026-01-02": "13:00", "2026-05-25": "all day"}
    later = entries.put("city", added, "2026-05-25", {"closes": "12:30"})
    assert entries.entry("city", later, "2026-05-25") == {
        "day": "2026-05-25",
        "name": "2026-05-25",
        "closes": "12:30",
    }
    gone = entries.remove("city", entries.remove("city", later, "2026-05-25"), "2026-01-02")
    assert gone.split() == TEXT.split()


def test_a_day_is_there_once() -> None:
    with pytest.raises(entries.EntryExists):
        entries.add("city", entries.add("city", TEXT, BRIDGE), BRIDGE)
    assert entries.entry("city", TEXT, "2026-05-25") is None
