"""Notices: of hard calls and messages after an end supervisors learn that they came, no more."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.models import User
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.city import queries as city
from alo153.contacts.conversations.actions import REVIEW_HOURS
from alo153.notices.actions import Told
from alo153.notices.registry import Way, notice_kind

HARD_CALL = notice_kind(
    "hard_call",
    gettext_lazy("A colleague had a hard call and recovers"),
    SUPERVISE_CALLS,
    urgent=True,
    ways=frozenset({Way.DESKTOP}),
)
WRITTEN_AFTER_END = notice_kind(
    "written_after_end",
    gettext_lazy("A citizen writes after an end because of abuse"),
    SUPERVISE_CALLS,
    ways=frozenset({Way.DESKTOP}),
)
# Says nothing of a visit: mails, lists and events are read by others
OWN_PAGE = notice_kind("own_page", gettext_lazy("News on a page that only you see"))


def of_own_page() -> Told:
    """Say that there is news, and not of what."""
    with translation.override(city.city().language):
        title = _("There is news on a page that only you see")
    return Told(title=title, lines=(), path="/care/")


def of_hard_call(agent: User) -> Told:
    """Say who recovers; not from what."""
    with translation.override(city.city().language):
        title = _("%(name)s had a hard call and takes a recovery pause") % {"name": agent.full_name}
        lines = (_("What it was about is not written down for anybody else. Ask how they are."),)
    return Told(title=title[:200], lines=lines, path="/live/")


def of_written_after_end() -> Told:
    """Say that something waits for a supervisor, and nothing of its words."""
    with translation.override(city.city().language):
        title = _("A citizen wrote after the end of a conversation")
        line = _("Decide about it. After %(hours)s hours it waits for an agent.")
    return Told(title=title, lines=(line % {"hours": REVIEW_HOURS},), path="/care/abuse/")
