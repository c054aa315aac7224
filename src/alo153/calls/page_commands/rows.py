"""Rows of pages' commands: one place writes them, and one reads them.

An action makes a command and writes its row (`calls/actions.py`); in `switchboard/acd` an event
inherits from it and gives it its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import StrEnum
from types import UnionType
from typing import Any, ClassVar, Self, get_args, get_origin, get_type_hints

_named: dict[str, type[PageCommand]] = {}


class Unreadable(ValueError):
    """A row that this version does not understand; the text tells no value of it."""


@dataclass(frozen=True, kw_only=True)
class PageCommand:
    """A person's command. A subclass with a name is one command; rows know it by its name.

    A field that rows of older versions may lack has a default.
    """

    name: ClassVar[str] = ""
    at_home: ClassVar[bool] = False
    """The node decides where the telephone is; of all else the node of the call at hand."""

    def __init_subclass__(cls, *, name: str = "") -> None:
        """Note the name. Raises ValueError: another command has it."""
        super().__init_subclass__()
        if name in _named:
            raise ValueError(f"{name} is declared twice")
        if name:
            cls.name, _named[name] = name, cls

    @property
    def whose(self) -> int | None:
        """Return the user whose telephone it is about."""
        return None

    @property
    def about(self) -> str:
        """Return the key of the running call it names."""
        return ""

    def stored(self) -> dict[str, Any]:
        """Return the JSON values of its row."""
        return dict(vars(self))

    @classmethod
    def by_field(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the values of a row by the fields they belong to."""
        return payload

    @classmethod
    def of_row(cls, payload: Mapping[str, Any]) -> Self:
        """Return what a row says. Raises Unreadable."""
        kinds, given = get_type_hints(cls), dict[str, Any]()
        said = cls.by_field(payload)
        for each in fields(cls):
            if each.name in said:
                given[each.name] = _checked(each.name, kinds[each.name], said[each.name])
            elif _is_needed(each):
                raise Unreadable(f"{each.name} is missing")
        return cls(**given)


def read(name: str, payload: object) -> PageCommand:
    """Return what a row asks for; values that no field has are left out.

    Raises:
        Unreadable: the name is unknown, or a value is missing or of another kind.
    """
    if name not in _named:
        raise Unreadable(f"{name}: no such command")
    if not isinstance(payload, dict):
        raise Unreadable(f"{name}: its values have no names")
    try:
        return _named[name].of_row(payload)
    except Unreadable as error:
        raise Unreadable(f"{name}: {error}") from None


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _checked(field: str, kind: Any, value: object) -> Any:
    if isinstance(kind, type) and issubclass(kind, StrEnum) and value in list(kind):
        return kind(str(value))
    if _fits(kind, value):
        return value
    raise Unreadable(f"{field} is of another kind")


def _fits(kind: Any, value: object) -> bool:
    if isinstance(kind, UnionType):
        return any(_fits(each, value) for each in get_args(kind))
    if get_origin(kind) is dict:
        of_key, of_value = get_args(kind)
        return isinstance(value, dict) and all(
            _fits(of_key, key) and _fits(of_value, each) for key, each in value.items()
        )
    # True is no number
    return type(value) is kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The party that an agent asks into a call: an agent, a browser by its token, or a number.

    `home` is the node at which the agent's telephone is, if several are named.
    """

    agent: int | None = None
    home: str = ""
    number: str = field(default="", repr=False)
    guest: str = field(default="", repr=False)

    def stored(self) -> dict[str, Any]:
        """Return what a page can name: no browser."""
        home = {"to_node": self.home} if self.home else {}
        return {"to_agent": self.agent, "number": self.number} | home

    @classmethod
    def of_row(cls, payload: Mapping[str, Any]) -> Self | None:
        """Return whom a row names; None if nobody. Raises Unreadable."""
        agent = _checked("to_agent", int | None, payload.get("to_agent"))
        number = _checked("number", str, payload.get("number", ""))
        home = _checked("to_node", str, payload.get("to_node", ""))
        return cls(agent=agent, home=home, number=number) if agent or number else None
