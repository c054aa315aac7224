"""Addresses that gave wrong SIP passwords: their tries, and until when they are slowed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.generic import RedirectView

from alo153.calls.permissions import SEE_BLOCKED_ADDRESSES
from alo153.calls.supervision.blocked_addresses import queries
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires

_SHOWN = 200


@requires(SEE_BLOCKED_ADDRESSES)
@require_GET
def show(request: StaffRequest) -> HttpResponse:
    """Show the addresses of the last week, those slowed now first."""
    attempts = queries.attempts(clock.now())[:_SHOWN]
    return render(
        request, "settings/blocked_addresses.html", {"attempts": attempts, "now": clock.now()}
    )


moved = requires(SEE_BLOCKED_ADDRESSES)(
    RedirectView.as_view(pattern_name="settings:blocked_addresses", permanent=True)
)
