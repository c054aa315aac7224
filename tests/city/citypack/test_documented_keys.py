"""`cities/README.md` names every key of a city's files, next to the name of its file."""

import re
from collections import defaultdict
from collections.abc import Mapping

import pytest
from tests import cast

from alo153.city.citypack import read_pack
from alo153.city.citypack.typed_values import Table


def known_keys(patch: pytest.MonkeyPatch) -> Mapping[str, set[str]]:
    """Return by file the keys that its reader asks for in any table."""
    found: dict[str, set[str]] = defaultdict(set)
    done = Table.done

    def note(table: Table) -> None:
        found[table.source.name] |= {str(key) for key in table.taken}
        done(table)

    patch.setattr(Table, "done", note)
    read_pack(cast.CITIES / "kocaeli")
    return found


def named_keys(file: str) -> set[str]:
    """Return the words in backticks in the rows and paragraphs that name a file."""
    parts = re.split(r"\n(?=[|\n])", (cast.CITIES / "README.md").read_text())
    about = " ".join(part for part in parts if f"`{file}`" in part)
    return {word for code in re.findall(r"`([^`\n]+)`", about) for word in re.findall(r"\w+", code)}


def test_every_key_of_the_files_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    known = known_keys(monkeypatch)
    assert "unattended_after" in known["queues.toml"]
    assert "remind_after" in known["city.toml"]
    assert {file: missing for file in known if (missing := known[file] - named_keys(file))} == {}
