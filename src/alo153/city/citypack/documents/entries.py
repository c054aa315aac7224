"""One entry of a document: read, put, taken out. Comments and all the rest stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import tomlkit
from tomlkit.exceptions import TOMLKitError

from alo153.city.citypack.documents import (
    inner_lists,
    leave_days,
    menu_nodes,
    number_words,
    rows,
    skills,
    tables,
    topic_groups,
)
from alo153.city.citypack.documents.filling import fill, toml_value

_LISTS: Final[Mapping[str, str]] = {
    "units": "unit",
    "contacts": "contact",
    "alarms": "alarm",
    "queues": "queue",
    "numbers": "number",
    "pauses": "pause",
    "kinds": "kind",
    "roles": "role",
    "offices": "office",
    "feeds": "feed",
    "partners": "partner",
}
_BY_KEY: Final = frozenset({"queues", "numbers", "pauses", "roles", menu_nodes.KIND})
"""Documents whose entries call their name for addresses `key`, not `slug`."""
TEXTS: Final = frozenset({"texts", "voice"})
"""Documents that are texts by language."""
LAW: Final = "law"
FIXED: Final = TEXTS | {"retention", "center"}
"""Documents to which nobody adds an entry."""
_ADDRESS: Final = re.compile(r"[-a-zA-Z0-9_]+")
"""The letters of a key in the address of an entry's page."""
_UNREADABLE: Final = (TOMLKitError, TypeError, AttributeError, ValueError, RecursionError)
KINDS: Final = frozenset(
    {*_LISTS, *FIXED, LAW, topic_groups.KIND, leave_days.KIND, menu_nodes.KIND}
)
"""Documents whose entries can be edited one by one."""


class NoEntries(ValueError):
    """The text of the document cannot be read entry by entry."""


class EntryExists(ValueError):
    """Another entry has this key."""


class _Part(Protocol):
    """A module whose entries are no tables of a list."""

    def entry(self, document: Any, key: str, /) -> Mapping[str, Any] | None: ...

    def put(self, document: Any, key: str, values: Mapping[str, Any], /) -> None: ...

    def remove(self, document: Any, key: str, /) -> None: ...


@dataclass(frozen=True)
class Entry:
    """An entry as a list shows it. `group` is empty where entries have none.

    `said` has the values of an entry that a page names by more than its name.
    """

    key: str
    name: str
    group: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


def entries(kind: str, text: str) -> list[Entry]:
    """Return the entries of a document in their order.

    Raises:
        NoEntries: the text is no TOML, or of another form, or no address can hold a key of it.
    """
    try:
        document = _parsed(text)
        inside = skills.names(document).items() if kind == skills.KIND else ()
        others = [Entry(skills.PREFIX + key, name, skills.GROUP) for key, name in inside]
        others += [Entry(*each) for each in inner_lists.listed(kind, document)]
        single = [Entry(key, key, tables.PREFIX) for key in tables.keys(kind)]
        found = [*_shown(kind, document), *others, *single]
        has_pages = all(_ADDRESS.fullmatch(each.key) for each in found)
    except (*_UNREADABLE, KeyError) as error:
        raise NoEntries(kind) from error
    if not has_pages:
        raise NoEntries(kind)
    return found


def is_fixed(kind: str, text: str, key: str) -> bool:
    """Tell whether nobody can take an entry out: a table, a group with topics. Raises NoEntries."""
    if topic_groups.is_group(kind, key):
        return topic_groups.has_topics(_parsed(text), key)
    return kind in FIXED or tables.is_table(kind, key)


def entry(kind: str, text: str, key: str) -> Mapping[str, Any] | None:
    """Return what an entry says, plain; None if there is none. Raises NoEntries."""
    try:
        document = _parsed(text)
        if kind == menu_nodes.KIND:
            return menu_nodes.entry(document, key)
        if part := _part(kind, key):
            return part.entry(document, key)
        if kind in TEXTS:
            found = _text_of(kind, document, key)
            return None if found is None else {"text": found}
        table = _table(kind, document, key)
        return None if table is None else table.unwrap()
    except _UNREADABLE as error:
        raise NoEntries(kind) from error


def inherited(kind: str, text: str, key: str) -> Mapping[str, Any]:
    """Return the values that an entry takes from its group where it says none; none without one."""
    return topic_groups.group_of(_parsed(text), key) if kind == topic_groups.KIND else {}


def put(kind: str, text: str, key: str, values: Mapping[str, Any]) -> str:
    """Return the text with other values in an entry; empty ones are left out.

    Raises:
        NoEntries, KeyError: the text cannot be read; there is no such entry.
    """
    document = _parsed(text)
    if part := _part(kind, key):
        part.put(document, key, values)
        return tomlkit.dumps(document)
    if kind in TEXTS:
        language, _, name = key.partition("-")
        texts = _texts(kind, document)[language]
        if texts[name] != values["text"]:
            texts[name] = toml_value(values["text"])
        return tomlkit.dumps(document)
    table = _table(kind, document, key)
    if table is None:
        raise KeyError(key)
    fill(table, values)
    return tomlkit.dumps(document)


