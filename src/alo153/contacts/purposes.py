"""Purposes of messages: each capability declares its own next to its texts. Pure."""

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
    """The purpose of a message, and the rules that follow from it.

    Args:
        worth: for how long delivery is tried again after temporary failures.
        at_any_hour: the citizen has just asked for it, so quiet hours do not apply.
        answers: a person answers a message of the recipient; see `at_night`.
        owed: the municipality must send it, so nobody can opt out of it.
        followed: its sender shows the result, so failures are in no separate list.
        replies: an automatic reply, marked so for other machines.
        secret: its text contains a code or link, and is deleted after delivery or failure.
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
    """Declare a purpose and return its key, which is stored in messages and events.

    Raises:
        ValueError: another purpose has this key.
    """
    if purpose.key in _declared:
        raise ValueError(f"two purposes of messages are called {purpose.key}")
    _declared[purpose.key] = purpose
    return purpose.key


def named(key: str) -> Purpose:
    """Return the purpose of a message; a strict default if this version no longer has it."""
    return _declared.get(key, _UNKNOWN)


def every() -> list[Purpose]:
    """Return all declared purposes; complete when every capability is imported."""
    return list(_declared.values())
