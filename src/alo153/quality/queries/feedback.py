"""Words of citizens about contacts: with a wish for a call, without one, and by subject."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from alo153.accounts.models import User
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.cases.models import Case
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city.models import Topic, Unit
from alo153.city.models.city_key import at_hand
from alo153.contacts.models import Conversation, Interaction
from alo153.quality.models import ContactFeedback
from alo153.quality.permissions import SEE_QUALITY
from alo153.quality.queries import sampling_plan
from alo153.quality.queries.candidates import confidential, is_confidential
from alo153.quality.rules.targeting import LOW_RATING

_ENDED_WELL = {Conversation.CloseReason.SETTLED, Conversation.CloseReason.LEFT}
GROUPS = 20
"""Topics or units of one table, the most written about first."""


@dataclass(frozen=True)
class Group:
    """The number of texts about one topic or unit, and how many of them have a low rating.

    Args:
        about: None for contacts without a topic or unit.
    """

    about: Topic | Unit | None
    texts: int
    low: int


def to_call(asker: User) -> QuerySet[ContactFeedback]:
    """Return who rated a contact low and wishes a call, the longest first.

    Of a contact that is hidden from the asker (a confidential case) there is none.

    Raises:
        PermissionDenied: they do not supervise calls.
    """
    return _visible(asker).exclude(number="").filter(handled_at=None).order_by("at")


def called(asker: User) -> QuerySet[ContactFeedback]:
    """Return the call-backs that are done, the newest first. Raises PermissionDenied."""
    rows = _visible(asker).exclude(number="")
    return rows.filter(handled_at__isnull=False).order_by("-handled_at")


def without_call(asker: User) -> QuerySet[ContactFeedback]:
    """Return the words of citizens who wish no call, the newest first.

    Raises:
        PermissionDenied: the asker may not supervise calls.
    """
    return _visible(asker).filter(number="", handled_at=None).order_by("-at")


def to_be_rated(talk: Conversation) -> Interaction | None:
    """Return the contact of a closed conversation whose citizen is asked how it was.

    Somebody answered it, nobody has rated it, and it is about nothing confidential; None otherwise.
    Three queries at most.
    """
    contact = talk.interaction
    if contact is None or contact.rating is not None or talk.first_answered_at is None:
        return None
    if talk.confidential or talk.close_reason not in _ENDED_WELL or is_confidential(contact):
        return None
    return contact if sampling_plan.current().asks_conversations else None


def of_contact(contact: Interaction) -> ContactFeedback | None:
    """Return the words about a contact, for the citizen who wrote them; one query."""
    return ContactFeedback.objects.filter(interaction=contact).first()


def of_every_rating(asker: User) -> QuerySet[ContactFeedback]:
    """Return the words about all contacts, with and without a rating.

    Raises:
        PermissionDenied: the asker may not see the figures of quality.
    """
    if not asker.may(SEE_QUALITY):
        raise PermissionDenied
    units = Prefetch("interaction__cases", Case.objects.only("unit"))
    return _shown(ContactFeedback.objects.all(), asker).prefetch_related(units)


def by_topic(asker: User) -> list[Group]:
    """Return how much was written about each topic. Raises PermissionDenied."""
    topics = at_hand(Topic)()
    counted = _counted(of_every_rating(asker), "interaction__topic")
    return [Group(topics.get(key), texts, low) for key, texts, low in counted]


def by_unit(asker: User) -> list[Group]:
    """Return how much was written about contacts whose applications are with each unit.

    A contact with applications in two units counts in both. Raises PermissionDenied.
    """
    units = at_hand(Unit)()
    counted = _counted(of_every_rating(asker), "interaction__cases__unit")
    return [Group(units.get(key), texts, low) for key, texts, low in counted]


def _counted(rows: QuerySet[ContactFeedback], field: str) -> list[tuple[int | None, int, int]]:
    low = Count("pk", filter=Q(interaction__rating__lte=LOW_RATING), distinct=True)
    groups = rows.order_by().values_list(field).annotate(texts=Count("pk", distinct=True), low=low)
    return [(key, texts, few) for key, texts, few in groups.order_by("-texts", field)[:GROUPS]]


def _visible(asker: User) -> QuerySet[ContactFeedback]:
    if not asker.may(SUPERVISE_CALLS):
        raise PermissionDenied
    return _shown(ContactFeedback.objects.filter(interaction__rating__lte=LOW_RATING), asker)


def _shown(rows: QuerySet[ContactFeedback], asker: User) -> QuerySet[ContactFeedback]:
    if not asker.may(READ_CONFIDENTIAL):
        hidden = Interaction.objects.filter(confidential(), pk=OuterRef("interaction"))
        rows = rows.filter(~Exists(hidden))
    return rows.select_related("interaction__agent", "interaction__citizen", "handled_by")
