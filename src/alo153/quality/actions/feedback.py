"""Take a citizen's words about a contact, and say what came of calling them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.models import Call
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.cases.models import Case
from alo153.city import queries as city
from alo153.city.rules.phone import PhoneNumber
from alo153.contacts import actions as contacts
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.core.actor import CITIZEN, Actor
from alo153.quality.events import FeedbackGiven, FeedbackHandled
from alo153.quality.models import ContactFeedback

LONGEST_FEEDBACK: Final = 2_000
_FEEDBACK: Final = "feedback"


class FeedbackGivenBefore(ValueError):
    """The citizen has said it already."""


@transaction.atomic
def rate_contact(*, interaction: Interaction, rating: int, at: datetime) -> None:
    """Keep the mark that a citizen gives behind their link, 1 to 5; the first one counts."""
    found = Interaction.objects.select_for_update().get(pk=interaction.pk)
    if found.rating is None:
        contacts.rate_interaction(interaction=found, rating=rating, by=CITIZEN, at=at)


@transaction.atomic
def give_feedback(
    *,
    interaction: Interaction,
    rating: int | None,
    words: str,
    number: PhoneNumber | None,
    at: datetime,
) -> ContactFeedback:
    """Keep a citizen's words about a contact; the link that they hold is the proof.

    Args:
        rating: 1 to 5; kept if the contact has none yet.
        number: where they wish to be called.

    Raises:
        FeedbackGivenBefore: a second time.
    """
    row, is_new = ContactFeedback.objects.get_or_create(
        interaction=interaction,
        defaults={
            "words": words.strip()[:LONGEST_FEEDBACK],
            "number": number.value if number else "",
            "at": at,
        },
    )
    if not is_new:
        raise FeedbackGivenBefore
    if rating is not None:
        rate_contact(interaction=interaction, rating=rating, at=at)
    what = FeedbackGiven(wishes_call=bool(row.number))
    events.record(what, subject=row, by=CITIZEN, at=at)
    return row


@transaction.atomic
def handle_feedback(
    *, feedback: ContactFeedback, result: str, by: User, at: datetime
) -> ContactFeedback:
    """Say what came of a call-back; of two who do, the first counts. Raises NotPermitted."""
    permit(SUPERVISE_CALLS, by=by)
    found = ContactFeedback.objects.select_for_update(of=("self",)).get(pk=feedback.pk)
    if found.handled_at is None:
        found.result, found.handled_by, found.handled_at = result.strip(), by, at
        found.save(update_fields=["result", "handled_by", "handled_at"])
        events.record(FeedbackHandled(), subject=found, by=Actor.staff(by.pk), at=at)
    return found


def reference_of(feedback: ContactFeedback) -> str:
    """Name the reason of a call-back for the switchboard."""
    return f"{_FEEDBACK}:{feedback.pk}"


def link_confidential(*, call: Call) -> None:
    """Link a call-back to the confidential cases of the contact that it is about.

    Recordings, lists of contacts and quality leave out the contacts that are linked to such a case.
    """
    kind, _colon, key = call.reference.partition(":")
    if kind == _FEEDBACK:
        for case in Case.objects.filter(confidential=True, interactions__feedback=int(key)):
            case.interactions.add(call.interaction_id)


def expire_feedback(*, at: datetime) -> int:
    """Delete words and wishes older than the city says (retention.toml); the rating stays.

    Returns how many there were.
    """
    limit = at - timedelta(days=city.kept_days().feedback)
    gone, _by_table = ContactFeedback.objects.filter(at__lt=limit).delete()
    return gone


def forget_feedback(*, contacts: Collection[int], values: Collection[str]) -> None:
    """Take out words and number of somebody who is erased, and what came of calling them.

    Args:
        values: their numbers; what asks for a call there is theirs, whatever contact it is about.
    """
    theirs = Q(interaction__in=contacts) | Q(number__in=[each for each in values if each])
    ContactFeedback.objects.filter(theirs).update(words=_("(erased)"), number="", result="")
