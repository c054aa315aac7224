"""Where branches add lines side by side a merge keeps both: one that was changed would be two."""

from collections import Counter
from typing import Final

import pytest
from tests.architecture.tree import ROOT

BEGINNING: Final = 60
"""Letters that no two entries share, whatever follows was changed."""


@pytest.mark.parametrize(
    ("page", "mark"),
    [("CHANGELOG.md", "- "), ("docs/glossary.md", "| "), ("docs/adr/README.md", "- ")],
)
def test_no_entry_stands_twice(page: str, mark: str) -> None:
    lines = (ROOT / page).read_text().splitlines()
    # Rows of tables are known by their first words; their headings come again
    entries = [line for line in lines if line.startswith(mark) and "---" not in line]
    begun = Counter(entry[:BEGINNING] for entry in entries if not entry.startswith("| English"))
    assert [entry for entry, times in begun.items() if times > 1] == []
