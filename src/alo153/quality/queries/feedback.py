"""Words of citizens about contacts: with a wish for a call, and without one."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet

from alo153.accounts.models import User
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.contacts.models import Interaction
from alo153.quality.models import ContactFeedback
from alo153.quality.queries.candidates import confidential
from alo153.quality.rules.targeting import LOW_RATING


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


def _visible(asker: User) -> QuerySet[ContactFeedback]:
    if not asker.may(SUPERVISE_CALLS):
        raise PermissionDenied
    rows = ContactFeedback.objects.filter(interaction__rating__lte=LOW_RATING)
    if not asker.may(READ_CONFIDENTIAL):
        hidden = Interaction.objects.filter(confidential(), pk=OuterRef("interaction"))
        rows = rows.filter(~Exists(hidden))
    return rows.select_related("interaction__agent", "interaction__citizen", "handled_by")
