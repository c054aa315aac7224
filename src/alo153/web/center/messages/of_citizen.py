"""All messages between one citizen and the municipality, on one page."""

from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alo153.cases.telling import messages
from alo153.citizens import queries
from alo153.citizens.actions import log_access
from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.citizens.models import Citizen
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.contacts import purposes
from alo153.contacts import queries as contacts
from alo153.contacts.models import Direction
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.contacts.queries.wishes import Wish, wishes_of
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.web.cases.leaving import wishes
from alo153.web.center.messages.undelivered import state_of
from alo153.web.kit.access import StaffRequest, requires


@requires(SEE_CITIZEN)
@require_safe
def index(request: StaffRequest, number: int) -> HttpResponse:
    """Show every message of a citizen that the asker may read, and write down the look."""
    citizen = _citizen(request, number)
    found = messages.of_citizen(request.user, citizen)
    log_access(user=request.user, citizen=citizen, what="citizen-messages", at=clock.now())
    context = {
        "citizen": citizen,
        "rows": [_row(told) for told in found],
        "wishes": _wishes(citizen),
        "wishes_url": reverse("center:citizen_wishes", args=[citizen.pk]),
        "may_write": request.user.may(ANSWER_MESSAGES) and not queries.is_erased(citizen),
        "more": len(found) == messages.MOST,
        "most": messages.MOST,
    }
    return render(request, "center/messages/of_citizen.html", context)


@requires(SEE_CITIZEN)
@require_POST
def change_wish(request: StaffRequest, number: int) -> HttpResponse:
    """Send a citizen no more reminders by one of their ways, or again, as they say."""
    citizen = _citizen(request, number)
    by = Actor.staff(request.user.pk)
    if wishes.change(_wishes(citizen), request.POST, by=by):
        notes.success(request, _("Written down: it holds from the next message on."))
    return redirect("center:citizen_messages", citizen.pk)


def _citizen(request: StaffRequest, number: int) -> Citizen:
    try:
        return queries.by_key(request.user, number)
    except Citizen.DoesNotExist:
        raise Http404 from None


def _wishes(citizen: Citizen) -> list[Wish]:
    return wishes_of(citizen.identities.order_by("pk").values_list("kind", "value"))


def _row(told: messages.Told) -> dict[str, object]:
    message = told.message
    came_in = message.direction == Direction.INBOUND
    return {
        "message": message,
        "code": told.code,
        # Whoever reads of it says why, which the page of the application asks
        "confidential": told.confidential,
        "came_in": came_in,
        "what": _("from the citizen") if came_in else purposes.named(message.purpose).label,
        "channel": CHANNEL_LABELS[Channel(message.channel)],
        "state": state_of(message),
        "leaves_at": contacts.waits_until(message, at=clock.now()),
    }
