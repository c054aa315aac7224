"""The library of good moments, and the cards that agents learn."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db.models import Q, QuerySet

from alo153.accounts.models import User
from alo153.calls.media.recordings.queries import shown
from alo153.calls.models import Call
from alo153.calls.permissions import ANSWER_CALLS
from alo153.quality.copies import copies
from alo153.quality.models import GoodMoment, LearningCard, LearningResult
from alo153.quality.permissions import EVALUATE_CONTACTS


@dataclass(frozen=True)
class Learned:
    """A card, and whether the asker passed it."""

    card: LearningCard
    passed: bool


def moments(asker: User) -> QuerySet[GoodMoment]:
    """Return what somebody may hear or decide: the library, and their own proposals.

    What became confidential since is hidden as its call is.

    Raises:
        PermissionDenied: they neither answer calls nor evaluate.
    """
    if not (asker.may(ANSWER_CALLS) or asker.may(EVALUATE_CONTACTS)):
        raise PermissionDenied
    released = Q(state=GoodMoment.State.RELEASED)
    own = Q(agent=asker, state=GoodMoment.State.PROPOSED)
    heard = Call.objects.filter(shown(asker))
    rows = GoodMoment.objects.filter(released | own, recording__call__in=heard)
    return rows.select_related("agent", "proposed_by", "recording__call").order_by("-proposed_at")


def open_copy(moment: GoodMoment) -> "File[bytes]":
    """Open the copy of a moment that `moments` gave. Raises OSError."""
    file: File[bytes] = copies().open(moment.file)
    return file


def cards(asker: User) -> list[Learned]:
    """Return the cards that are offered, with whether the asker passed them; two queries.

    Raises:
        PermissionDenied: they neither answer calls nor evaluate.
    """
    if not (asker.may(ANSWER_CALLS) or asker.may(EVALUATE_CONTACTS)):
        raise PermissionDenied
    rows = LearningCard.objects.filter(retired_at=None).select_related("moment", "written_by")
    results = LearningResult.objects.filter(person=asker).values_list("card", "right", "of")
    passed = {card for card, right, of in results if right == of}
    return [Learned(row, row.pk in passed) for row in rows.order_by("title", "pk")]


def card(asker: User, number: int) -> LearningCard | None:
    """Return one card that is offered. Raises PermissionDenied."""
    return next((each.card for each in cards(asker) if each.card.pk == number), None)
