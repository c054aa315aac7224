"""Purposes of messages: each capability declares its own next to its words. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

A_TALK: Final = timedelta(minutes=5)
"""For a message during a call."""
HOURS: Final = timedelta(hours=2)
"""For a message that a citizen waits for: if it fails, a person calls on the same day."""
A_NIGHT: Final = timedelta(hours=8)
"""For a message that nobody waits for: it outlasts an evening without a provider."""


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """The purpose of a message, and its consequences.

    Args:
        worth: for how long it is tried again after temporary failures.
        at_any_hour: the citizen asks for it at this moment, so quiet hours do not hold it back.
        answers: a person answers what its recipient wrote; see `at_night`.
        owed: the municipality must say it, so nobody opts out of it.
        followed: its writer shows its result, so it waits in no separate list.
        replies: a machine answers a message by it, and says so to other machines.
        secret: its words open something, so they are blanked once it left or failed.
    """

    key: str
    label: "StrPromise"
    worth: timedelta = HOURS
    at_any_hour: bool = False
    answers: bool = False
    owed: bool = True
    followed: bool = False
    replies: bool = False
    secret: bool = False


_UNKNOWN: Final = Purpose(key="", label=_("another message"))
_declared: dict[str, Purpose] = {}


def declare(purpose: Purpose) -> str:
    """Declare a purpose and return its key, which messages and their events hold.

    Raises:
        ValueError: another one has this key.
    """
    if purpose.key in _declared:
        raise ValueError(f"two purposes of messages are called {purpose.key}")
    _declared[purpose.key] = purpose
    return purpose.key


def named(key: str) -> Purpose:
    """Return the purpose of a message; a careful one if a newer program dropped it."""
    return _declared.get(key, _UNKNOWN)


def every() -> list[Purpose]:
    """Return all that are declared; complete once all is imported."""
    return list(_declared.values())
