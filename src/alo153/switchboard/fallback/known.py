"""What the record already knows of calls that the queue log tells of."""

from collections.abc import Collection

from alo153.calls.models import Call


def ended_among(calls: Collection[str]) -> frozenset[str]:
    """Name those of these calls that have an end; one query."""
    ended = Call.objects.filter(pk__in=calls, ended_at__isnull=False)
    return frozenset(str(key) for key in ended.values_list("pk", flat=True))
