"""Is written work held back just now?"""

from datetime import datetime

from alo153.workforce.models import WrittenHold


def standing(at: datetime) -> WrittenHold | None:
    """Return the hold that lasts at an instant; one query."""
    rows = WrittenHold.objects.filter(begins_at__lte=at, ends_at__gt=at)
    return rows.select_related("held_by").first()
