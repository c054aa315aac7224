"""Words of the wall: why something was not done, and what queues are called."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.calls.floor import city_queues
from alo153.calls.floor import queries as floor
from alo153.calls.queue import GENERAL

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

REFUSAL_IS_SHOWN = timedelta(seconds=20)
REFUSALS: "dict[str, StrPromise]" = {
    "no_call": _("That call is not there any more."),
    "in_a_call": _("You are in a call yourself. End it first."),
    "unreachable": _("Your telephone is not connected. Open it on this page."),
    "agent_away": _("That agent is not at the desk."),
    "rings": _("That call rings at an agent already."),
    "too_late": _("The switchboard did not answer in time. Please try again."),
    "no_telephone": _("The telephone is away for a moment. Please try again."),
}


def refused(user: User, now: datetime) -> "str | StrPromise":
    """Say why the last thing a supervisor asked for was not done; empty if it was; one query."""
    found = floor.refusal(user, now - REFUSAL_IS_SHOWN)
    return REFUSALS.get(found, found)


def queue_words(standing: Iterable[str]) -> dict[str, str]:
    """Return the word of each queue of the city, and of queues with calls, by its key."""
    names = city_queues.names()
    known = {GENERAL: names.get(GENERAL, GENERAL)} | dict(names)
    return known | {key: key for key in standing if key not in known}
