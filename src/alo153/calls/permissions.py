"""Permissions on the telephone."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

ANSWER_CALLS = permission("answer_calls", _("Answer calls"), needed=True, for_guests=True)
DIAL_ABROAD = permission("dial_abroad", _("Call numbers abroad"))
SEE_WALL = permission("see_wall", _("See calls, lines and agents live"))
SUPERVISE_CALLS = permission(
    "supervise_calls", _("Listen in on calls, and manage agents and seats")
)
RUN_CALL_LISTS = permission(
    "run_call_lists", _("Let the center call lists of citizens, and approve such lists")
)
LISTEN_TO_RECORDINGS = permission("listen_to_recordings", _("Listen to recordings"))
SEE_VOICE_MENU = permission("see_voice_menu", _("See the voice menu"))
SEE_BLOCKED_ADDRESSES = permission("see_blocked_addresses", _("See blocked network addresses"))