def _part(kind: str, key: str) -> _Part | None:
    """Return the module that reads and writes an entry; None: it is a table of a list, or text."""
    if tables.is_table(kind, key):
        return tables
    if topic_groups.is_group(kind, key):
        return topic_groups
    if skills.is_skill(kind, key):
        return skills
    if inner_lists.of_entry(kind, key):
        return inner_lists
    if number_words.is_numbers(kind, key):
        return number_words
    return leave_days if kind == leave_days.KIND else None


def add(kind: str, text: str, values: Mapping[str, Any], *, group: str = "") -> str:
    """Return the text with one more entry, at the end of its list or its group.

    Raises:
        NoEntries: the text cannot be read.
        EntryExists: the key is taken.
        KeyError: there is no such group.
    """
    document = _parsed(text)
    key = key_of_new(kind, group, values)
    if part := _part(kind, key):
        if part.entry(document, key) is not None:
            raise EntryExists(key)
        part.put(document, key, values)
        return tomlkit.dumps(document)
    if kind == menu_nodes.KIND:
        if menu_nodes.entry(document, key):
            raise EntryExists(key)
        said = {name: value for name, value in values.items() if name != "key"}
        fill(menu_nodes.table(document, key), said)
        return tomlkit.dumps(document)
    if _table(kind, document, key) is not None:
        raise EntryExists(key)
    table = tomlkit.table()
    fill(table, values)
    if kind == topic_groups.KIND:
        inside = next((each for each in document["group"] if each["slug"] == group), None)
        if inside is None:
            raise KeyError(group)
        rows.append(inside.setdefault(topic_groups.TOPICS, tomlkit.aot()), table)
    else:
        rows.append(document.setdefault(_LISTS[kind], tomlkit.aot()), table)
    return tomlkit.dumps(document)


def remove(kind: str, text: str, key: str) -> str:
    """Return the text without an entry. Raises NoEntries, KeyError."""
    document = _parsed(text)
    if part := _part(kind, key):
        part.remove(document, key)
        return tomlkit.dumps(document)
    if kind == menu_nodes.KIND:
        menu_nodes.remove(document, key)
        return tomlkit.dumps(document)
    for list_ in _lists(kind, document):
        for place, table in enumerate(list_):
            if table[key_of(kind)] == key:
                rows.take_out(list_, place)
                return tomlkit.dumps(document)
    raise KeyError(key)


def groups(kind: str, text: str) -> list[Entry]:
    """Return the groups that an entry may belong to; none where entries have none."""
    if kind != topic_groups.KIND:
        return []
    found = _parsed(text).get(topic_groups.GROUPS, [])
    return [Entry(each["slug"], str(each["name"])) for each in found]


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
        yield from _shown_texts(kind, document)
    elif kind == topic_groups.KIND:
        yield from (Entry(*each) for each in topic_groups.listed(document))
    elif kind in _LISTS:
        for table in document.get(_LISTS[kind], []):
            yield Entry(table[key_of(kind)], named(table, ""))


def _shown_texts(kind: str, document: Any) -> Iterator[Entry]:
    for language, texts in _texts(kind, document).items():
        for name, text in texts.items():
            yield Entry(f"{language}-{name}", name, language, {"text": str(text)})
        if kind == number_words.KIND:
            yield Entry(number_words.PREFIX + language, number_words.TABLE, language)


def _lists(kind: str, document: Any) -> Iterator[Any]:
    """Yield the lists of tables that hold the entries of a document."""
    if kind == topic_groups.KIND:
        for group in document.get(topic_groups.GROUPS, []):
            yield group.get(topic_groups.TOPICS, [])
    else:
        yield document.get(_LISTS[kind], [])


def _table(kind: str, document: Any, key: str) -> Any | None:
    if kind == menu_nodes.KIND:
        return menu_nodes.nodes(document).get(key)
    for list_ in _lists(kind, document):
        for table in list_:
            if table[key_of(kind)] == key:
                return table
    return None


def key_of(kind: str, group: str = "") -> str:
    """Return what the entries of a document, or of a list in it, call their name for addresses."""
    if inner := inner_lists.of_group(kind, group):
        return inner.named_by[0]
    if kind == leave_days.KIND:
        return "day"
    return "key" if kind in _BY_KEY else "slug"


def key_of_new(kind: str, group: str, values: Mapping[str, Any]) -> str:
    """Return the key that the page of a new entry will have."""
    if inner := inner_lists.of_group(kind, group):
        return inner.key(values)
    own = str(values[key_of(kind)])
    if kind == skills.KIND and group == skills.GROUP:
        return skills.PREFIX + own
    is_group = kind == topic_groups.KIND and group == topic_groups.GROUPS
    return topic_groups.PREFIX + own if is_group else own


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
