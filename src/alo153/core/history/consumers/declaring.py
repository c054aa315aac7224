"""The declaration of a consumer: a key, its events, and its function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from alo153.core.models import Event
from alo153.core.payloads import Dimensions, Payload, dimensions_of


@dataclass(frozen=True)
class Happened[P: Payload[Any]]:
    """An event as a consumer gets it. Its number is the same however often it comes."""

    event: Event
    what: P

    @property
    def dimensions(self) -> Dimensions:
        """Return by what reports count it."""
        return dimensions_of(self.event.data)


@dataclass(frozen=True)
class Consumer:
    """Made by `consumer`. The key names the cursor: renaming it begins anew."""

    key: str
    wants: tuple[type[Payload[Any]], ...]
    handle: Callable[[Sequence[Happened[Any]]], None]


_installed: dict[str, Consumer] = {}


def consumer[P: Payload[Any]](
    key: str, *wants: type[P], handle: Callable[[Sequence[Happened[P]]], None]
) -> Consumer:
    """Declare who handles these events, from the first one ever on.

    Args:
        handle: gets events in the order of their numbers, in a transaction with the cursor. What
            it writes is written once; what it does outside may be done again. It raises when it
            cannot: then it gets them again later, and nothing behind them before.
    """
    return Consumer(key, wants, handle)


def install(consumers: Sequence[Consumer]) -> None:
    """Install all; called once, by the composition root."""
    _installed.clear()
    _installed.update({each.key: each for each in consumers})


def installed() -> Sequence[Consumer]:
    """Return all, in the order in which they run."""
    return tuple(_installed.values())
