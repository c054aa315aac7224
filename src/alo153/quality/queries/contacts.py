"""An evaluator's view of a contact, or of an answer of a unit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.models import Call
from alo153.cases.models import Answer
from alo153.citizens.models import Citizen
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.models import Interaction, Message
from alo153.quality.models import Evaluation
from alo153.quality.policy import may_hear
from alo153.quality.queries import candidates
from alo153.quality.queries.evaluations import facts_of


@dataclass(frozen=True)
class Exchanged:
    """A message of the conversation.

    Args:
        judged: it was written within the contact that is evaluated.
    """

    message: Message
    judged: bool


@dataclass(frozen=True)
class Shown:
    """The visible content of a contact.

    Args:
        citizen: the person whose data it shows; None if unknown.
        hidden: the matter became confidential, and its words are not shown.
        exchange: the whole conversation, the oldest message first.
    """

    citizen: Citizen | None = None
    call: Call | None = None
    answer: Answer | None = None
    exchange: list[Exchanged] = field(default_factory=list)
    hidden: bool = False


def shown(asker: User, row: Evaluation, at: datetime) -> Shown:
    """Return what is evaluated by a row that the asker may read; the caller logs the look."""
    if row.answer:
        return _answer(row.answer)
    contact = row.interaction
    assert contact is not None  # a constraint of the table  # noqa: S101
    call = _heard(asker, row, at).filter(interaction=contact).first()
    if call:
        return Shown(contact.citizen, call=call)
    return _written(contact)


def _heard(asker: User, row: Evaluation, at: datetime) -> QuerySet[Call]:
    """Return the calls that somebody may listen to; an agent what they may still appeal against."""
    if may_hear(facts_of(row, asker), at):
        return recordings.answered(asker)
    return recordings.audible(asker, at)


def _answer(answer: Answer) -> Shown:
    if answer.case.confidential:
        return Shown(answer.case.reporter, hidden=True)
    return Shown(answer.case.reporter, answer=answer)


def _written(contact: Interaction) -> Shown:
    if candidates.is_confidential(contact):
        return Shown(contact.citizen, hidden=True)
    talk = conversations.of_contact(contact)
    if talk is None:
        return Shown(contact.citizen)
    if talk.confidential:
        return Shown(contact.citizen, hidden=True)
    return Shown(contact.citizen, exchange=list(_exchange(contact, conversations.thread(talk))))


def _exchange(contact: Interaction, messages: Iterable[Message]) -> Iterable[Exchanged]:
    ends = contact.ended_at
    for message in messages:
        at = message.created_at
        yield Exchanged(message, at >= contact.started_at and (ends is None or at <= ends))
