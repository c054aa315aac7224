"""Actions on a guest seat: open it, take it by its code, end it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, override

from alo153.accounts import actions as accounts
from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.actions import command, revoke_account, sign_out_phone
from alo153.calls.events.supervision import SeatCodeReissued, SeatEnded, SeatOpened, SeatTaken
from alo153.calls.models import AgentSession, Call
from alo153.calls.models.monitoring import GuestSeat
from alo153.calls.page_commands import commands as page_commands
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without what is taken for something else: 0 O, 1 I L."""
CODE_LENGTH = 10
RUNNING_CALL = timedelta(hours=1)
"""The rights end this long after the seat at the latest, for a call that runs on."""
RECORD = timedelta(minutes=5)
"""Time after the last call to finish its record."""
LONGEST = timedelta(hours=4)


class SeatError(ValueError):
    """No seat can be taken with this code now, or the seat is over."""


@dataclass(frozen=True, kw_only=True)
class Invited:
    """The guest, the mentor, and the time."""

    full_name: str
    mentor: User
    from_at: datetime
    until: datetime


@transaction.atomic
def open_seat(*, invited: Invited, language: str, by: User, at: datetime) -> tuple[GuestSeat, str]:
    """Open a seat and return it with its code, which is shown once and not kept.

    The guest's name carries the mentor's, so that every record of a call or case names both.
    Raises NotPermitted.
    """
    permit(SUPERVISE_CALLS, by=by)
    code = _new_code()
    with override(language):
        name = gettext("%(name)s (guest, with %(mentor)s)") % {
            "name": invited.full_name,
            "mentor": invited.mentor.full_name,
        }
    guest = accounts.admit_guest(
        username=f"guest-{secrets.token_hex(6)}",
        full_name=name[:120],
        expires_at=invited.until + RUNNING_CALL,
        by=Actor.staff(by.pk),
        at=at,
    )
    seat = GuestSeat.objects.create(
        guest=guest,
        mentor=invited.mentor,
        opened_by=by,
        opened_at=at,
        from_at=invited.from_at,
        until=invited.until,
        code_digest=digest(code),
    )
    events.record(
        SeatOpened(guest=guest.pk, mentor=invited.mentor.pk),
        subject=seat,
        by=Actor.staff(by.pk),
        at=at,
    )
    return seat, code


@transaction.atomic
def reissue_code(*, seat: GuestSeat, by: User, at: datetime) -> str:
    """Give a seat another code, shown once; the one before dies, and a sign-in made with it.

    Raises SeatError if the time of the seat is over, and NotPermitted.
    """
    permit(SUPERVISE_CALLS, by=by)
    standing = GuestSeat.objects.select_for_update(of=("self",)).select_related("guest")
    found = standing.filter(pk=seat.pk, ended_at__isnull=True, until__gt=at).first()
    if found is None:
        raise SeatError(seat.pk)
    code, taken = _new_code(), found.taken_at is not None
    found.code_digest, found.taken_at = digest(code), None
    found.save(update_fields=["code_digest", "taken_at"])
    actor = Actor.staff(by.pk)
    if taken:
        accounts.end_sign_ins(user=found.guest, by=actor, at=at)
    events.record(SeatCodeReissued(taken=taken), subject=found, by=actor, at=at)
    return code


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


@transaction.atomic
def take_seat(*, code: str, at: datetime) -> GuestSeat:
    """Let the guest in who has the code: once, and within the time. Raises SeatError."""
    open_now = GuestSeat.objects.select_for_update(of=("self",)).select_related("guest")
    seat = open_now.filter(
        code_digest=digest(normal(code)),
        taken_at__isnull=True,
        ended_at__isnull=True,
        from_at__lte=at,
        until__gt=at,
    ).first()
    if seat is None:
        raise SeatError(code)
    seat.taken_at = at
    seat.save(update_fields=["taken_at"])
    asked = page_commands.OpenSeat(seat=seat.pk, guest=seat.guest_id, mentor=seat.mentor_id)
    command(asked, by=seat.guest, at=at)
    events.record(SeatTaken(), subject=seat, by=Actor.staff(seat.guest_id), at=at)
    return seat


@transaction.atomic
def close_seat(*, seat: GuestSeat, by: User, at: datetime) -> None:
    """End a seat before its time; a running call may finish. Raises NotPermitted."""
    permit(SUPERVISE_CALLS, by=by)
    GuestSeat.objects.filter(pk=seat.pk, until__gt=at, from_at__lt=at).update(until=at)
    GuestSeat.objects.filter(pk=seat.pk, from_at__gte=at).update(
        from_at=at - timedelta(seconds=1), until=at
    )
    _end(GuestSeat.objects.select_related("guest").get(pk=seat.pk), Actor.staff(by.pk), at)


def end_seats(*, at: datetime) -> int:
    """End the seats whose time is over; one with a running call takes no other and waits."""
    over = GuestSeat.objects.filter(until__lte=at, ended_at__isnull=True).select_related("guest")
    return sum(_end(seat, SYSTEM, at) for seat in over)


@transaction.atomic
def _end(seat: GuestSeat, by: Actor, at: datetime) -> bool:
    session = AgentSession.objects.filter(user=seat.guest_id).exclude(secret_digest="")
    if session.exists():
        sign_out_phone(user=seat.guest, at=at)
    if _is_busy(seat, at):
        return False
    ended = GuestSeat.objects.filter(pk=seat.pk, ended_at__isnull=True).update(ended_at=at)
    if not ended:
        return False
    revoke_account(user=seat.guest)
    command(page_commands.EndSeat(guest=seat.guest_id), by=None, at=at)
    accounts.dismiss(user=seat.guest, by=by, at=at)
    events.record(SeatEnded(), subject=seat, by=by, at=at)
    return True


def _is_busy(seat: GuestSeat, at: datetime) -> bool:
    """Say whether the guest talks, or has just talked and finishes the record."""
    calls = Call.objects.filter(agent=seat.guest_id)
    running = calls.filter(ended_at__isnull=True).exists()
    return running or calls.filter(ended_at__gt=at - RECORD).exists()


def digest(code: str) -> str:
    """Compute what is kept of a code; without the installation's key it cannot be guessed back."""
    return salted_hmac("alo153.guest-seat", code, algorithm="sha256").hexdigest()


def normal(code: str) -> str:
    """Write a code as it was given out, whatever case and spaces it was typed with."""
    return "".join(c for c in code.upper() if c in ALPHABET)


def shown(code: str) -> str:
    """Write a code in two groups, to be read out."""
    return f"{code[:5]} {code[5:]}"
