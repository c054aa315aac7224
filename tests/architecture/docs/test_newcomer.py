"""Whoever comes anew finds the rooms that CONTRIBUTING.md names."""

import re
import tomllib

from tests.architecture import tree


def test_where_is_what_leads_to_rooms_that_are_there() -> None:
    text = (tree.ROOT / "CONTRIBUTING.md").read_text()
    section = text.partition("## Where is ...?")[2].partition("\n## ")[0]
    rooms = re.findall(r"^\| [^|]+ \| `([^`]+)` \|$", section, re.MULTILINE)
    assert len(rooms) >= 20
    assert [room for room in rooms if not (tree.ROOT / room).exists()] == []


def test_the_readme_draws_the_layers_that_a_machine_checks() -> None:
    settings = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each.get("containers") == ["alo153"])
    drawn = (tree.ROOT / "README.md").read_text().partition("```\nlaunch →")[2].partition("```")[0]
    assert f"launch → {' '.join(drawn.split())}".split(" → ") == layers
