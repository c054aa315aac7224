"""The topics of contacts: what a contact is about is often recorded after it was counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from alo153.calls.models import Call
from alo153.reports.models import ContactOfDay, ContactTrack


def keep_topics(topics: Mapping[int, int]) -> set[date]:
    """Keep the topics of contacts by key, 0: none; return the days that must be divided again."""
    if not topics:
        return set()
    ContactTrack.objects.bulk_create(
        [ContactTrack(contact=contact, topic=topic) for contact, topic in sorted(topics.items())],
        update_conflicts=True,
        unique_fields=["contact"],
        update_fields=["topic"],
    )
    days = ContactOfDay.objects.filter(contact__in=topics).values_list("day", flat=True)
    return set(days.distinct())


def contacts_of(calls: set[str]) -> dict[str, int]:
    """Return the keys of the contacts of calls: events of a call do not say it; one query."""
    if not calls:
        return {}
    found = Call.objects.filter(pk__in=calls).values_list("pk", "interaction_id")
    return {str(call): contact for call, contact in found}
