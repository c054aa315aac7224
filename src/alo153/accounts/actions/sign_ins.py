"""Record sign-ins: the person, the address, refusals and ended sessions."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from alo153.accounts.events import (
    StaffLockedOut,
    StaffPasswordChanged,
    StaffSecondFactorAdded,
    StaffSecondFactorFailed,
    StaffSecondFactorRemoved,
    StaffSessionEnded,
    StaffSignedIn,
    StaffSignInFailed,
)
from alo153.accounts.models import SignIn, User
from alo153.accounts.open_pages import close_pages
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor

NOBODY = User(pk=0)
"""The subject of a failure under a name that no account has; the name itself is not written."""


@transaction.atomic
def note_sign_in(
    *,
    user: User,
    session_key: str,
    address: str,
    browser: str,
    methods: list[str],
    by: Actor,
    at: datetime,
) -> SignIn:
    """Write down that somebody signed in, and by what: password, second factor, passkey, code."""
    browser = browser[: SignIn.LONGEST_BROWSER]
    sign_in = SignIn.objects.create(
        user=user, session_key=session_key, address=address, browser=browser, at=at, seen_at=at
    )
    events.record(
        StaffSignedIn(address=address, methods=sorted(methods)), subject=user, by=by, at=at
    )
    return sign_in


@transaction.atomic
def note_failure(*, user: User | None, address: str, at: datetime) -> None:
    """Write down a wrong password or an unknown name."""
    subject = user or NOBODY
    events.record(StaffSignInFailed(address=address), subject=subject, by=SYSTEM, at=at)


@transaction.atomic
def note_lock_out(*, user: User | None, address: str, at: datetime) -> None:
    """Write down that tries for an account are refused for a while."""
    subject = user or NOBODY
    events.record(StaffLockedOut(address=address), subject=subject, by=SYSTEM, at=at)


@transaction.atomic
def note_password_change(*, user: User, address: str, by: Actor, at: datetime) -> None:
    """Write down that a password was changed or set anew."""
    events.record(StaffPasswordChanged(address=address), subject=user, by=by, at=at)
    close_pages(user)


@transaction.atomic
def note_second_factor(
    *, user: User, added: bool, kind: str, address: str, by: Actor, at: datetime
) -> None:
    """Write down that a second factor was added, made anew, or taken away."""
    what = StaffSecondFactorAdded if added else StaffSecondFactorRemoved
    events.record(what(kind=kind, address=address), subject=user, by=by, at=at)
    close_pages(user)


@transaction.atomic
def note_second_factor_failure(*, user: User, address: str, at: datetime) -> None:
    """Write down a wrong code of somebody whose password was right."""
    events.record(StaffSecondFactorFailed(address=address), subject=user, by=SYSTEM, at=at)


def note_seen(*, sign_in_id: int, session_key: str, at: datetime) -> None:
    """Note that a session is used still, and under which key: a new password changes it."""
    SignIn.objects.filter(pk=sign_in_id).update(session_key=session_key, seen_at=at)


def note_pages_open(*, sign_in_ids: Collection[int], at: datetime) -> None:
    """Note that these sessions have a page open; none of them is prolonged by that."""
    SignIn.objects.filter(pk__in=sign_in_ids).update(page_open_at=at)


@transaction.atomic
def end_sign_in(*, sign_in: SignIn, why: str, address: str, by: Actor, at: datetime) -> None:
    """End a session wherever it is open.

    Args:
        why: ``signed_out``, ``idle``, ``ended`` from the page of one's sessions, or
            ``email_changed``.
    """
    Session.objects.filter(session_key=sign_in.session_key).delete()
    gone, _ = SignIn.objects.filter(pk=sign_in.pk).delete()
    close_pages(sign_in.user)
    if gone:  # of two at once one says so
        events.record(
            StaffSessionEnded(why=why, address=address), subject=sign_in.user, by=by, at=at
        )


def forget_sign_ins(*, before: datetime) -> None:
    """Delete the rows of sessions that were used last before then; their events stay."""
    SignIn.objects.filter(seen_at__lt=before).delete()
