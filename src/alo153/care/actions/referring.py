"""Come to a room: by one's own wish, or by a suggestion that leaves no trace if it is declined."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.care import sealing
from alo153.care.models import Room, Suggestion, Visit
from alo153.care.permissions import SUGGEST_CARE


class WishTooLong(ValueError):
    """With what was written before it is longer than words of the rooms may be."""


@transaction.atomic
def ask_visit(*, room: Room, wish: str, by: User, at: datetime) -> Visit:
    """Ask for a visit. If the person waits for a time already, add their words to that request.

    Raises:
        KeyringError: there are words, and the rooms have no key.
        WishTooLong: as it says; nothing is added.
    """
    asked, _ = Visit.objects.get_or_create(
        person=by, room=room, state=Visit.State.ASKED, defaults={"asked_at": at}
    )
    if wish.strip():
        _add_words(Visit.objects.select_for_update().get(pk=asked.pk), wish.strip())
    return asked


def _add_words(row: Visit, wish: str) -> None:
    former = sealing.opened(row.wish, of=wish_of(row))
    words = f"{former}\n\n{wish}" if former else wish
    if len(words) > sealing.LONGEST:
        raise WishTooLong
    row.wish = sealing.sealed(words, of=wish_of(row))
    row.save(update_fields=["wish"])


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
    """Take a suggestion, or decline it; either way it is deleted, and nobody is told."""
    gone, _ = Suggestion.objects.filter(pk=suggestion.pk, person=by).delete()
    if gone and takes:
        ask_visit(room=Room(suggestion.room), wish="", by=by, at=at)


def wish_of(visit: Visit) -> str:
    """Return what the words of a wish are sealed for."""
    return f"care.visit.wish|{visit.pk}"
