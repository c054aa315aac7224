"""Skills in `queues.toml`: entries of that document next to its queues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import tomlkit

KIND: Final = "queues"
GROUP: Final = "skills"
PREFIX: Final = "skill--"
"""Begins the key of a skill's entry; no queue is called so, for its key has no two hyphens."""


def is_skill(kind: str, key: str) -> bool:
    """Tell whether the entry of a document is a skill."""
    return kind == KIND and key.startswith(PREFIX)


def names(document: Any) -> Mapping[str, str]:
    """Return what staff call each skill, by its key."""
    return {str(key): str(name) for key, name in document.get(GROUP, {}).items()}


def entry(document: Any, key: str) -> Mapping[str, Any] | None:
    """Return what a skill says; None if there is none."""
    name = names(document).get(key.removeprefix(PREFIX))
    return None if name is None else {"name": name}


def put(document: Any, key: str, values: Mapping[str, Any]) -> None:
    """Write what a skill is called; it may be new."""
    skill, table = key.removeprefix(PREFIX), document.setdefault(GROUP, tomlkit.table())
    if table.get(skill) != values["name"]:
        table[skill] = values["name"]


def remove(document: Any, key: str) -> None:
    """Take a skill out. Raises KeyError."""
    del document[GROUP][key.removeprefix(PREFIX)]
