"""Addresses of before 0.2, which lead to those of today for one version."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.web.kit.access import StaffRequest, requires


@requires(WORK_ON_UNIT_CASES)
def units(request: StaffRequest, rest: str) -> HttpResponseBase:
    """``/units/`` and all below it."""
    query = request.META["QUERY_STRING"]
    page = f"{reverse('unit:inbox')}{rest}"
    return redirect(f"{page}?{query}" if query else page, permanent=True)


def timeline(_: HttpRequest, rest: str) -> HttpResponseBase:
    """``/track/story/`` and all below it; what was typed into an old page is sent on."""
    page = f"{reverse('portal:timeline')}{rest}"
    return redirect(page, permanent=True, preserve_request=True)
