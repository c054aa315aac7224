"""The library of good moments: propose, listen, release or decline, and take back."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alo153.calls.media.recordings import queries as recordings
from alo153.calls.models import Call
from alo153.calls.permissions import ANSWER_CALLS
from alo153.citizens import actions as citizens
from alo153.core import clock
from alo153.quality import actions
from alo153.quality.models import GoodMoment
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.policy import NotAllowed
from alo153.quality.queries import library as queries
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality import player, ranges
from alo153.web.quality.evaluating import refusals
from alo153.web.quality.learning.forms import ProposeForm


@requires(ANSWER_CALLS, EVALUATE_CONTACTS)
@require_safe
def library(request: StaffRequest) -> HttpResponse:
    """Show the library, and the moments that wait for the decision of this agent."""
    rows = queries.moments(request.user)
    state = GoodMoment.State
    context = {
        "to_answer": rows.filter(state=state.PROPOSED),
        "rows": rows.filter(state=state.RELEASED),
    }
    return render(request, "quality/library/library.html", context)


@requires(EVALUATE_CONTACTS)
@require_http_methods(["GET", "POST"])
def propose(request: StaffRequest, call: UUID) -> HttpResponse:
    """Propose a part of a call; the form is next to the player."""
    now = clock.now()
    found = _call(request, call, now)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _proposed(request, found, form):
        messages.success(request, _("Proposed. Your colleague decides about it."))
        return redirect("recordings:call", found.pk)
    context = player.context(found) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "quality/library/propose.html", context, status=status)


@requires(ANSWER_CALLS)
@require_POST
def answer(request: StaffRequest, number: int) -> HttpResponse:
    """Release or decline a moment of one's own call."""
    releases = "release" in request.POST
    try:
        actions.answer_moment(
            moment=_found(request, number), releases=releases, by=request.user, at=clock.now()
        )
    except NotAllowed as refused:
        messages.error(request, refusals.words(refused.why))
    except actions.NoSound:
        messages.error(request, _("The recording is not there any more."))
    else:
        done = _("Thank you. Others can learn from it now.") if releases else _("Declined.")
        messages.success(request, done)
    return redirect("quality:library")


@requires(ANSWER_CALLS)
@require_POST
def withdraw(request: StaffRequest, number: int) -> HttpResponse:
    """Take back a moment of one's own call; the copy is deleted."""
    try:
        actions.withdraw_moment(moment=_found(request, number), by=request.user, at=clock.now())
    except NotAllowed as refused:
        messages.error(request, refusals.words(refused.why))
    else:
        messages.success(request, _("It is not in the library any more."))
    return redirect("quality:library")


@requires(ANSWER_CALLS, EVALUATE_CONTACTS)
@require_safe
def sound(request: StaffRequest, number: int) -> HttpResponseBase:
    """Send the sound of a released moment, or of one that waits for this agent's release."""
    found = _found(request, number)
    try:
        if found.state == GoodMoment.State.PROPOSED:
            found = actions.hear_moment(moment=found, by=request.user, at=clock.now())
        file = queries.open_copy(found)
    except (NotAllowed, actions.NoSound, OSError) as error:
        raise Http404 from error
    return ranges.send(request, file, size=found.size or 0, content_type="audio/ogg")


def _found(request: StaffRequest, number: int) -> GoodMoment:
    found = queries.moments(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _call(request: StaffRequest, call: UUID, at: datetime) -> Call:
    try:
        found = recordings.call_of(request.user, call, at)
    except Call.DoesNotExist as error:
        raise Http404 from error
    if getattr(found, "recording", None) is None:
        raise Http404
    citizen = found.interaction.citizen
    if citizen:
        citizens.log_accesses(user=request.user, citizens=[citizen], what="recording-page", at=at)
    return found


def _proposed(request: StaffRequest, found: Call, form: ProposeForm) -> bool:
    given = form.cleaned_data
    try:
        actions.propose_moment(
            recording=found.recording,
            part=(given["begin"], given["end"]),
            silent=given["silent"],
            title=given["title"],
            why=given["why"],
            by=request.user,
            at=clock.now(),
        )
    except actions.NoSuchPart:
        form.add_error("end", _("It must end after it begins, within the talk and five minutes."))
    except actions.SeveralSpeak:
        told = _("Somebody else is heard in it, too. Choose a part with one agent alone.")
        form.add_error("begin", told)
    except actions.NoSound:
        form.add_error(None, _("The recording is not there any more."))
    return form.is_valid()
