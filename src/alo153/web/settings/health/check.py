"""One part of the system that is asked how it is, and how its page writes a length of time."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.web.kit.dates.when import time_words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


_MINUTE: Final = 60
_HOUR: Final = 3600


class Area(StrEnum):
    """Areas of the center as people see it; the page has a part for each."""

    TELEPHONE = "telephone"
    MESSAGES = "messages"
    PROVIDERS = "providers"
    WORK = "work"
    RECORDS = "records"


AREA_LABELS: Final = {
    Area.TELEPHONE: gettext_lazy("Telephone"),
    Area.MESSAGES: gettext_lazy("Messages"),
    Area.PROVIDERS: gettext_lazy("Services of other organizations"),
    Area.WORK: gettext_lazy("Work that is done by itself"),
    Area.RECORDS: gettext_lazy("Records and clocks"),
}


@dataclass(frozen=True, kw_only=True)
class Check:
    """One part.

    Args:
        key: for monitors.
        words: how it is, for people.
        effect: what people notice while it is not well, and what to do.
        detail: for the technician: names of hosts, numbers of events.
        is_known: if not, nothing here can tell how it is, and nobody is called for it.
    """

    key: str
    area: Area
    label: "str | StrPromise"
    is_well: bool
    words: str
    effect: "str | StrPromise" = ""
    detail: str = ""
    is_known: bool = True


def length(seconds: float) -> str:
    """Write a length of time as people say it: seconds, minutes, or days and hours."""
    whole = int(seconds)
    if whole < 2 * _MINUTE:
        return _("%(seconds)d s") % {"seconds": whole}
    if whole < 2 * _HOUR:
        return _("%(minutes)d min") % {"minutes": whole // _MINUTE}
    return time_words(timedelta(seconds=whole))


def ago(seconds: float) -> str:
    """Say how long ago something was."""
    return _("%(time)s ago") % {"time": length(seconds)}
