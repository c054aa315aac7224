"""Groups of topics in `topics.toml`: entries of that document above their topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import tomlkit

from alo153.city.citypack.documents import rows
from alo153.city.citypack.documents.filling import fill

KIND: Final = "topics"
PREFIX: Final = "group--"
"""Begins the key of a group's entry; the key of a topic has no two hyphens."""
GROUPS: Final = "group"
TOPICS: Final = "topic"


def listed(document: Any) -> Iterator[tuple[str, str, str]]:
    """Yield key, name and group of each group and of its topics. Raises KeyError."""
    for group in document[GROUPS]:
        name = str(group["name"])
        yield PREFIX + group["slug"], name, name
        for topic in group.get(TOPICS, []):
            yield topic["slug"], str(topic["name"]), name


def group_of(document: Any, topic: str) -> Mapping[str, Any]:
    """Return the values of a topic's group without its topics; none if no group has it."""
    for group in document.get(GROUPS, []):
        if any(each.get("slug") == topic for each in group.get(TOPICS, [])):
            return _values(group)
    return {}


def is_group(kind: str, key: str) -> bool:
    """Tell whether the entry of a document is a group of topics."""
    return kind == KIND and key.startswith(PREFIX)


def entry(document: Any, key: str) -> Mapping[str, Any] | None:
    """Return the values of a group without its topics; None if there is none."""
    found = _group(document, key)
    return None if found is None else _values(found)


def put(document: Any, key: str, values: Mapping[str, Any]) -> None:
    """Write the values of a group; it may be new."""
    found = _group(document, key)
    if found is not None:
        fill(found, values)
        return
    made = tomlkit.table()
    fill(made, values)
    rows.append(document.setdefault(GROUPS, tomlkit.aot()), made)


def has_topics(document: Any, key: str) -> bool:
    """Tell whether a group has topics: without them nobody takes it out."""
    found = _group(document, key)
    return bool(found and found.get(TOPICS))


def remove(document: Any, key: str) -> None:
    """Take a group out with all that it says. Raises KeyError."""
    for number, group in enumerate(document[GROUPS]):
        if group["slug"] == key.removeprefix(PREFIX):
            rows.take_out(document[GROUPS], number)
            return
    raise KeyError(key)


def _values(group: Any) -> Mapping[str, Any]:
    return {name: value for name, value in group.unwrap().items() if name != TOPICS}


def _group(document: Any, key: str) -> Any | None:
    slug = key.removeprefix(PREFIX)
    return next((each for each in document.get(GROUPS, []) if each.get("slug") == slug), None)
