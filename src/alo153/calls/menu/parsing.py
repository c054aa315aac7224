"""Makes a menu of a parsed `menu.toml`; mistakes name the node and what to do."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from .nodes import KINDS, Menu, Node

type Data = Mapping[str, Any]
KEYS = tuple("0123456789*#")


class MenuError(ValueError):
    """A menu cannot be used; `mistakes` are sentences for the person who wrote it."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def read(data: Data) -> Menu:
    """Read a menu. Raises MenuError with every mistake of spelling found in it."""
    mistakes = [f'menu: {key!r} is missing; write {key} = "<a node>" at the top'
                for key in ("start", "operator") if key not in data]  # fmt: skip
    found = {name: _node(name, given, mistakes) for name, given in data.get("nodes", {}).items()}
    if not found:
        mistakes.append("menu: there is no node; write [nodes.<name>] with a kind")
    for key in ("starts", "lists"):
        if not _is_texts(data.get(key, [])):
            mistakes.append(f'menu: {key} cannot be read; write a list of nodes: ["social-line"]')
    if mistakes:
        raise MenuError(mistakes)
    starts, lists = (tuple(data.get(key, ())) for key in ("starts", "lists"))
    top = {key: data[key] for key in ("start", "operator", "main", "operator_key") if key in data}
    kept = {name: node for name, node in found.items() if node}
    return Menu(nodes=kept, starts=starts, lists=lists, **top)


def _node(name: str, given: Data, mistakes: list[str]) -> Node | None:
    kind = KINDS.get(given.get("kind", ""))
    if kind is None:
        known = ", ".join(KINDS)
        mistakes.append(f"{name}: kind {given.get('kind', '')!r} is not known; use one of {known}")
        return None
    wanted = {field.name: field for field in dataclasses.fields(kind) if field.name != "name"}
    before = len(mistakes)
    mistakes += [
        f"{name}: {key!r} means nothing to a node of kind {kind.kind}; remove it"
        for key in given
        if key not in wanted and key != "kind"
    ]
    mistakes += [f"{name}: {key!r} is missing; add it" for key in _missing(wanted, given)]
    values = {key: given[key] for key in wanted if key in given}
    mistakes += [
        f"{name}: {key} = {value!r} cannot be read; {SHAPES[str(wanted[key].type)][1]}"
        for key, value in values.items()
        if not SHAPES[str(wanted[key].type)][0](value)
    ]
    if len(mistakes) > before:
        return None
    return kind(name=name, **{key: _value(value) for key, value in values.items()})


def _missing(wanted: Mapping[str, dataclasses.Field[Any]], given: Data) -> list[str]:
    return [
        key
        for key, field in wanted.items()
        if key not in given
        and field.default is dataclasses.MISSING
        and field.default_factory is dataclasses.MISSING
    ]


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_keys(value: Any) -> bool:
    return isinstance(value, dict) and all(
        key in KEYS and _is_text(target) for key, target in value.items()
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _is_yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


SHAPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "str": (_is_text, "write one word in quotes"),
    "tuple[str, ...]": (_is_texts, 'write a list of prompts: ["greeting"]'),
    "Mapping[str, str]": (_is_keys, 'write keys 0 to 9, * or # with their nodes: {1 = "status"}'),
    "float": (_is_number, "write seconds as a number"),
    "int": (_is_number, "write a whole number"),
    "bool": (_is_yes_or_no, "write true or false"),
}
"""The values that a field of a node accepts, by its type."""
