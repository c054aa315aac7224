"""One's own page: mark a hard call, ask to be seen, and read who looked."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alo153.calls.permissions import ANSWER_CALLS
from alo153.care import actions, rules, sealing
from alo153.care.models import Hardness, Room
from alo153.care.queries import abuse, surveys
from alo153.care.queries import own as queries
from alo153.core import clock
from alo153.web.care.forms import AskForm, HardForm
from alo153.web.kit.access import StaffRequest, for_staff, requires

_SHOWN = 50


@for_staff
@require_safe
def own(request: StaffRequest) -> HttpResponse:
    """Show the asker's day, suggestions, visits, and who opened them."""
    return _page(request)


@requires(ANSWER_CALLS)
@require_POST
def hard(request: StaffRequest) -> HttpResponse:
    """Mark the last call as hard."""
    form = HardForm(request.POST)
    if not form.is_valid():
        return _page(request, hard_form=form, status=422)
    hardness = Hardness(form.cleaned_data["hardness"])
    actions.mark_hard(hardness=hardness, by=request.user, at=clock.now())
    messages.success(request, _("Take the time you need. Your recovery pause begins."))
    return redirect("care:own")


@for_staff
@require_POST
def ask(request: StaffRequest) -> HttpResponse:
    """Ask to be seen."""
    form = AskForm(request.POST)
    if form.is_valid() and form.cleaned_data["wish"] and not sealing.has_key():
        form.add_error("wish", _("Words cannot be kept safe here yet. Leave this empty."))
    if form.is_valid() and _asked(request, form):
        return redirect("care:own")
    return _page(request, ask_form=form, status=422)


def _asked(request: StaffRequest, form: AskForm) -> bool:
    room, wish = Room(form.cleaned_data["room"]), form.cleaned_data["wish"]
    waited = queries.waits(request.user, room)
    try:
        actions.ask_visit(room=room, wish=wish, by=request.user, at=clock.now())
    except actions.WishTooLong:
        words = _("With what you wrote before, this is too long. Shorten it, or say the rest then.")
        form.add_error("wish", words)
        return False
    if not waited:
        said = _("Thank you. You will find your time on this page.")
    elif wish.strip():
        said = _("You wait for a time already. What you wrote was added.")
    else:
        said = _("You wait for a time already. You will find it on this page.")
    messages.success(request, said)
    return True


@for_staff
@require_POST
def cancel(request: StaffRequest, number: int) -> HttpResponse:
    """Take a wish or an appointment back."""
    visit = queries.visits(request.user).filter(pk=number).first()
    if visit is None:
        raise Http404
    actions.cancel_visit(visit=visit, by=request.user)
    messages.success(request, _("Cancelled."))
    return redirect("care:own")


@for_staff
@require_POST
def answer(request: StaffRequest, number: int) -> HttpResponse:
    """Take a suggestion, or decline it without a trace."""
    suggestion = queries.suggestions(request.user).filter(pk=number).first()
    if suggestion is None:
        raise Http404
    takes = "take" in request.POST
    actions.answer_suggestion(suggestion=suggestion, takes=takes, by=request.user, at=clock.now())
    if takes:
        messages.success(request, _("Thank you. You will find your time on this page."))
    else:
        messages.success(request, _("Declined. Nobody is told."))
    return redirect("care:own")


def _page(
    request: StaffRequest,
    *,
    hard_form: HardForm | None = None,
    ask_form: AskForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = surveys.open_now(clock.now())
    context: dict[str, Any] = {
        "survey": found and not surveys.has_answered(request.user, found),
        "hard_form": hard_form or HardForm(),
        "ask_form": ask_form or AskForm(),
        "load": queries.load(request.user, clock.now()),
        "sparings": queries.sparings(request.user, clock.now()),
        **_limits(),
        "reports": abuse.own(request.user)[:_SHOWN],
        "suggestions": queries.suggestions(request.user),
        "visits": queries.visits(request.user)[:_SHOWN],
        "looks": queries.looks(request.user)[:_SHOWN],
    }
    return render(request, "care/own.html", context, status=status)


def _limits() -> dict[str, int]:
    """Return the figures of the rule by which an agent is spared."""
    return {
        "hard_calls": rules.HARD_CALLS,
        "abusive_calls": rules.ABUSIVE_CALLS,
        "break_minutes": int(rules.WITHOUT_A_BREAK.total_seconds() // 60),
        "spared_minutes": int(rules.SPARED_FOR.total_seconds() // 60),
        "wait_seconds": settings.SPARED_WAIT_SECONDS,
    }
