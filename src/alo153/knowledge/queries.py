"""What is announced now. Announcements are public: nobody has to say who asks."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from alo153.city.models import District
from alo153.knowledge.models import Announcement

SPEAK_JOB = "knowledge.speak"
MOST_SPOKEN = 3
"""More no caller bears; the newest are the news."""
KEPT = timedelta(days=2)


def in_force(at: datetime) -> QuerySet[Announcement]:
    """Return what is announced at an instant, the newest first."""
    now = Announcement.objects.filter(ended_at=None, begins_at__lte=at, ends_at__gt=at)
    return now.select_related("announced_by").order_by("-begins_at", "-id")


def concerning(district: District | None, at: datetime) -> list[Announcement]:
    """Return what concerns somebody of a district: its own and the whole city's; one query.

    Of somebody whose district is not known only what concerns all is known to concern them.
    """
    return list(_concerning(district, at))


def _concerning(district: District | None, at: datetime) -> QuerySet[Announcement]:
    place = Q(district=None) | Q(district=district) if district else Q(district=None)
    return in_force(at).filter(place)


def spoken(district: District | None, at: datetime, language: str = "") -> list[str]:
    """Name the sounds a caller of a district hears, at most three; one or two queries.

    With a `language` besides the city's own, what is said in it.
    """
    concerns = _concerning(district, at)
    if language:
        heard = [each.heard_in(language) for each in concerns.prefetch_related("wordings")]
    else:
        heard = [each.heard for each in concerns]
    return [sound for sound in heard if sound][:MOST_SPOKEN]


def on_portal(at: datetime) -> list[Announcement]:
    """Return what citizens see on the web; one query."""
    return list(in_force(at).filter(on_portal=True))


def listed(at: datetime) -> list[Announcement]:
    """Return what is or will be announced, and what ended in the last two days; two queries."""
    return list(
        Announcement.objects.filter(ends_at__gt=at - KEPT)
        .select_related("announced_by")
        .prefetch_related("wordings")
        .order_by(F("ended_at").desc(nulls_first=True), "-begins_at", "-id")
    )


def changeable(number: int, at: datetime) -> Announcement | None:
    """Find an announcement that is not over, with its other languages; two queries."""
    standing = Announcement.objects.filter(ended_at=None, ends_at__gt=at)
    return standing.prefetch_related("wordings").filter(pk=number).first()
