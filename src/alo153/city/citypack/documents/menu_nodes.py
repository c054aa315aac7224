"""Nodes of the voice menu in `menu.toml`: the entries of that document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import tomlkit

from alo153.city.citypack.documents import tables

KIND: Final = "menu"


def nodes(document: Any) -> Mapping[str, Any]:
    """Return the nodes by their names, in their order."""
    return dict(document.get("nodes", {}))


def entry(document: Any, name: str) -> Mapping[str, Any] | None:
    """Return what a node says, and what it is called; None if there is none.

    Its name is `key`, so the key of the telephone that some nodes have is `pressed`. `nodes` are
    the names of all by their own: a node leads to other nodes. The values above the nodes, such as
    `start`, come with the `kinds` of all nodes as well.
    """
    others = {each: str(found.get("title", each)) for each, found in nodes(document).items()}
    if tables.is_table(KIND, name):
        kinds = {each: str(found.get("kind", "")) for each, found in nodes(document).items()}
        return {**tables.entry(document, name), "nodes": others, "kinds": kinds}
    node = nodes(document).get(name)
    if node is None:
        return None
    said = dict(node.unwrap())
    mine = {"key": name, "name": said.get("title", name), "pressed": said.get("key", "")}
    return {**said, **mine, "nodes": others}


def table(document: Any, name: str) -> Any:
    """Return the table of a node, a new one at the end if there is none."""
    found = document.setdefault("nodes", tomlkit.table(is_super_table=True))
    if name not in found:
        found.append(name, tomlkit.table())
    return found[name]


def remove(document: Any, name: str) -> None:
    """Take a node out. Raises KeyError."""
    del document["nodes"][name]
