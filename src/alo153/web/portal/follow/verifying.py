"""Check a receipt: is the application still what was handed in, and does the chain hold?"""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from alo153.cases.telling import proofs
from alo153.cases.telling.proofs import Proof
from alo153.city import queries as unit_queries
from alo153.core import clock
from alo153.core.history.sealing import queries
from alo153.web.kit.proof import code_tries
from alo153.web.portal.follow.tracking import refusal
from alo153.web.portal.forms import VerifyForm

_DAYS_SHOWN, _DAYS_KEPT = 14, 366


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for both codes, and say what the check found. Nothing of the case itself is shown."""
    form = VerifyForm(request.POST or None)
    proof, status = (None, 200)
    if request.method == "POST":
        proof, status = _checked(request, form)
    heads = queries.heads(days=_DAYS_SHOWN, now=clock.now(), zone=unit_queries.zone())
    shown = {"form": form, "proof": proof, "heads": heads}
    return render(request, "portal/follow/verify.html", shown, status=status)


def _checked(request: HttpRequest, form: VerifyForm) -> tuple[Proof | None, int]:
    if not form.is_valid():
        return None, 422
    code, receipt = form.cleaned_data["code"], form.cleaned_data["receipt"]
    tried = code_tries.begin(request, code)
    if refused := refusal(request, tried):
        form.add_error(None, refused)
        return None, 429
    proof = proofs.check(code, receipt)
    if proof is None:
        form.add_error(
            None,
            _("These two codes do not belong together. Please check both, letter by letter."),
        )
        return None, 422
    tried.take_back()
    return proof, 200


@cache_control(public=True, max_age=300)
@require_GET
def seals(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give the last seal of each day of a year, for people who keep them elsewhere."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(["sealed_at", "number", "hash", "last_event"])
    for each in queries.heads(days=_DAYS_KEPT, now=clock.now(), zone=unit_queries.zone()):
        writer.writerow([each.at.isoformat(), each.pk, each.hash, each.last_event])
    return response
