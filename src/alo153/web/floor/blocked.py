"""Blocked numbers: reason, end, and unblocking."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.calls.models import BlockPolicy
from alo153.calls.numbers import callers
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.calls.supervision.blocked_numbers import actions as blocked_numbers
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.typed import PhoneField
from alo153.web.kit.found import or_404

_DAYS = [
    (1, gettext_lazy("for a day")),
    (7, gettext_lazy("for a week")),
    (30, gettext_lazy("for a month")),
    (365, gettext_lazy("for a year")),
]


class BlockForm(forms.Form):
    """The blocked number, its treatment, reason and end: never for good."""

    number = PhoneField(label=gettext_lazy("Telephone"), max_length=40)
    policy = forms.ChoiceField(
        label=gettext_lazy("The caller"), choices=BlockPolicy, initial=BlockPolicy.LAST
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long?"), choices=_DAYS, coerce=int, initial=7
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=200,
        help_text=gettext_lazy("What happened, so that others can judge it."),
    )


@requires(SUPERVISE_CALLS)
@require_http_methods(["GET", "POST"])
def blocked(request: StaffRequest) -> HttpResponse:
    """Show the blocked numbers, and add one."""
    form = BlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _block(request, form)
        messages.success(request, _("The number is blocked from the next call on."))
        return redirect("live:blocked")
    context = {"form": form, "listed": callers.blocked_numbers(clock.now())}
    status = 422 if request.method == "POST" else 200
    return render(request, "floor/blocked.html", context, status=status)


def _block(request: StaffRequest, form: BlockForm) -> None:
    now = clock.now()
    given = form.cleaned_data
    blocked_numbers.block_number(
        number=given["number"],
        policy=BlockPolicy(given["policy"]),
        reason=given["reason"],
        until=now + timedelta(days=given["days"]),
        by=request.user,
        at=now,
    )


@requires(SUPERVISE_CALLS)
@require_POST
def unblock(request: StaffRequest, number: int) -> HttpResponse:
    """Unblock a number."""
    found = or_404(callers.blocked_number(number))
    blocked_numbers.unblock_number(blocked=found, by=request.user, at=clock.now())
    messages.success(request, _("The number is free again."))
    return redirect("live:blocked")
