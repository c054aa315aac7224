"""Ask when a line leaves, or how to get somewhere: by POST, kept in no address, log or session."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alo153.core import clock
from alo153.web.kit.proof.admission import Admission, admit, prove_words
from alo153.web.kit.transport.asking import Shown, TransportForm, answered


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show the field, and what answers the question that was typed."""
    form = TransportForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, form)
    if form.is_valid() and (closed := _closed(request)):
        form.add_error(None, closed)
        return _page(request, form, status=429)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _page(request, form, answered(form.cleaned_data["question"], at=clock.now()))


def _closed(request: HttpRequest) -> str:
    """Count a question by visitor or address; say why none is taken now."""
    admission = admit(request, "ask")
    if admission is Admission.PROVE:
        return prove_words(reverse("portal:transport"))
    later = _("Too many questions in a short time. Please wait a few minutes.")
    return later if admission is Admission.LATER else ""


def _page(
    request: HttpRequest, form: TransportForm, shown: Shown | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "portal/transport.html", {"form": form, "shown": shown}, status=status)
