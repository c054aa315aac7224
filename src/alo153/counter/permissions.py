"""Permissions in the communication centers."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

SERVE_AT_COUNTER = permission("serve_at_counter", _("Call and serve visitors at a desk"))
SUPERVISE_COUNTERS = permission(
    "supervise_counters",
    _("See who waits in the communication centers, free desks and set up screens"),
)
