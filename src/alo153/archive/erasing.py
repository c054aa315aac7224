"""Erase a person from every table and file, in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alo153.calls.media.erasing.actions import contacts_by, erase_calls
from alo153.calls.models import Call
from alo153.care.actions.erasing import erase_statements
from alo153.cases.actions import forget_drafts
from alo153.cases.confidential.actions.erasing import cases_to_erase, erase_words
from alo153.cases.models import Case
from alo153.citizens.actions import recognize
from alo153.citizens.actions.erasing import ErasureReason, erase_person, own_addresses
from alo153.citizens.channel import SOCIAL, Channel
from alo153.citizens.models import Citizen
from alo153.contacts.about import About
from alo153.contacts.actions.erasing import erase_contacts, erase_messages
from alo153.contacts.conversations.actions.erasing import erase_conversations, lock_conversations
from alo153.contacts.models import Conversation, Interaction, Message
from alo153.core.actor import Actor
from alo153.core.database.labels import label_of
from alo153.counter.models import Ticket
from alo153.quality.actions.erasing import erase_quality


@dataclass(frozen=True)
class Erased:
    """The numbers of erased rows and files, by kind."""

    cases: int
    contacts: int
    messages: int
    files: int


@transaction.atomic
def erase(citizen: Citizen, *, reason: ErasureReason, by: Actor, at: datetime) -> Erased:
    """Erase a person; statistics stay. Files go before rows: a killed run is run again.

    Raises:
        StillOpen: a case of theirs is not closed.
    """
    citizen = Citizen.objects.select_for_update().get(pk=citizen.pk)
    cases, values, word = cases_to_erase(citizen), own_addresses(citizen), _("(erased)")
    chats = _chats(citizen, cases)
    talks = lock_conversations(values=values, chats=chats)
    contacts = erase_contacts(citizen=citizen, values=values)
    heard = sorted({*contacts, *contacts_by(values=values)})
    forget_drafts(keys=_half_typed(contacts=heard, talks=talks))
    files = erase_words(cases=cases, word=word)
    erase_statements(contacts=heard, chats=chats, at=at)
    files += erase_quality(contacts=heard, values=values)
    files += erase_calls(interactions=contacts, values=values, at=at)
    about = [About(label_of(Case), str(pk)) for pk in cases]
    about += [About(label_of(Interaction), str(pk)) for pk in contacts]
    messages = erase_messages(about=about, values=values, word=word)
    files += erase_conversations(values=values, chats=chats, word=word, at=at)
    erased = Erased(cases=len(cases), contacts=len(contacts), messages=messages, files=files)
    erase_person(citizen=citizen, reason=reason, by=by, at=at, **vars(erased))
    return erased


def _half_typed(*, contacts: Collection[int], talks: Collection[int]) -> list[str]:
    """Return the keys of what staff may have typed about these, and have not sent."""
    calls = Call.objects.filter(interaction__in=contacts).values_list("pk", flat=True)
    tickets = Ticket.objects.filter(interaction__in=contacts).values_list("pk", flat=True)
    return [
        *(f"call:{key}" for key in calls),
        *(f"ticket:{key}" for key in tickets),
        *(f"{kind}:{key}" for kind in ("letter", "talk", "talk-note") for key in talks),
    ]


def record_of(address: str, *, by: Actor, at: datetime) -> Citizen | None:
    """Make a record for a number or address that contacts know and no record of a person has.

    Its erasure is then that of a person, and is counted as one. None if nothing is known of it.
    """
    known = (
        Interaction.objects.filter(address=address),
        Call.objects.filter(number=address),
        Message.objects.filter(to=address),
        Conversation.objects.filter(address=address),
    )
    if not any(rows.exists() for rows in known):
        return None
    if "@" in address:
        return recognize(email=address, by=by, at=at)
    return recognize(phone=address, by=by, at=at)


def _chats(citizen: Citizen, cases: Collection[int]) -> list[int]:
    """Return the chats about a person's cases, and the chats known to be with them.

    Also of social channels, whose addresses are names that no application holds; and conversations
    that staff began for them at an address that a household shares.
    """
    theirs = Q(citizen=citizen) | Q(cases__case__in=cases)
    begun = Q(begun_for=citizen, citizen=None)
    known = Q(theirs, channel__in=(Channel.CHAT, *SOCIAL)) | begun
    chats = Conversation.objects.filter(known)
    return list(chats.values_list("pk", flat=True).distinct())
