"""Notices to staff about outgoing lists, in the city's language."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.calls.models import CallList
from alo153.calls.permissions import RUN_CALL_LISTS
from alo153.city import queries as city
from alo153.notices.actions import Told
from alo153.notices.registry import notice_kind

STOPPED = notice_kind(
    "call_list_stopped",
    gettext_lazy("A call list stopped and waits for approval"),
    RUN_CALL_LISTS,
    urgent=True,
)


def of_stopped(call_list: CallList) -> Told:
    """Say that a list calls nobody until somebody approves its new words."""
    with translation.override(city.city().language):
        title = _("The list %(name)s stopped and waits for approval") % {"name": call_list.name}
        lines = (
            _("What it announces has other words than were approved. Nobody is called until then."),
        )
    return Told(title=title[:200], lines=lines, path=f"/live/lists/{call_list.pk}/")
