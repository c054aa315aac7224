"""Look-ups into contacts and the outbox."""

from alo153.contacts.queries.dead_letters import has_opted_out, resent, undelivered
from alo153.contacts.queries.interactions import recent_contacts
from alo153.contacts.queries.outbox import (
    SEND_JOB,
    about,
    awaiting_report,
    count_since,
    followers,
    forgotten,
    free_at,
    may_be_told,
    orphaned,
    references_before,
    was_withdrawn,
)
from alo153.contacts.queries.quiet_hours import leaves_at, waits_until

__all__ = [
    "SEND_JOB",
    "about",
    "awaiting_report",
    "count_since",
    "followers",
    "forgotten",
    "free_at",
    "has_opted_out",
    "leaves_at",
    "may_be_told",
    "orphaned",
    "recent_contacts",
    "references_before",
    "resent",
    "undelivered",
    "waits_until",
    "was_withdrawn",
]
