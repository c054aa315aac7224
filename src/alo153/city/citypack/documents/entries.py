"""One entry of a document: read, put, taken out. Comments and all the rest stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError

from alo153.city.citypack.documents import center_times, leave_days, menu_nodes, skills

_LISTS: Final[Mapping[str, str]] = {
    "units": "unit",
    "contacts": "contact",
    "alarms": "alarm",
    "queues": "queue",
    "numbers": "number",
    "pauses": "pause",
    "kinds": "kind",
    "roles": "role",
    "feeds": "feed",
}
_BY_KEY: Final = frozenset({"queues", "numbers", "pauses", "roles", menu_nodes.KIND})
"""Documents whose entries call their name for addresses `key`, not `slug`."""
TEXTS: Final = frozenset({"texts", "voice"})
"""Documents that are texts by language."""
FIXED: Final = TEXTS | {center_times.KIND}
"""Documents whose entries neither come nor go."""
_GROUPS: Final = ("group", "topic")
# Entries of a list that one line still holds
_LONG: Final = 6
_UNREADABLE: Final = (TOMLKitError, TypeError, AttributeError, ValueError, RecursionError)
KINDS: Final = frozenset({*_LISTS, *FIXED, "topics", leave_days.KIND, menu_nodes.KIND})
"""Documents whose entries can be edited one by one."""


class NoEntries(ValueError):
    """The text of the document cannot be read."""


class EntryExists(ValueError):
    """Another entry has this key."""


@dataclass(frozen=True)
class Entry:
    """An entry as a list shows it. `group` is empty where entries have none."""

    key: str
    name: str
    group: str = ""


def entries(kind: str, text: str) -> list[Entry]:
    """Return the entries of a document in their order.

    Raises:
        NoEntries: the text is no TOML, or of another form.
    """
    try:
        document = _parsed(text)
        if kind == center_times.KIND:
            return [Entry(center_times.KEY, center_times.KEY)]
        inside = skills.names(document).items() if kind == skills.KIND else ()
        others = [Entry(skills.PREFIX + key, name, skills.GROUP) for key, name in inside]
        return [*_shown(kind, document), *others]
    except (*_UNREADABLE, KeyError) as error:
        raise NoEntries(kind) from error


def entry(kind: str, text: str, key: str) -> Mapping[str, Any] | None:
    """Return what an entry says, plain; None if there is none. Raises NoEntries."""
    try:
        document = _parsed(text)
        if kind == center_times.KIND:
            return center_times.entry(document, key)
        if kind == leave_days.KIND:
            return leave_days.entry(document, key)
        if kind == menu_nodes.KIND:
            return menu_nodes.entry(document, key)
        if skills.is_skill(kind, key):
            return skills.entry(document, key)
        if kind in TEXTS:
            found = _text_of(kind, document, key)
            return None if found is None else {"text": found}
        table = _table(kind, document, key)
        return None if table is None else table.unwrap()
    except _UNREADABLE as error:
        raise NoEntries(kind) from error


def put(kind: str, text: str, key: str, values: Mapping[str, Any]) -> str:
    """Return the text with other values in an entry; empty ones are left out.

    Raises:
        NoEntries, KeyError: the text cannot be read; there is no such entry.
    """
    document = _parsed(text)
    if kind == center_times.KIND:
        _fill(document, values)
        return tomlkit.dumps(document)
    if kind == leave_days.KIND:
        leave_days.put(document, key, values)
        return tomlkit.dumps(document)
    if skills.is_skill(kind, key):
        skills.put(document, key.removeprefix(skills.PREFIX), values)
        return tomlkit.dumps(document)
    if kind in TEXTS:
        language, _, name = key.partition("-")
        texts = _texts(kind, document)[language]
        if texts[name] != values["text"]:
            texts[name] = _value(values["text"])
        return tomlkit.dumps(document)
    table = _table(kind, document, key)
    if table is None:
        raise KeyError(key)
    _fill(table, values)
    return tomlkit.dumps(document)


def add(kind: str, text: str, values: Mapping[str, Any], *, group: str = "") -> str:
    """Return the text with one more entry, at the end of its list or its group.

    Raises:
        NoEntries: the text cannot be read.
        EntryExists: the slug is taken.
        KeyError: there is no such group.
    """
    document = _parsed(text)
    key = values[key_of(kind)]
    if kind == leave_days.KIND:
        if leave_days.entry(document, key):
            raise EntryExists(key)
        leave_days.put(document, key, values)
        return tomlkit.dumps(document)
    if kind == skills.KIND and group == skills.GROUP:
        if skills.entry(document, skills.PREFIX + key):
            raise EntryExists(key)
        skills.put(document, key, values)
        return tomlkit.dumps(document)
    if kind == menu_nodes.KIND:
        if menu_nodes.entry(document, key):
            raise EntryExists(key)
        said = {name: value for name, value in values.items() if name != "key"}
        _fill(menu_nodes.table(document, key), said)
        return tomlkit.dumps(document)
    if _table(kind, document, key) is not None:
        raise EntryExists(key)
    table = tomlkit.table()
    _fill(table, values)
    if kind == "topics":
        inside = next((each for each in document["group"] if each["slug"] == group), None)
        if inside is None:
            raise KeyError(group)
        inside.setdefault(_GROUPS[1], tomlkit.aot()).append(table)
    else:
        document.setdefault(_LISTS[kind], tomlkit.aot()).append(table)
    return tomlkit.dumps(document)


def remove(kind: str, text: str, key: str) -> str:
    """Return the text without an entry. Raises NoEntries, KeyError."""
    document = _parsed(text)
    if kind == leave_days.KIND:
        leave_days.remove(document, key)
        return tomlkit.dumps(document)
    if kind == menu_nodes.KIND:
        menu_nodes.remove(document, key)
        return tomlkit.dumps(document)
    if skills.is_skill(kind, key):
        skills.remove(document, key)
        return tomlkit.dumps(document)
    for tables in _lists(kind, document):
        for place, table in enumerate(tables):
            if table[key_of(kind)] == key:
                del tables[place]
                return tomlkit.dumps(document)
    raise KeyError(key)


def groups(kind: str, text: str) -> list[Entry]:
    """Return the groups that an entry may belong to; none where entries have none."""
    if kind != "topics":
        return []
    return [Entry(each["slug"], str(each["name"])) for each in _parsed(text).get(_GROUPS[0], [])]


def _parsed(text: str) -> Any:
    try:
        return tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise NoEntries from error


def _shown(kind: str, document: Any) -> Iterator[Entry]:
    if kind == leave_days.KIND:
        yield from (Entry(day, day) for day in leave_days.days(document))
    elif kind == menu_nodes.KIND:
        for name, node in menu_nodes.nodes(document).items():
            yield Entry(name, str(node.get("title", name)))
    elif kind in TEXTS:
        for language, texts in _texts(kind, document).items():
            yield from (Entry(f"{language}-{name}", name, language) for name in texts)
    elif kind == "topics":
        for group in document["group"]:
            for topic in group.get(_GROUPS[1], []):
                yield Entry(topic["slug"], str(topic["name"]), str(group["name"]))
    else:
        for table in document.get(_LISTS[kind], []):
            yield Entry(table[key_of(kind)], named(table, ""))


def _lists(kind: str, document: Any) -> Iterator[Any]:
    """Yield the lists of tables that hold the entries of a document."""
    if kind == "topics":
        yield from (group.get(_GROUPS[1], []) for group in document.get(_GROUPS[0], []))
    else:
        yield document.get(_LISTS[kind], [])


def _table(kind: str, document: Any, key: str) -> Any | None:
    if kind == menu_nodes.KIND:
        return menu_nodes.nodes(document).get(key)
    for tables in _lists(kind, document):
        for table in tables:
            if table[key_of(kind)] == key:
                return table
    return None


def key_of(kind: str) -> str:
    """Return what the entries of a document call their name for addresses."""
    if kind == leave_days.KIND:
        return "day"
    return "key" if kind in _BY_KEY else "slug"


def named(said: Mapping[str, Any], key: str) -> str:
    """Return what an entry is called."""
    return _name(said.get("name") or said.get("label") or key)


def _name(value: Any) -> str:
    """Return a name; of several the first, in the city's own language."""
    return str(next(iter(value.values())) if isinstance(value, Mapping) else value)


