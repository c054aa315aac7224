"""The pages of psychologist and infirmary."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alo153.care import actions, sealing
from alo153.care.models import Visit
from alo153.care.permissions import COUNSEL_STAFF, TREAT_STAFF
from alo153.care.queries import room as queries
from alo153.city.queries import local_time
from alo153.core import clock
from alo153.web.care.forms import NoteForm, TimeForm
from alo153.web.kit.access import StaffRequest, requires


@requires(COUNSEL_STAFF, TREAT_STAFF)
@require_safe
def room(request: StaffRequest) -> HttpResponse:
    """Show who waits for a time, and the calendar."""
    now = clock.now()
    context = {
        "waiting": queries.waiting(request.user),
        "calendar": queries.calendar(request.user, now),
        "has_key": sealing.has_key(),
    }
    return render(request, "care/room.html", context)


@requires(COUNSEL_STAFF, TREAT_STAFF)
@require_safe
def visit(request: StaffRequest, number: int) -> HttpResponse:
    """Open a visit; that it was opened is written down for its person."""
    return _page(request, _found(request, number))


@requires(COUNSEL_STAFF, TREAT_STAFF)
@require_POST
def plan(request: StaffRequest, number: int) -> HttpResponse:
    """Give a time."""
    found, form = _found(request, number), TimeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, time_form=form, status=422)
    try:
        minutes = form.cleaned_data["minutes"]
        actions.plan(
            visit=found,
            begins_at=form.begins_at,
            minutes=minutes,
            by=request.user,
            at=clock.now(),
        )
    except actions.TimeTaken:
        form.add_error("time", _("You see somebody else then. Choose another time."))
        return _page(request, found, time_form=form, status=422)
    except actions.VisitOver:
        messages.error(request, _("This visit was cancelled or took place. It gets no time."))
        return redirect("care:visit", found.pk)
    messages.success(request, _("Planned. The person is told, and finds the time on their page."))
    return redirect("care:room")


@requires(COUNSEL_STAFF, TREAT_STAFF)
@require_POST
def call_off(request: StaffRequest, number: int) -> HttpResponse:
    """Cancel a visit."""
    found = _found(request, number)
    try:
        actions.call_off(visit=found, by=request.user, at=clock.now())
    except actions.VisitOver:
        messages.error(request, _("This visit was cancelled or took place."))
        return redirect("care:visit", found.pk)
    messages.success(request, _("Cancelled. The person is told."))
    return redirect("care:room")


@requires(COUNSEL_STAFF, TREAT_STAFF)
@require_POST
def note(request: StaffRequest, number: int) -> HttpResponse:
    """Write a note, which nobody outside of the room reads."""
    found, form = _found(request, number), NoteForm(request.POST)
    if form.is_valid():
        try:
            words = form.cleaned_data["words"]
            actions.write_note(visit=found, words=words, by=request.user, at=clock.now())
        except actions.NoKey:
            form.add_error("words", _("Notes have no key yet: ask for ALO153_CARE_KEYS."))
    if form.errors:
        return _page(request, found, note_form=form, status=422)
    messages.success(request, _("Noted."))
    return redirect("care:visit", found.pk)


def _time_of(found: Visit) -> dict[str, object]:
    """Return what the form begins with: the time that a visit has."""
    if found.begins_at is None or found.ends_at is None:
        return {}
    local = local_time.local(found.begins_at)
    minutes = round((found.ends_at - found.begins_at).total_seconds() / 60)
    return {"date": local.date(), "time": local.time(), "minutes": minutes}


def _found(request: StaffRequest, number: int) -> Visit:
    found = queries.visits(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: StaffRequest,
    found: Visit,
    *,
    time_form: TimeForm | None = None,
    note_form: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actions.look(visit=found, by=request.user, at=clock.now())
    context = {
        "opened": queries.opened(request.user, found),
        "visit": found,
        "time_form": time_form or TimeForm(initial=_time_of(found)),
        "note_form": note_form or NoteForm(),
    }
    return render(request, "care/visit.html", context, status=status)
