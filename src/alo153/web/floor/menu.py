"""The entries of the supervisors in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.calls.permissions import RUN_CALL_LISTS, SEE_VOICE_MENU, SEE_WALL, SUPERVISE_CALLS
from alo153.knowledge.permissions import ANNOUNCE
from alo153.web.kit.shell.navigation import Entry, Group, declare

declare(
    Entry(
        "live:wall",
        _("Live"),
        "monitor",
        SEE_WALL,
        Group.FLOOR,
        daily=True,
        # A supervisor may be the second person without managing the staff
        leads_from=("/settings/people/waiting/",),
    ),
    Entry("live:announcements", _("Announcements"), "info", ANNOUNCE, Group.KNOWLEDGE),
    Entry("live:call_lists", _("Call lists"), "phone-outgoing", RUN_CALL_LISTS, Group.FLOOR),
    Entry("live:passed", _("Offers not taken"), "bell", SUPERVISE_CALLS, Group.FLOOR),
    Entry("live:menu", _("Voice menu"), "keypad", SEE_VOICE_MENU, Group.FLOOR),
    Entry("live:prompts", _("What callers hear"), "volume", SEE_VOICE_MENU, Group.FLOOR),
)
