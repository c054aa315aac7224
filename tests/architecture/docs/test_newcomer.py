"""Whoever comes anew finds the rooms that CONTRIBUTING.md names."""

import re

from tests.architecture import tree


def test_where_is_what_leads_to_rooms_that_are_there() -> None:
    text = (tree.ROOT / "CONTRIBUTING.md").read_text()
    section = text.partition("## Where is ...?")[2].partition("\n## ")[0]
    rooms = re.findall(r"^\| [^|]+ \| `([^`]+)` \|$", section, re.MULTILINE)
    assert len(rooms) >= 20
    assert [room for room in rooms if not (tree.ROOT / room).exists()] == []
