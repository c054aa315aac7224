"""Every command is on the page of commands."""

import re

from tests.architecture import tree

from alo153.launch import command_line

COMMANDS = tree.ROOT / "docs/reference/commands.md"


def _rows() -> set[str]:
    text = tree.content(COMMANDS).decode()
    return {name for row in re.findall(r"^\| (`.*?`) \|", text, re.M) for name in _first(row)}


def _first(cell: str) -> list[str]:
    return re.findall(r"`(\w+)", cell)[:1]


def test_every_command_of_alo153_is_on_the_page() -> None:
    assert set(command_line.COMMANDS) - _rows() == set()


def test_every_management_command_of_ours_is_on_the_page() -> None:
    ours = {
        path.stem
        for path in tree.with_suffix(".py", below=tree.SOURCE)
        if path.parent.name == "commands" and path.parent.parent.name == "management"
    }
    assert ours - {"__init__"} - _rows() == set()
