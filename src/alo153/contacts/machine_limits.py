"""Limits of automatic answers in an hour, over all addresses.

`recipient_limits` bounds the messages that one address may cause; this bounds many addresses,
such as forged senders. Beyond it nothing is lost: what came in waits for a person, and the page of
health says so.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.core.cache import cache

from alo153.contacts.models import Message

MOST: Final[Mapping[str, int]] = {"keyword": 600, "arrived": 300}
"""By purpose: answers to keywords, and notices that a letter arrived."""
HOUR: Final = timedelta(hours=1)
logger = logging.getLogger(__name__)


def has_room(purpose: str, *, at: datetime) -> bool:
    """Say whether one more answer may leave; the log says once an hour that none does."""
    if count(purpose, at=at) < MOST[purpose]:
        return True
    if cache.add(f"machine-limit:{purpose}", True, HOUR.total_seconds()):
        logger.warning("no %s is sent: %d left in an hour", purpose, MOST[purpose])
    return False


def count(purpose: str, *, at: datetime) -> int:
    """Count the answers of the last hour, up to the limit; one scan of an index of these alone."""
    lately = Message.objects.filter(purpose=purpose, created_at__gt=at - HOUR)
    return lately[: MOST[purpose]].count()
