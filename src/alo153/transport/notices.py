"""Notices to staff about timetables, in the city's language."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.city import queries as city
from alo153.core.actor import SYSTEM
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import Way, notice_kind
from alo153.transport.models import Feed
from alo153.transport.permissions import LOAD_TIMETABLES

READ = notice_kind(
    "timetable_read",
    gettext_lazy("A timetable that you brought is read"),
    LOAD_TIMETABLES,
    ways=frozenset({Way.LIST}),
)


def tell_read(feed: Feed) -> None:
    """Tell the person who brought a timetable what became of it."""
    if feed.loaded_by is None or feed.read_at is None:
        return
    said = {"number": feed.number, "faults": len(feed.faults)}
    with translation.override(city.city().language):
        if feed.faults:
            title = _("Timetable version %(number)s has faults: %(faults)s") % said
        else:
            title = _("Timetable version %(number)s is read: look at it, then publish it") % said
    give_notice(
        kind=READ,
        cause=f"timetable:{feed.pk}",
        about=feed,
        words={feed.loaded_by: Told(title=title, lines=(), path="/settings/timetables/")},
        by=SYSTEM,
        at=feed.read_at,
    )
