"""An agent's present work: a call, a visitor, a letter, or a contact without any."""

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
from alo153.cases.confidential.disclosure import let_read
from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.contacts import actions as contact_actions
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.models import Conversation, Interaction
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.core.database.row_key import row_key
from alo153.counter import queries as visitors
from alo153.counter.models import Ticket

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
_KEY = re.compile(
    r"call:(?P<call>[0-9a-f-]{36})|new:(?P<number>[1-9]\d?)|letter:(?P<letter>[1-9]\d{0,17})"
    r"|ticket:(?P<ticket>[1-9]\d{0,17})"
)


@dataclass(frozen=True)
class Work:
    """One contact being worked on. ``key`` names its draft and its addresses."""

    key: str
    call: Call | None = None
    letter: Conversation | None = None
    ticket: Ticket | None = None

    @property
    def number(self) -> str:
        """Return the number of the caller or writer; empty when withheld or unknown."""
        if self.letter:
            return self.letter.address if self.letter.channel == Channel.SMS else ""
        return self.call.number if self.call else ""

    @property
    def channel(self) -> Channel | None:
        """Return the way it came; nothing where only the agent knows."""
        if self.letter:
            return Channel(self.letter.channel)
        if self.ticket:
            return Channel.COUNTER
        return Channel.PHONE if self.call else None

    @property
    def interaction(self) -> Interaction | None:
        """Return the open contact with the caller or visitor."""
        if self.ticket:
            return self.ticket.interaction
        return self.call.interaction if self.call else None

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
        """Return the page of this work."""
        return page_of(self.key)

    @property
    def logged_url(self) -> str:
        """Return the next page after its disposition: a message is answered."""
        return reverse("center:conversation", args=[self.letter.pk]) if self.letter else self.url


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
        Http404: there is none, the call never rang at this agent's desk, or they may not read the
            letter: the same answer.
    """
    match = _KEY.fullmatch(key)
    if not match:
        raise Http404
    if match["number"]:
        return Work(key)
    if match["ticket"]:
        return of_ticket(user, row_key(match["ticket"]) or 0)
    if match["letter"]:
        return of_letter(user, int(match["letter"]))
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


def of_letter(user: User, number: int) -> Work:
    """Return the work on a written conversation.

    Raises:
        Http404: there is none, or this agent may not read it: the same answer.
        ReasonNeeded: it is about a confidential case, and they have not said why they read it.
    """
    found = conversations.opened(user, number)
    if not found:
        raise Http404
    let_read(user, found, at=clock.now())
    return Work(f"letter:{found.pk}", letter=found)


def of_ticket(user: User, ticket: int) -> Work:
    """Return the work on a visitor of a communication center.

    Raises:
        Http404: there is none, or somebody else serves them: the same answer.
    """
    found = visitors.served_by(user, ticket)
    if not found:
        raise Http404
    return Work(f"ticket:{found.pk}", ticket=found)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error


def after(work: Work, case: Case, *, agent: User) -> Work:
    """Return the work that remains when its case is open.

    A message about a confidential matter is closed to the person who opened it.
    """
    shut = work.letter and case.confidential and not agent.may(READ_CONFIDENTIAL)
    return Work("new:1") if shut else work


def contact(
    work: Work, *, channel: Channel, address: str, agent: User, at: datetime
) -> Interaction:
    """Return the contact of this work; one that came otherwise begins and ends here.

    Raises:
        PermissionDenied: the call rang here, but somebody else talked with the caller.
    """
    if work.letter:
        channel, address = Channel(work.letter.channel), work.letter.address
        if work.letter.interaction:
            return work.letter.interaction
    return contact_at_hand(work, agent=agent) or contact_actions.record_contact(
        channel=channel, address=address, agent=agent, by=Actor.staff(agent.pk), at=at
    )


def contact_at_hand(work: Work, *, agent: User) -> Interaction | None:
    """Return the contact of a call or a visitor, or nothing where there is neither.

    Raises:
        PermissionDenied: the call rang here, but somebody else talked with the caller.
    """
    if work.is_missed_by(agent):
        raise PermissionDenied
    return work.interaction
