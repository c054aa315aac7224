"""What is announced now. Announcements are public: nobody has to say who asks."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from alo153.knowledge.models import Announcement
from alo153.units.models import District

SPEAK_JOB = "knowledge.speak"
MOST_SPOKEN = 3
"""More no caller bears; the newest are the news."""
KEPT = timedelta(days=2)


def in_force(at: datetime) -> QuerySet[Announcement]:
    """Return what is announced at an instant, the newest first."""
    now = Announcement.objects.filter(ended_at=None, begins_at__lte=at, ends_at__gt=at)
    return now.select_related("district", "announced_by").order_by("-begins_at", "-id")


def concerning(district: District | None, at: datetime) -> list[Announcement]:
    """Return what concerns somebody of a district: its own and the whole city's; one query.

    Of somebody whose district is not known only what concerns all is known to concern them.
    """
    place = Q(district=None) | Q(district=district) if district else Q(district=None)
    return list(in_force(at).filter(place))


def spoken(district: District | None, at: datetime) -> list[str]:
    """Name the sounds a caller of a district hears, at most three; one query."""
    heard = (each for each in concerning(district, at) if each.voice == Announcement.Voice.READY)
    return [each.sound for each in heard][:MOST_SPOKEN]


def on_portal(at: datetime) -> list[Announcement]:
    """Return what citizens see on the web; one query."""
    return list(in_force(at).filter(on_portal=True))


def listed(at: datetime) -> list[Announcement]:
    """Return what is or will be announced, and what ended in the last two days; one query."""
    return list(
        Announcement.objects.filter(ends_at__gt=at - KEPT)
        .select_related("district", "announced_by")
        .order_by(F("ended_at").desc(nulls_first=True), "-begins_at", "-id")
    )
