"""A decision is cited by its number, so each has one of its own and its line in the index."""

from collections import Counter
from typing import Final

from tests.architecture.tree import ROOT

DECISIONS: Final = ROOT / "docs" / "adr"


def names() -> list[str]:
    return sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))


def test_no_two_decisions_have_one_number() -> None:
    numbers = Counter(name.partition("-")[0] for name in names())
    assert [number for number, times in numbers.items() if times > 1] == []


def test_each_begins_with_its_number_and_stands_in_the_index() -> None:
    index = (DECISIONS / "README.md").read_text()
    for name in names():
        number = name.partition("-")[0]
        assert (DECISIONS / name).read_text().startswith(f"# {int(number)}. "), name
        assert f"- [{number}]({name}) " in index, name
