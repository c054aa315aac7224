"""The record's data about calls in the queue log."""

from collections.abc import Collection

from alo153.calls.models import Call


def ended_among(calls: Collection[str]) -> frozenset[str]:
    """Return which of these calls have ended; one query."""
    ended = Call.objects.filter(pk__in=calls, ended_at__isnull=False)
    return frozenset(str(key) for key in ended.values_list("pk", flat=True))
