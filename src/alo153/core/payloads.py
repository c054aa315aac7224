"""The data of an event, in addition to actor, time and subject: a typed payload for each name.

Each capability declares its own in `events.py`. Values are keys and numbers, never words of a
person: history outlives the person's row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from types import get_original_bases
from typing import Any, ClassVar, Self, dataclass_transform, get_args

from django.db import models

_declared: dict[str, type[Payload[Any]]] = {}
_DIMENSIONS = "dimensions"


class Undeclared(LookupError):
    """No payload is declared for this name."""


class Unreadable(ValueError):
    """A stored payload lacks a value that has no default."""


@dataclass(frozen=True, kw_only=True)
class Dimensions:
    """By what reports count: keys of the city's data, as they were when it happened.

    Rows older than the dimensions have none.
    """

    unit: int | None = None
    topic: int | None = None
    # Slug of `CaseKind`
    kind: str | None = None
    channel: str | None = None
    # Key of a queue of calls
    queue: str | None = None
    agent: int | None = None
    # The place
    district: int | None = None
    neighborhood: int | None = None


NOTHING = Dimensions()


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Payload[S: models.Model]:
    """The data of one kind of event; `S` is its subject. Subclasses are frozen dataclasses.

    A subclass with a name is declared by that; one without is what several share. The docstring is
    one sentence: when it is recorded. A field that may be missing in old rows has a default, and
    None is not stored. Rows are sealed and stay as they are: an event that is renamed says what it
    was called `formerly`, and in `former_fields` how its fields were.
    """

    name: ClassVar[str] = ""
    names: ClassVar[tuple[str, ...]] = ()
    former_fields: ClassVar[Mapping[str, str]] = {}
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls, *, name: str = "", formerly: str = "") -> None:
        """Make it a dataclass and note its name.

        Raises:
            ValueError: the name is declared already.
        """
        super().__init_subclass__()
        dataclass(frozen=True, kw_only=True)(cls)
        cls.name = name
        cls.names = tuple(each for each in (name, formerly) if each)
        for each in cls.names:
            if each in _declared:
                raise ValueError(f"{each} is declared twice")
        _declared.update(dict.fromkeys(cls.names, cls))

    def dimensions(self, subject: S) -> Dimensions:  # noqa: ARG002 - for those who have some
        """Return by what reports count it; costs no query."""
        return NOTHING

    def stored(self, subject: S) -> dict[str, Any]:
        """Return it as JSON values."""
        told = _without_none(vars(self))
        dimensions = _without_none(vars(self.dimensions(subject)))
        return told | ({_DIMENSIONS: dimensions} if dimensions else {})

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """Return what a row says; values that are no longer declared are left out.

        Raises:
            Unreadable: a value without a default is missing.
        """
        said = {cls.former_fields.get(name, name): value for name, value in data.items()}
        known = {each.name: said[each.name] for each in fields(cls) if each.name in said}
        missing = [each.name for each in fields(cls) if _needed(each) and each.name not in known]
        if missing:
            raise Unreadable(f"{cls.name} without {', '.join(missing)}")
        return cls(**known)

    @classmethod
    def subject_model(cls) -> type[models.Model]:
        """Return the model of what it happens to."""
        for base in get_original_bases(cls):
            for argument in get_args(base):
                if isinstance(argument, type) and issubclass(argument, models.Model):
                    return argument
        return next(
            base.subject_model()
            for base in cls.__bases__
            if issubclass(base, Payload) and base is not Payload
        )


def declared() -> Iterator[type[Payload[Any]]]:
    """Go through all payloads, by capability and then as they are in the code."""
    yield from dict.fromkeys(_declared.values())


def of_name(name: str) -> type[Payload[Any]]:
    """Return the payload of an event's name, of today or former. Raises Undeclared."""
    try:
        return _declared[name]
    except KeyError:
        raise Undeclared(name) from None


def name_today(name: str) -> str:
    """Return what an event is called today; a name that is no longer declared stays as it is."""
    return _declared[name].name if name in _declared else name


def names_of(those: Iterable[type[Payload[Any]]]) -> list[str]:
    """Return under which names rows of these kinds lie, former ones included."""
    return [name for what in those for name in what.names]


def dimensions_of(data: Mapping[str, Any]) -> Dimensions:
    """Return the dimensions of a row; none of them if it is older than they are."""
    known = data.get(_DIMENSIONS, {})
    return Dimensions(**{key: known[key] for key in known if key in _KEYS})


_KEYS = frozenset(each.name for each in fields(Dimensions))


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
