"""Take what was said with a citizen out of contacts and outbox; that it was stays countable."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from alo153.channels.actions import forget_captured
from alo153.citizens.models import Citizen
from alo153.contacts import queries
from alo153.contacts.about import About
from alo153.contacts.actions.following import erase_followers
from alo153.contacts.models import Interaction, Message, OptOut, Settlement


@transaction.atomic
def erase_contacts(*, citizen: Citizen, values: Collection[str]) -> list[int]:
    """Blank the contacts with a citizen, and nobody's from their addresses; returns their keys."""
    theirs = Interaction.objects.filter(Q(citizen=citizen) | Q(citizen=None, address__in=values))
    keys = list(theirs.values_list("pk", flat=True))
    Interaction.objects.filter(pk__in=keys).update(address="", note="")
    # Where somebody else was taken for them the note is that one's, the address is not
    Interaction.objects.filter(address__in=values).update(address="")
    return keys


@transaction.atomic
def erase_messages(*, about: Collection[About], values: Collection[str], word: str) -> int:
    """Blank the messages about rows and to recipients; what waits leaves no more."""
    those = (queries.about(*about) | Message.objects.filter(to__in=values)).exclude(to="")
    keys = list(those.values_list("pk", flat=True))
    forget_captured(keys=keys, values=values)
    OptOut.objects.filter(to__in=values).delete()
    erase_followers(tuple(about))
    Settlement.objects.filter(message__in=keys).exclude(note="").update(note=word)
    found = Message.objects.filter(pk__in=keys)
    found.filter(state=Message.State.QUEUED).update(state=Message.State.WITHHELD)
    return found.update(
        to="", subject="", body=word, template="", comment="", provider_reference=""
    )
