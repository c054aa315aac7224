"""Is written work held back just now, and are call-backs offered first?"""

from datetime import datetime

from alo153.workforce.models import CallBackOffer, WrittenHold


def standing(at: datetime) -> WrittenHold | None:
    """Return the hold that lasts at an instant; one query."""
    rows = WrittenHold.objects.filter(begins_at__lte=at, ends_at__gt=at)
    return rows.select_related("held_by").first()


def call_backs_first(at: datetime) -> CallBackOffer | None:
    """Return the offer of call-backs that lasts at an instant; one query."""
    rows = CallBackOffer.objects.filter(begins_at__lte=at, ends_at__gt=at)
    return rows.select_related("opened_by").first()
