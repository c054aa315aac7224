"""Suggest psychologist or infirmary to a colleague."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alo153.care import actions
from alo153.care.models import Room
from alo153.care.permissions import SUGGEST_CARE
from alo153.web.care.forms import SuggestForm
from alo153.web.kit.access import StaffRequest, requires


@requires(SUGGEST_CARE)
@require_http_methods(["GET", "POST"])
def suggest(request: StaffRequest) -> HttpResponse:
    """Suggest it; what becomes of that only the colleague knows."""
    form = SuggestForm(request.POST or None, asker=request.user)
    if request.method == "POST" and form.is_valid():
        room = Room(form.cleaned_data["room"])
        actions.suggest(room=room, person=form.cleaned_data["person"], by=request.user)
        messages.success(request, _("Suggested. Only your colleague sees it, and decides alone."))
        return redirect("care:suggest")
    status = 422 if form.errors else 200
    return render(request, "care/suggest.html", {"form": form}, status=status)
