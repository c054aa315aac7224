"""A hard call at hand: mark it, and what to say to a caller who abuses, step by step."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import retarget

from alo153.calls.permissions import ANSWER_CALLS
from alo153.care import actions
from alo153.care.models import Hardness, Step
from alo153.care.queries import abuse as queries
from alo153.core import clock
from alo153.web.desk.calls.telephone import with_bar
from alo153.web.kit.access import StaffRequest, requires

WORDING: Final = {
    Step.ASKED: gettext_lazy("I would like to help you. Please let us talk without insults."),
    Step.WARNED: gettext_lazy("If you go on like this I will have to end this call."),
    Step.ENDED: gettext_lazy(
        "I am ending this call now. You may call again when we can talk calmly."
    ),
}
"""The agent's words at each step; they are the same for everybody."""
_SAID: Final = {"asked": Step.ASKED, "warned": Step.WARNED}
_ENDS: Final = {"ended": False, "threat": True}


@requires(ANSWER_CALLS)
@require_http_methods(["GET", "POST"])
def hard(request: StaffRequest) -> HttpResponse:
    """Show what can be done about a hard call; mark it as one."""
    if request.method == "GET":
        return _panel(request)
    if request.POST.get("hardness") not in Hardness.values:
        return _panel(request, error=_("Choose what made it hard."))
    hardness, contact = Hardness(request.POST["hardness"]), request.POST.get("contact", "")
    try:
        actions.mark_hard(hardness=hardness, contact=contact, by=request.user, at=clock.now())
    except actions.ContactOver:
        return _panel(request, error=_("Not done: that call is over."))
    return _done(request, _("Noted. Your recovery pause begins now, or after this call."))


@requires(ANSWER_CALLS)
@require_POST
def abuse(request: StaffRequest) -> HttpResponse:
    """Write down a step with a caller who abuses; the last one ends the call."""
    verb, contact = request.POST.get("verb", ""), request.POST.get("contact", "")
    by, now = request.user, clock.now()
    try:
        if verb in _ENDS:
            actions.end_by_right(threat=_ENDS[verb], contact=contact, by=by, at=now)
            return _done(request, _("The call is ended. Your recovery pause begins."))
        if verb in _SAID:
            actions.warn(step=_SAID[verb], contact=contact, by=by, at=now)
    except actions.ContactOver:
        return _panel(request, error=_("Not done: that call is over."))
    except actions.NoContact:
        return _panel(request, error=_("Not done: you have no call."))
    return _panel(request)


def _panel(request: StaffRequest, *, error: str = "") -> HttpResponse:
    contact, report = queries.at_hand(request.user, clock.now())
    reached = report.step if report else 0
    context = {
        "kinds": Hardness.choices,
        "contact": str(contact.pk) if contact else "",
        "asked": (WORDING[Step.ASKED], reached >= Step.ASKED),
        "warned": (WORDING[Step.WARNED], reached >= Step.WARNED),
        "last_words": WORDING[Step.ENDED],
        "error": error,
    }
    part = "panel" if request.htmx else "page"
    status = 422 if error else 200
    response = render(request, f"desk/calls/hard/{part}.html", context, status=status)
    # Forms that end a call aim at the bar: the telephone in it is never replaced
    return retarget(response, "#hard")


def _done(request: StaffRequest, words: str) -> HttpResponse:
    """Close the panel, and say under the state what follows; without a script on one's own page."""
    if not request.htmx:
        messages.success(request, words)
        return redirect("care:own")
    return with_bar(request, notice=words, template="desk/calls/hard/done.html")
