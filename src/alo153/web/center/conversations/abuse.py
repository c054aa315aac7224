"""A citizen abuses in writing: the warning leaves, or the conversation ends by right."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.care import actions
from alo153.contacts.conversations.actions import CannotReply, HeldByColleague
from alo153.core import clock
from alo153.web.center.conversations.forms import AbuseForm
from alo153.web.center.conversations.opening import READERS, of
from alo153.web.center.conversations.refusals import held_words, why_not
from alo153.web.center.conversations.showing import Forms, show
from alo153.web.kit.access import StaffRequest, requires


@requires(*READERS)
@require_POST
def warn(request: StaffRequest, number: int) -> HttpResponse:
    """Answer with the warning, and let that be taken back for some seconds."""
    found = of(request, number)
    try:
        actions.warn_in_writing(
            conversation=found,
            wait_seconds=settings.SEND_DELAY_SECONDS,
            by=request.user,
            at=clock.now(),
        )
    except CannotReply as refused:
        notes.warning(request, why_not(refused, found))
    except HeldByColleague:
        notes.warning(request, held_words(found, request))
    except actions.NoContact:
        notes.warning(request, no_contact())
    return redirect("center:conversation", number)


@requires(*READERS)
@require_POST
def end(request: StaffRequest, number: int) -> HttpResponse:
    """End a conversation because of insults or a threat."""
    found, form = of(request, number), AbuseForm(request.POST)
    if not form.is_valid():
        return show(request, found, Forms(abuse=form), status=422)
    try:
        _report, is_told = actions.end_in_writing(
            conversation=found,
            threat=form.cleaned_data["kind"] == AbuseForm.THREAT,
            reason=form.cleaned_data["reason"],
            wait_seconds=settings.SEND_DELAY_SECONDS,
            by=request.user,
            at=clock.now(),
        )
    except HeldByColleague:
        form.add_error(None, held_words(found, request))
        return show(request, found, Forms(abuse=form), status=HTTPStatus.CONFLICT)
    except actions.NoContact:
        form.add_error(None, no_contact())
        return show(request, found, Forms(abuse=form), status=422)
    notes.success(request, _("The conversation is ended. Your supervisors read your report."))
    if not is_told:
        notes.warning(request, _("The last words could not leave: the citizen is not told."))
    return redirect("center:conversation", number)


def no_contact() -> str:
    """Say that nobody has abused here."""
    return _("Not done: no citizen has written in this conversation.")
