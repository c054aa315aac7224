"""The changes of a document: added, removed and changed entries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, Literal

from alo153.city.citypack.parts import CityPack, DistrictLine, NeighborhoodLine
from alo153.city.citypack.queues.center import BOUNDS


@dataclass(frozen=True)
class Change:
    """One entry that differs. `fields` are the keys that say something else."""

    what: Literal["added", "changed", "removed"]
    key: str
    name: str
    fields: tuple[str, ...] = ()


VALUE: Final = "value"
"""The field of an entry that is a single value."""
_Entries = Mapping[str, Mapping[str, Any]]


def compare(kind: str, before: CityPack, after: CityPack) -> list[Change]:
    """Return how a document of two cities differs, in the order of the entries. Raises KeyError."""
    entries = _ENTRIES[kind]
    old, new = entries(before), entries(after)
    gone = [Change("removed", key, _name(old[key], key)) for key in old if key not in new]
    return [*_come_or_changed(old, new), *gone]


def _come_or_changed(old: _Entries, new: _Entries) -> Iterable[Change]:
    for key, entry in new.items():
        if key not in old:
            yield Change("added", key, _name(entry, key))
        elif different := tuple(each for each in entry if entry[each] != old[key].get(each)):
            yield Change("changed", key, _name(entry, key), different)


def _name(entry: Mapping[str, Any], key: str) -> str:
    name = entry.get("name") or entry.get("labels") or key
    return str(next(iter(name.values())) if isinstance(name, Mapping) else name)


def _lines(rows: Iterable[Any]) -> _Entries:
    return {row.slug: _plain(row) for row in rows}


def _plain(value: Any) -> Any:
    """Return a value without the lines of its file: the line of an entry is no difference."""
    if is_dataclass(value):
        names = [each.name for each in fields(value) if each.name != "spot"]
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list):
        return tuple(map(_plain, value))
    return dict(value) if isinstance(value, Mapping) else value


def _values(facts: Mapping[str, Any]) -> _Entries:
    """Return single values as entries of one field."""
    return {name: {VALUE: value} for name, value in facts.items()}


def _texts(pack: CityPack) -> _Entries:
    return _values(
        {
            f"{language}: {key}": text
            for language, texts in pack.texts.items()
            for key, text in texts.items()
        }
    )


def _topics(pack: CityPack) -> _Entries:
    groups = {each.slug: {"name": each.name} for each in pack.groups}
    return {**groups, **_lines(pack.topics)}


def _kinds(pack: CityPack) -> _Entries:
    return {**_lines(pack.kinds.kinds), **_values(pack.kinds.telling)}


def _alarms(pack: CityPack) -> _Entries:
    return {**_lines(pack.alarms), **_values({"look_within": pack.look_within})}


def _offices(pack: CityPack) -> _Entries:
    offices = pack.offices
    rest = {
        "priority_minutes": offices.priority_minutes,
        "priority_names": offices.priority_names,
        "identity_scan_days": offices.identity_scan_days,
    }
    return {**_lines(offices.offices), **_values(rest)}


def _roles(pack: CityPack) -> _Entries:
    return {each.bundle.key: _plain(each.bundle) for each in pack.roles}


def _queues(pack: CityPack) -> _Entries:
    said = pack.queues
    named = {f"{each.channel}": _plain(each) for each in said.media}
    windows = {f"window {each.key}": _plain(each) for each in said.windows}
    rest = {"written": _plain(said.written), "lists": _plain(said.lists)}
    skills = _values({f"skill {key}": name for key, name in said.skills.items()})
    return {**_keyed(said.queues), **windows, **named, **skills, **rest}


def _menu(pack: CityPack) -> _Entries:
    nodes = {
        key: {"name": node.get("title", ""), **node, "title": None}
        for key, node in _tables(_said(pack, "menu").get("nodes"))
    }
    # A node may be called as a key at the top of the file is
    top = {f"menu: {key}": said for key, said in _said(pack, "menu").items() if key != "nodes"}
    return {**nodes, **_values(top)}


def _voice(pack: CityPack) -> _Entries:
    said = _said(pack, "voice")
    spoken = {str(said.get("language", "")): said, **dict(_tables(said.get("languages")))}
    texts = {
        f"{language}: {key}": text
        for language, table in spoken.items()
        for part in ("prompts", "numbers")
        for key, text in dict(table.get(part, {})).items()
    }
    return _values({**texts, **dict(said.get("spoken", {}))})


def _law(pack: CityPack) -> _Entries:
    rules = _said(pack, "law").get("rule", ())
    return {
        " ".join(str(rule[key]) for key in ("key", "status", "valid_from") if key in rule): rule
        for rule in rules
    }


def _feeds(pack: CityPack) -> _Entries:
    feeds = _said(pack, "feeds").get("feed", ())
    return {str(each.get("slug", "")): each for each in feeds}


def _boundaries(pack: CityPack) -> _Entries:
    names = {each.slug: each.name for each in pack.districts}
    districts = {each.slug: _drawn(each, each.name) for each in pack.districts}
    near = {
        each.key: _drawn(each, f"{each.name} ({names.get(each.district, each.district)})")
        for each in pack.neighborhoods
    }
    return {**districts, **near}


def _drawn(line: DistrictLine | NeighborhoodLine, name: str) -> Mapping[str, Any]:
    return {"name": name, "area": line.area}


def _said(pack: CityPack, kind: str) -> Mapping[str, Any]:
    return pack.plain.get(kind, {})


def _tables(value: Any) -> Iterable[tuple[str, Mapping[str, Any]]]:
    return [(key, each) for key, each in dict(value or {}).items() if isinstance(each, Mapping)]


def _keyed(rows: Iterable[Any]) -> _Entries:
    return {row.key: _plain(row) for row in rows}


_ENTRIES: Final[Mapping[str, Callable[[CityPack], _Entries]]] = {
    "city": lambda pack: _values(_plain(pack.city)),
    "texts": _texts,
    "topics": _topics,
    "kinds": _kinds,
    "units": lambda pack: _lines(pack.units),
    "contacts": lambda pack: _lines(pack.contacts),
    "alarms": _alarms,
    "offices": _offices,
    "partners": lambda pack: _lines(pack.partners),
    "roles": _roles,
    "queues": _queues,
    "menu": _menu,
    "numbers": lambda pack: _keyed(pack.numbers),
    "voice": _voice,
    "pauses": lambda pack: _keyed(pack.pauses),
    "center": lambda pack: _values({name: pack.center.get(name) for name in BOUNDS}),
    "law": _law,
    "feeds": _feeds,
    "boundaries": _boundaries,
    "retention": lambda pack: _values(_plain(pack.retention)),
}
