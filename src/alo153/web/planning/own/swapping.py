"""One's own shift for another's: only what is lawful for both is offered."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.workforce import actions, queries
from alo153.workforce.candidates import swaps
from alo153.workforce.models import Swap
from alo153.workforce.permissions import SEE_OWN_SHIFTS
from alo153.workforce.queries.swaps import asked_swap

BEING_CHANGED = gettext_lazy(
    "A planner is changing this roster just now. Nothing is lost: answer again later."
)
_GONE = gettext_lazy("This swap is no longer possible. Choose another one.")


class SwapForm(forms.Form):
    """One of the shifts that may lawfully be had for it."""

    partner = forms.ChoiceField(
        label=gettext_lazy("Which shift would you take for it?"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _GONE},
    )

    def __init__(self, partners: Mapping[str, swaps.Partner], data: Any = None) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["partner"].choices = [(key, _line(one)) for key, one in partners.items()]


def _line(partner: swaps.Partner) -> str:
    day = formats.date_format(partner.day, "WEEKDAY_FORMAT")
    shift = partner.shift.type
    return f"{partner.user.full_name}: {day}, {shift.name} {shift.hours}"


@requires(SEE_OWN_SHIFTS)
@require_http_methods(["GET", "POST"])
def offer(request: StaffRequest, day: str) -> HttpResponse:
    """Show with whom a shift may be swapped, and offer it."""
    given = _day(day)
    shift = queries.shifts_of(request.user, given, given).first()
    if shift is None:
        raise Http404
    found = {one.key: one for one in swaps.partners(request.user, given, at=clock.now())}
    form = SwapForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = found[form.cleaned_data["partner"]]
        if _offered(request, given, chosen):
            messages.success(request, _("Offered to %(name)s.") % {"name": chosen.user.full_name})
            return redirect("shifts:mine")
        form.add_error("partner", _GONE)
    status = 422 if form.errors else 200
    return render(request, "planning/own/swap.html", {"shift": shift, "form": form}, status=status)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise Http404 from error


def _offered(request: StaffRequest, given: date, chosen: swaps.Partner) -> bool:
    try:
        actions.offer_swap(
            giver_day=given,
            taker=chosen.user,
            taker_day=chosen.day,
            by=request.user,
            at=clock.now(),
        )
    except actions.SwapImpossible:
        return False
    return True


def _accept(request: StaffRequest, swap: Swap) -> None:
    if actions.accept_swap(swap=swap, by=request.user, at=clock.now()):
        messages.success(request, _("The shifts are swapped."))
    else:
        messages.error(request, _("This swap is no longer possible."))


def _refuse(request: StaffRequest, swap: Swap) -> None:
    actions.refuse_swap(swap=swap, by=request.user, at=clock.now())


def _withdraw(request: StaffRequest, swap: Swap) -> None:
    actions.withdraw_swap(swap=swap, by=request.user, at=clock.now())


VERBS: Mapping[str, Callable[[StaffRequest, Swap], None]] = {
    "accept": _accept,
    "refuse": _refuse,
    "withdraw": _withdraw,
}


@requires(SEE_OWN_SHIFTS)
@require_POST
def answer(request: StaffRequest, swap: int, verb: str) -> HttpResponse:
    """Accept, refuse, or take back."""
    do = VERBS.get(verb)
    if do is None:
        raise Http404
    found = or_404(asked_swap(swap))
    try:
        do(request, found)
    except actions.NotYours as error:
        raise Http404 from error
    except (actions.DraftExists, actions.NotADraft):
        # Somebody else's version came into force while this waited, or a planner's draft is open
        messages.info(request, BEING_CHANGED)
    return redirect("shifts:mine")
