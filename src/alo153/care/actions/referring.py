"""Come to a room: by one's own wish, or by a suggestion that leaves no trace if it is declined."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.care import sealing
from alo153.care.models import Room, Suggestion, Visit
from alo153.care.permissions import SUGGEST_CARE


@transaction.atomic
def ask_visit(*, room: Room, wish: str, by: User, at: datetime) -> Visit:
    """Ask to be seen. Who waits for a time already waits on, with the first words they wrote.

    Raises:
        KeyringError: words were written, and the rooms have no key.
    """
    row, _ = Visit.objects.get_or_create(
        person=by, room=room, state=Visit.State.ASKED, defaults={"asked_at": at}
    )
    # A suggestion that was taken waits without words
    if not row.wish and wish.strip():
        row.wish = sealing.sealed(wish.strip()[: sealing.LONGEST], of=wish_of(row))
        row.save(update_fields=["wish"])
    return row


@transaction.atomic
def cancel_visit(*, visit: Visit, by: User) -> None:
    """Take a wish or an appointment of one's own back. Does nothing to what took place."""
    still = Visit.objects.filter(pk=visit.pk, person=by)
    still.filter(state__in=[Visit.State.ASKED, Visit.State.PLANNED]).update(
        state=Visit.State.CANCELLED
    )


@transaction.atomic
def suggest(*, room: Room, person: User, by: User) -> None:
    """Suggest a room to a colleague, who alone sees that. Raises NotPermitted."""
    permit(SUGGEST_CARE, by=by)
    Suggestion.objects.get_or_create(person=person, room=room)


@transaction.atomic
def answer_suggestion(*, suggestion: Suggestion, takes: bool, by: User, at: datetime) -> None:
    """Take a suggestion, or decline it; either way it is gone, and nobody is told."""
    gone, _ = Suggestion.objects.filter(pk=suggestion.pk, person=by).delete()
    if gone and takes:
        ask_visit(room=Room(suggestion.room), wish="", by=by, at=at)


def wish_of(visit: Visit) -> str:
    """Return what the words of a wish are sealed for."""
    return f"care.visit.wish|{visit.pk}"
