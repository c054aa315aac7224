"""The page on which a visitor does a proof of work."""

from typing import Final

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alo153.web.kit.proof import proof

_LONGEST: Final = 2_000
"""Letters of a solution; ours have some 800."""


@never_cache
@require_http_methods(["GET", "POST"])
def work(request: HttpRequest) -> HttpResponse:
    """Give a browser its challenge, and take its work; 204: nothing is to be done."""
    if proof.visitor_of(request):
        return HttpResponse(status=204)
    if request.method == "GET":
        return JsonResponse(proof.challenge(request))
    if not proof.is_work(request, request.POST.get("altcha", "")[:_LONGEST]):
        return HttpResponse(status=422)
    response = HttpResponse(status=204)
    proof.remember(response, by_work=True)
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a sum; a right answer leads back to where the visitor was."""
    problem, status = "", 200
    if request.method == "POST":
        problem, status = _checked(request)
        if not problem:
            response = redirect(_back(request))
            proof.remember(response, by_work=False)
            return response
    shown = {"question": proof.question(), "next": _back(request), "problem": problem}
    return render(request, "portal/prove.html", shown, status=status)


def _checked(request: HttpRequest) -> tuple[str, int]:
    """Wrong answers are counted apart: they stop nobody at the same address who answers right."""
    right = proof.is_answer(request.POST.get("token", ""), request.POST.get("answer", ""))
    if not ratelimit.consume(request, action="prove_plain" if right else "prove_wrong"):
        return _("Too many tries. Please wait a quarter of an hour and try again."), 429
    if right:
        return "", 200
    return _("That was not right, or very quick. Please try once more."), 422


def _back(request: HttpRequest) -> str:
    wished = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wished, {request.get_host()}, request.is_secure()):
        return wished
    return reverse("portal:home")