def _texts(kind: str, document: Any) -> Mapping[str, Any]:
    """Return the tables of texts by their language, the city's own first."""
    if kind == "texts":
        return dict(document)
    others = document.get("languages", {}).items()
    spoken = {str(document["language"]): document, **dict(others)}
    return {language: table["prompts"] for language, table in spoken.items()}


def _text_of(kind: str, document: Any, key: str) -> str | None:
    language, _, name = key.partition("-")
    found = _texts(kind, document).get(language, {}).get(name)
    return None if found is None else str(found)


def _fill(table: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        former = table.get(name)
        if _is_empty(value):
            # What is empty already says the same
            if former is not None and not _is_empty(former):
                del table[name]
        elif former != _value(value):
            table[name] = _value(value)


def _is_empty(value: Any) -> bool:
    """Tell whether a value says nothing; the number 0 says something."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return not value and not is_number


def _value(value: Any) -> Any:
    if isinstance(value, str) and "\n" in value:
        return tomlkit.string(value, multiline=True)
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        return table
    if isinstance(value, tuple | list):
        return _list(value)
    return value


def _list(value: Sequence[Any]) -> Any:
    """Return a list as people write it: a long one on several lines."""
    written = tomlkit.array().multiline(len(value) > _LONG)
    written.extend(value)
    return written
