"""What the switchboard decides has values of the declared types.

The type checker does not see all of them: `Turn.change(call, **changes)` takes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from alo153.switchboard.acd.state.state import State
from alo153.switchboard.acd.turn.commands import Command


def check_decision(before: State, after: State, commands: Iterable[Command]) -> None:
    """Look at all that was ordered, and at what is new in the state."""
    for command in commands:
        check_values(command)
    for held in ("calls", "agents", "monitors", "seats", "paces"):
        known = getattr(before, held)
        for key, each in getattr(after, held).items():
            if known.get(key) is not each:
                check_values(each)
    if after.sharing is not before.sharing:
        check_values(after.sharing)


def check_values(thing: Any) -> None:
    """Look at every field of a record, and at the records in it."""
    for name, kind in _kinds(type(thing)):
        value = getattr(thing, name)
        assert _fits(value, kind), f"{type(thing).__name__}.{name} is {value!r}, declared as {kind}"


@cache
def _kinds(of: type) -> list[tuple[str, Any]]:
    hints = get_type_hints(of)
    return [(each.name, hints[each.name]) for each in fields(of)]


def _fits(value: object, kind: Any) -> bool:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return any(_fits(value, each) for each in inner)
    if origin is not None:
        return _holds(value, origin, inner)
    if kind is float:
        return isinstance(value, float | int)
    if not isinstance(value, kind):
        return False
    if is_dataclass(value):
        check_values(value)
    return True


def _holds(value: Any, origin: type, inner: tuple[Any, ...]) -> bool:
    """Say whether a collection is one of its kind, and all that is in it as well."""
    if not isinstance(value, origin):
        return False
    if issubclass(origin, Mapping):
        return all(map(_fits, value, [inner[0]] * len(value))) and all(
            map(_fits, value.values(), [inner[1]] * len(value))
        )
    if origin is tuple and inner[-1] is not ...:
        return len(value) == len(inner) and all(map(_fits, value, inner))
    return all(_fits(each, inner[0]) for each in value)
