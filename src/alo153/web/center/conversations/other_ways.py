"""Answer in approved words, and write down where else a citizen can be answered."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.channels.social.opening import queries as openings
from alo153.contacts.conversations import actions
from alo153.contacts.conversations.actions import AnsweredMeanwhile, CannotReply, HeldByColleague
from alo153.core import clock
from alo153.web.center.conversations.forms import AddressForm, ApprovedForm
from alo153.web.center.conversations.opening import READERS, of
from alo153.web.center.conversations.refusals import answered_words, held_words, why_not
from alo153.web.center.conversations.showing import Forms, show
from alo153.web.kit.access import StaffRequest, requires


@requires(*READERS)
@require_POST
def reply_in_approved_words(request: StaffRequest, number: int, template: int) -> HttpResponse:
    """Answer with words that the channel has approved, and let that be taken back."""
    found = of(request, number)
    form = ApprovedForm(request.POST, template=get_object_or_404(openings.templates(), pk=template))
    if not form.is_valid():
        return show(request, found, Forms(approved=form), status=422)
    try:
        actions.reply(
            conversation=found,
            text="",
            by_channel=found.channel,
            template=form.filled,
            seen=request.POST.get("seen"),
            wait_seconds=settings.SEND_DELAY_SECONDS,
            by=request.user,
            at=clock.now(),
        )
    except CannotReply as refused:
        form.add_error(None, why_not(refused, found, by=found.channel))
        return show(request, found, Forms(approved=form), status=422)
    except HeldByColleague:
        form.add_error(None, held_words(found, request))
        return show(request, found, Forms(approved=form), status=HTTPStatus.CONFLICT)
    except AnsweredMeanwhile as other:
        form.add_error(None, answered_words(other.answer))
        return show(request, found, Forms(approved=form), status=HTTPStatus.CONFLICT)
    return redirect("center:conversation", number)


@requires(*READERS)
@require_POST
def invite(request: StaffRequest, number: int) -> HttpResponse:
    """Ask the author of a public post to write privately, and let that be taken back."""
    found = of(request, number)
    try:
        actions.invite(
            conversation=found,
            wait_seconds=settings.SEND_DELAY_SECONDS,
            by=request.user,
            at=clock.now(),
        )
    except CannotReply as refused:
        notes.warning(request, why_not(refused, found))
    except HeldByColleague:
        notes.warning(request, held_words(found, request))
    return redirect("center:conversation", number)


@requires(*READERS)
@require_POST
def name_address(request: StaffRequest, number: int) -> HttpResponse:
    """Write down where else the citizen can be answered."""
    found, form = of(request, number), AddressForm(request.POST)
    if not form.is_valid():
        return show(request, found, Forms(address=form), status=422)
    try:
        actions.name_address(
            conversation=found,
            channel=form.channel,
            address=form.cleaned_data["to"],
            by=request.user,
            at=clock.now(),
        )
    except HeldByColleague:
        form.add_error("to", held_words(found, request))
        return show(request, found, Forms(address=form), status=HTTPStatus.CONFLICT)
    notes.success(request, _("Kept: choose above by which way your answer goes."))
    return redirect("center:conversation", number)
