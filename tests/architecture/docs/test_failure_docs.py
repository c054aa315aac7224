"""The page of failures: each row names a test that kills what the row says, and the test exists."""

import re

from tests.architecture import tree

PAGE = tree.ROOT / "docs/explanation/failures.md"
TESTS = tree.ROOT / "tests"
PROOF = re.compile(r"`([\w/]+\.py)(?:::(\w+))?`")


def _rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def _names(text: str) -> set[str]:
    return set(re.findall(r"^(?:    )?(?:def|class) (\w+)", text, re.MULTILINE))


def test_every_row_names_proofs_that_exist() -> None:
    missing = []
    for what, *_, proofs in _rows():
        found = PROOF.findall(proofs)
        if len(found) != proofs.count("`") / 2:
            missing.append(f"{what}: a proof is a file, or a test of it")
        for file, name in found:
            path = TESTS / file
            if not path.is_file() or (name and name not in _names(path.read_text())):
                missing.append(f"{what}: {file}::{name}")
    assert missing == []


def test_a_row_says_what_each_person_notices() -> None:
    widths = {what: len(rest) for what, *rest in _rows()}
    assert {what: width for what, width in widths.items() if width != 4} == {}
    assert len(widths) > 30, "the page is read"


def test_whatever_a_test_kills_has_its_row() -> None:
    page = PAGE.read_text()
    files = sorted(str(path.relative_to(TESTS)) for path in (TESTS / "killed").rglob("test_*.py"))
    assert [name for name in files if name not in page] == []
