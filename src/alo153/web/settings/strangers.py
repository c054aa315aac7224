"""Who tried the door of the telephone: addresses, tries, and until when they are slowed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alo153.accounts.permissions import Permission
from alo153.calls.blocked_addresses import queries
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires

_SHOWN = 200


@requires(Permission.SEE_STRANGERS)
@require_GET
def show(request: StaffRequest) -> HttpResponse:
    """Show the addresses of the last week, those slowed now first."""
    attempts = queries.attempts(clock.now())[:_SHOWN]
    return render(request, "settings/strangers.html", {"attempts": attempts, "now": clock.now()})
