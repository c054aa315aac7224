"""What an agent has before them: a call, or a contact that came without the telephone."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alo153.accounts.models import User
from alo153.calls import queries as telephone
from alo153.calls.call_words import LegResult
from alo153.calls.floor import company as companies
from alo153.calls.models import Call
from alo153.citizens import actions as citizen_actions
from alo153.citizens.channel import Channel
from alo153.citizens.models import Interaction
from alo153.core.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# How it ended that a colleague asked this agent into their call
_OF_ASKING: "dict[str, StrPromise]" = {
    LegResult.WITHDRAWN: _lazy("%(name)s does not need you any more; the call goes on there."),
    LegResult.REJECTED: _lazy("You turned down the question of %(name)s; the call goes on there."),
    LegResult.NO_ANSWER: _lazy(
        "You did not pick up the question of %(name)s; the call goes on there."
    ),
    LegResult.ENDED: _lazy("%(name)s asked you; the call has ended."),
}
_KEY = re.compile(r"call:(?P<call>[0-9a-f-]{36})|new:(?P<number>[1-9]\d?)")


@dataclass(frozen=True)
class Work:
    """One contact being worked on. ``key`` names its draft and its addresses."""

    key: str
    call: Call | None = None

    @property
    def number(self) -> str:
        """Return the caller's number; empty when withheld or unknown."""
        return self.call.number if self.call else ""

    def is_missed_by(self, user: User) -> bool:
        """Tell whether the call rang here but somebody else alone talked with the caller."""
        if self.call is None or self.call.agent_id in {None, user.pk}:
            return False
        return not companies.took_part(user, self.call)

    def missed_words(self, user: User) -> str:
        """Say how a call that rang here came to somebody else; empty where it did not."""
        if self.call is None or not self.is_missed_by(user):
            return ""
        leg = companies.last_leg(user, self.call)
        if leg is None:
            return _("You did not pick up this call; it went on to somebody else.")
        words = _OF_ASKING.get(
            leg.result, _("You were asked about this call; it goes on without you.")
        )
        asked_by = leg.by.full_name if leg.by else _("Your colleague")
        return str(words) % {"name": asked_by}

    @property
    def url(self) -> str:
        """Return the page where this work goes on."""
        return page_of(self.key)


def page_of(key: str) -> str:
    """Return the page of a work's key; empty for keys of other drafts."""
    kind, _colon, number = key.partition(":")
    return reverse(f"desk:{kind}", args=[number]) if _KEY.fullmatch(key) else ""


def known_key(key: str) -> str:
    """Return a key that a work may have; empty for anything else."""
    return key if _KEY.fullmatch(key) else ""


def find(user: User, key: str) -> Work:
    """Return the work behind a key.

    Raises:
        Http404: there is none, or the call never rang at this agent's desk: the same answer.
    """
    match = _KEY.fullmatch(key)
    if not match:
        raise Http404
    if match["number"]:
        return Work(key)
    return of_call(user, _uuid(match["call"]))


def of_call(user: User, call: uuid.UUID) -> Work:
    """Return the work on a call.

    Raises:
        Http404: there is none, or it never rang at this agent's desk: the same answer.
    """
    found = telephone.call_of(user, call)
    if not found:
        raise Http404
    return Work(f"call:{found.pk}", found)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error


def contact(
    work: Work, *, channel: Channel, address: str, agent: User, at: datetime
) -> Interaction:
    """Return the contact of this work; one that came without the telephone begins and ends here.

    Raises:
        PermissionDenied: the call rang here, but somebody else talked with the caller.
    """
    return contact_of_call(work, agent=agent) or citizen_actions.record_contact(
        channel=channel, address=address, agent=agent, by=Actor.staff(agent.pk), at=at
    )


def contact_of_call(work: Work, *, agent: User) -> Interaction | None:
    """Return the contact of a call, or nothing where the work came without the telephone.

    Raises:
        PermissionDenied: the call rang here, but somebody else talked with the caller.
    """
    if work.is_missed_by(agent):
        raise PermissionDenied
    return work.call.interaction if work.call else None
