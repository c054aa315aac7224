"""The emergency switch: close all lines with a reason, open them again."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.accounts.permissions import Permission
from alo153.core import clock
from alo153.switchboard.closings import actions, queries
from alo153.web.access import StaffRequest, requires


class ClosingForm(forms.Form):
    """Why nobody can call now."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=200,
        help_text=gettext_lazy("Everybody at the wall reads it. For example: the building burns."),
        error_messages={"required": gettext_lazy("Write why the lines are closed.")},
    )


@requires(Permission.SUPERVISE_CALLS)
@require_http_methods(["GET", "POST"])
def closing(request: StaffRequest) -> HttpResponse:
    """Show whether the lines are closed, and close them."""
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close_lines(reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The lines are closed. Callers hear why from now on."))
        return redirect("live:closing")
    context = {"form": form, "standing": queries.standing()}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/closing.html", context, status=status)


@requires(Permission.SUPERVISE_CALLS)
@require_POST
def opening(request: StaffRequest) -> HttpResponse:
    """Open the lines again."""
    actions.open_lines(by=request.user, at=clock.now())
    messages.success(request, _("The lines are open."))
    return redirect("live:closing")
