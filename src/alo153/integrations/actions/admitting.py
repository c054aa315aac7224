"""Let a system in by its key: known, not revoked, not expired, and not too often."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import connection, transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare

from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.integrations import key_text, queries
from alo153.integrations.events import ApiKeyRefused
from alo153.integrations.models import ApiKey

_SAID_AGAIN_AFTER: Final = timedelta(minutes=5)
# One statement counts, also for two at once. The clocks of two processes may differ by a little:
# a minute that is over does not begin again.
_COUNT: Final = """
INSERT INTO integrations_apikeyuse AS used (key_id, minute, requests, used_at)
VALUES (%s, %s, 1, %s)
ON CONFLICT (key_id) DO UPDATE SET
  requests = CASE WHEN used.minute >= excluded.minute THEN used.requests + 1 ELSE 1 END,
  minute = greatest(used.minute, excluded.minute), used_at = excluded.used_at
RETURNING requests
"""


class Refusal(StrEnum):
    """Why a key opens nothing."""

    UNKNOWN = "unknown"
    WRONG = "wrong"
    REVOKED = "revoked"
    WAITING = "waiting"
    EXPIRED = "expired"
    TOO_OFTEN = "too_often"


class KeyRefused(Exception):
    """A key opens nothing; ``why`` says the reason."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


class TooOften(KeyRefused):
    """A key asked more often than it may, and may ask again after ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(Refusal.TOO_OFTEN)
        self.seconds = seconds


def admit(*, text: str, address: str, at: datetime) -> ApiKey:
    """Admit the holder of this key, and count it; two queries.

    Args:
        address: from where it is asked, for the record of a refusal.

    Raises:
        KeyRefused: it opens nothing.
        TooOften: not now.
    """
    prefix = key_text.prefix_of(text)
    key = queries.key_of(prefix) if prefix else None
    if key is None:
        raise KeyRefused(Refusal.UNKNOWN)
    if why := _refusal(key, text, at):
        _note(key, why, address, at)
        raise KeyRefused(why)
    if _counted(key, at) > key.per_minute:
        _note(key, Refusal.TOO_OFTEN, address, at)
        raise TooOften(60 - at.second)
    return key


def _refusal(key: ApiKey, text: str, at: datetime) -> Refusal | None:
    if not constant_time_compare(key.digest, key_text.digest(text)):
        return Refusal.WRONG
    if key.revoked_at:
        return Refusal.REVOKED
    if key.confirmed_at is None:
        return Refusal.WAITING
    return Refusal.EXPIRED if key.expires_at <= at else None


def _counted(key: ApiKey, at: datetime) -> int:
    minute = at.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key.pk, minute, at])
        return int(cursor.fetchone()[0])


@transaction.atomic
def _note(key: ApiKey, why: Refusal, address: str, at: datetime) -> None:
    """Record a refusal, once in a while: a system with an old key would fill the history."""
    silent = Q(refused_at=None) | Q(refused_at__lte=at - _SAID_AGAIN_AFTER)
    if ApiKey.objects.filter(silent, pk=key.pk).update(refused_at=at):
        what = ApiKeyRefused(why=why.value, address=address)
        events.record(what, subject=key, by=SYSTEM, at=at)
