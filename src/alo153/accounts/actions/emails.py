"""Change the e-mail address of an account: its reader can choose a new password."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from alo153.accounts.actions.identities import forget_identities
from alo153.accounts.actions.sign_ins import end_sign_in
from alo153.accounts.events import StaffEmailChanged
from alo153.accounts.models import FormerEmail, User
from alo153.core import events
from alo153.core.actor import Actor


@transaction.atomic
def note_email_change(*, user: User, before: str, by: Actor, at: datetime) -> None:
    """Write down that an account has another address, and end its sessions; else do nothing.

    Args:
        before: the address that it had, which is told (`notices`); empty: none.
    """
    if user.email == before:
        return
    # A link for a new password goes to each address that allauth knows
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    # Whoever the municipality's provider knew by the former address was perhaps somebody else
    forget_identities(user=user)
    former = FormerEmail.objects.create(user=user, email=before, replaced_at=at) if before else None
    said = StaffEmailChanged(former=former.pk if former else None)
    events.record(said, subject=user, by=by, at=at)
    for sign_in in user.sign_ins.all():
        end_sign_in(sign_in=sign_in, why="email_changed", address="", by=by, at=at)


def forget_former_emails(*, before: datetime) -> None:
    """Delete addresses that were replaced before then; the event stays, and names none."""
    FormerEmail.objects.filter(replaced_at__lt=before).delete()
