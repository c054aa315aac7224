"""A code that goes to a telephone, typed back once by the person who asked for it.

Limits are counted in the rows themselves, behind locks, so that tries at the same moment count. All
are by number or over all numbers; by network address the portal counts (`web/kit/proof/admission`).
Nothing here asks whether anybody is known by the number: there is no answer that could tell.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Min, QuerySet, Sum
from django.utils.crypto import constant_time_compare, salted_hmac

from alo153.citizens.actions.verifying import verify_identity
from alo153.citizens.channel import Channel
from alo153.citizens.events import SignInProved
from alo153.citizens.models import MOST_WRONG, SignInCode
from alo153.core import events
from alo153.core.actor import CITIZEN

DIGITS: Final = 6
HOLDS: Final = timedelta(minutes=10)
KEPT: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
# Below what a telephone gets from us at all (`contacts.recipient_limits`), which nobody here says:
# how much somebody gets from the city would tell that they have a matter with it
OF_A_NUMBER: Final = ((3, HOUR), (8, KEPT))
OF_A_NUMBER_PROVED: Final = ((4, HOUR), (11, KEPT))
"""The last ones are kept for visitors who proved something: a stranger who asks for a number again
and again takes them only with proofs, from several addresses."""
IN_ALL: Final = 600
"""Codes an hour over all numbers: each costs the city an SMS."""
WRONG_IN_ALL: Final = 300
"""Wrong codes an hour over all numbers; after so many each code is tried once.

With 600 codes an hour no more than 900 guesses are made in one: of a million codes one fits in
some 1,100 hours. An attacker who guesses that often locks out nobody who types their code right.
"""
logger = logging.getLogger(__name__)


class TooManyCodes(Exception):
    """Codes were asked for too often for this number, or over all; or guessed over all.

    `until` is when the next one is possible; if `proof_helps`, a proof makes one possible now.
    """

    def __init__(self, until: datetime, *, proof_helps: bool = False) -> None:
        super().__init__(until)
        self.until = until
        self.proof_helps = proof_helps


class WrongCode(Exception):
    """The typed text is not the code; another try is left."""


class CodeOver(Exception):
    """There is no such code, it is too old, was used, or guessed at too often."""


@dataclass(frozen=True)
class Asked:
    """A code that was just made. The row does not know it, nor the number."""

    row: SignInCode
    code: str


@transaction.atomic
def ask_code(*, phone: str, is_proved: bool = False, at: datetime) -> Asked:
    """Make a code for a telephone; an earlier one remains valid.

    Args:
        phone: E.164.
        is_proved: the visitor gave a proof of work, or answered a question.

    Raises:
        TooManyCodes: see there.
    """
    digest = _digest("phone", phone)
    _one_at_a_time(digest)
    if until := _refused_until(digest, OF_A_NUMBER_PROVED, at):
        raise TooManyCodes(until)
    if not is_proved and (until := _refused_until(digest, OF_A_NUMBER, at)):
        raise TooManyCodes(until, proof_helps=True)
    if until := _free_at(SignInCode.objects.all(), IN_ALL, HOUR, at):
        logger.warning("no sign-in code is sent: %d left in an hour", IN_ALL)
        raise TooManyCodes(until)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    row = SignInCode(phone_digest=digest, asked_at=at)
    row.code_digest = _digest(str(row.pk), code)
    row.save(force_insert=True)
    return Asked(row, code)


def _refused_until(
    digest: str, limits: Sequence[tuple[int, timedelta]], at: datetime
) -> datetime | None:
    """Return when a number may get a code again; None if it may now."""
    of_phone = SignInCode.objects.filter(phone_digest=digest)
    found = [_free_at(of_phone, *limit, at) for limit in limits]
    return max((until for until in found if until), default=None)


def _free_at(
    codes: QuerySet[SignInCode], most: int, within: timedelta, at: datetime
) -> datetime | None:
    """Return when the oldest of the last `most` codes counts no more; None if one is free now."""
    lately = codes.filter(asked_at__gt=at - within).order_by("-asked_at")
    oldest = lately.values_list("asked_at", flat=True)[most - 1 : most].first()
    return oldest + within if oldest else None


def use_code(*, key: UUID, phone: str, typed: str, at: datetime) -> None:
    """Take a code back, once: from now on the number is verified for its owner.

    Args:
        key: of the row, from the session that asked.
        phone: the number that the session asked for, E.164.

    Raises:
        WrongCode, CodeOver, TooManyCodes: see there. A wrong try is counted all the same.
    """
    if not _is_right(key, phone, typed, at):
        raise WrongCode


@transaction.atomic(durable=True)  # else a wrong try could be rolled back by whoever called
def _is_right(key: UUID, phone: str, typed: str, at: datetime) -> bool:
    row = SignInCode.objects.select_for_update().filter(pk=key, used_at=None).first()
    if row is None or row.wrong >= MOST_WRONG or at > row.asked_at + HOLDS:
        raise CodeOver
    if row.wrong:
        _refuse_many_guesses(at)
    same_phone = constant_time_compare(row.phone_digest, _digest("phone", phone))
    if not same_phone or not constant_time_compare(row.code_digest, _digest(str(key), typed)):
        SignInCode.objects.filter(pk=key).update(wrong=F("wrong") + 1)
        return False
    row.used_at = at
    row.save(update_fields=["used_at"])
    events.record(SignInProved(), subject=row, by=CITIZEN, at=at)
    verify_identity(kind=Channel.PHONE, value=phone, by=CITIZEN, at=at)
    return True


def forget_codes(*, before: datetime) -> None:
    """Delete codes that count nowhere any more."""
    SignInCode.objects.filter(asked_at__lt=before).delete()


def _refuse_many_guesses(at: datetime) -> None:
    lately = SignInCode.objects.filter(asked_at__gt=at - HOUR - HOLDS)
    guesses = lately.filter(wrong__gt=0)
    found = guesses.aggregate(sum=Sum("wrong"), oldest=Min("asked_at"))
    wrong, oldest = found["sum"] or 0, found["oldest"]
    if oldest and wrong >= WRONG_IN_ALL:
        logger.warning("each code is tried once: %d wrong ones in an hour", wrong)
        raise TooManyCodes(oldest + HOUR + HOLDS)


def _one_at_a_time(digest: str) -> None:
    with connection.cursor() as cursor:
        key = f"sign-in code {digest}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _digest(what: str, value: str) -> str:
    words = f"{what}|{value}"
    return salted_hmac("alo153.citizens.signing_in", words, algorithm="sha256").hexdigest()
