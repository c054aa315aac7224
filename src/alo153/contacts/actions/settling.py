"""A message did not arrive: a person writes it again, or gives it up and says why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.contacts.actions.enclosing import pass_on_files
from alo153.contacts.actions.facts import facts_of
from alo153.contacts.actions.writing import Within, withdraw, write
from alo153.contacts.events import MessageGivenUp, MessageResent
from alo153.contacts.models import Message, Settlement
from alo153.contacts.queries.dead_letters import undelivered
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written, unpacked
from alo153.core import events
from alo153.core.actor import Actor


class AlreadySettledError(Exception):
    """It is no dead letter: it arrived, or somebody did something about it before."""


@transaction.atomic
def resend(*, message: Message, wait_seconds: int = 0, by: User, at: datetime) -> Message:
    """Write a message again, with its words and to its recipient; returns the new one.

    It leaves after `wait_seconds`; until then `take_resend_back` makes it a dead letter again.
    A person answers for it now: what nobody verified is put off at its limit, not held back.

    Raises:
        AlreadySettledError: see there.
        NotPermitted: this person may not see citizens.
    """
    actor = Actor.staff(by.pk)
    permit(SEE_CITIZEN, by=actor)
    dead = _held(message)
    again = write(
        Written(
            subject=dead.subject,
            body=dead.body,
            language=dead.language,
            template=unpacked(dead.template),
            comment=dead.comment,
            is_public=dead.is_public,
        ),
        channel=dead.channel,
        purpose=dead.purpose,
        to=dead.to,
        recipient=Recipient.CITIZEN,
        about=dead.about,
        key=f"resend:{dead.pk}",
        within=_talk(dead, by),
        wait_seconds=wait_seconds,
        at=at,
    )
    pass_on_files(dead, to=again)
    Settlement.objects.create(message=dead, by_user=by, at=at, again=again)
    resent = MessageResent(**facts_of(dead), again=str(again.pk))
    events.record(resent, subject=dead, by=actor, at=at)
    return again


@transaction.atomic
def take_resend_back(*, message: Message, by: User, at: datetime) -> bool:
    """Take back what `by` had written again and has not left; returns whether it was still here.

    Raises:
        NotPermitted: this person may not see citizens.
    """
    actor = Actor.staff(by.pk)
    permit(SEE_CITIZEN, by=actor)
    settled = Settlement.objects.select_for_update().filter(message=message, by_user=by).first()
    again = settled.again if settled else None
    if again is None:
        return False
    return withdraw(message_id=again.pk, about=again.about, purpose=again.purpose, by=actor, at=at)


@transaction.atomic
def give_up(*, message: Message, note: str, by: User, at: datetime) -> None:
    """Say that a message is not written again, and why.

    Raises:
        AlreadySettledError: see there.
        NotPermitted: this person may not see citizens.
    """
    actor = Actor.staff(by.pk)
    permit(SEE_CITIZEN, by=actor)
    dead = _held(message)
    Settlement.objects.create(message=dead, by_user=by, at=at, note=note)
    events.record(MessageGivenUp(**facts_of(dead)), subject=dead, by=actor, at=at)


def _talk(dead: Message, by: User) -> Within | None:
    """Return the conversation for the repeat; its sender is responsible for it."""
    if dead.conversation is None:
        return None
    return Within(dead.conversation, dead.answers, by if dead.author_id else None)


def _held(message: Message) -> Message:
    dead = Message.objects.select_for_update().get(pk=message.pk)
    if not undelivered().filter(pk=dead.pk).exists():
        raise AlreadySettledError
    return dead
