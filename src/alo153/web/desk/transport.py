"""Answer a caller when a line leaves, or how to get somewhere: one field, Enter."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alo153.calls.permissions import ANSWER_CALLS
from alo153.core import clock
from alo153.web.desk.registering.pages import at_hand
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS
from alo153.web.kit.transport.asking import TransportForm, answered


@requires(ANSWER_CALLS)
@require_http_methods(["GET", "POST"])
def page(request: StaffRequest) -> HttpResponse:
    """Show the field, and what answers the question that was typed."""
    now = clock.now()
    form = TransportForm(request.POST if request.method == "POST" else None)
    is_asked = form.is_bound and form.is_valid()
    context = {
        "form": form,
        "work": at_hand(request.user),
        "shown": answered(form.cleaned_data["question"], at=now) if is_asked else None,
        "bar": callbar.of(request.user, now),
        "keys": KEYS,
    }
    return render(request, "desk/transport.html", context, status=422 if form.errors else 200)
