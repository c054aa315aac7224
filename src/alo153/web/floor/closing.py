"""The emergency switch: a supervisor closes all lines with a reason, and opens them again."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.calls.models.closings import LineClosing
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.calls.supervision.closings import actions, queries
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires


class ClosingForm(forms.Form):
    """The reason for which nobody can call now; the wall shows it."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=200,
        help_text=gettext_lazy("Everybody at the wall reads it. For example: the building burns."),
        error_messages={"required": gettext_lazy("Write why the lines are closed.")},
    )


@requires(SUPERVISE_CALLS)
@require_http_methods(["GET", "POST"])
def closing(request: StaffRequest) -> HttpResponse:
    """Show whether the lines are closed, and close them.

    An open page asks again after each live event and names the state that it shows (`seen`): the
    answer is 204 if that is still the state. It is 422 if the reason is missing.
    """
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _close(request, form.cleaned_data["reason"])
    standing = queries.standing()
    if request.GET.get("seen") == _mark(standing):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context = {"form": form, "standing": standing, "seen": _mark(standing)}
    status = 422 if request.method == "POST" else 200
    return render(request, "floor/closing.html", context, status=status)


def _close(request: StaffRequest, reason: str) -> HttpResponse:
    now = clock.now()
    closed = actions.close_lines(reason=reason, by=request.user, at=now)
    if closed.closed_at == now:
        messages.success(request, _("The lines are closed. Callers hear why from now on."))
    else:
        words = _("Somebody was faster: the lines are closed already. Your reason was not kept: %s")
        messages.warning(request, words % reason)
    return redirect("live:closing")


def _mark(standing: LineClosing | None) -> str:
    """Name the state that a page shows: the key of the closing in force, or ``open``."""
    return str(standing.pk) if standing else "open"


@requires(SUPERVISE_CALLS)
@require_POST
def opening(request: StaffRequest) -> HttpResponse:
    """Open the lines again."""
    actions.open_lines(by=request.user, at=clock.now())
    messages.success(request, _("The lines are open."))
    return redirect("live:closing")
