"""The page for administrators, and the deep form of `/healthz` for monitors."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from alo153.web.kit.access import StaffRequest, requires
from alo153.web.permissions import SEE_HEALTH
from alo153.web.settings.health import providers, records, talking, working
from alo153.web.settings.health.check import AREA_LABELS, Check


def checks() -> list[Check]:
    """Ask every part; some queries, up to 5 s where there is a telephone, 4 s for providers."""
    return [*talking.checks(), *providers.checks(), *working.checks(), *records.checks()]


@never_cache
def deep(request: HttpRequest) -> HttpResponse:
    """Tell a monitor how each part is; 503 if one is not well.

    The client sends the key of `ALO153_HEALTH_KEY`: how late the city works, and which part is
    down, is not public.
    """
    known = request.headers.get("Authorization", "").removeprefix("Bearer ")
    key = settings.HEALTH_KEY
    if not key or not constant_time_compare(known, key):
        raise PermissionDenied
    found = checks()
    answer = {
        check.key: {
            "well": check.is_well,
            "words": f"{check.words} ({check.detail})" if check.detail else check.words,
        }
        for check in found
    }
    well = all(check.is_well for check in found)
    return JsonResponse(answer, status=HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE)


@requires(SEE_HEALTH)
@require_GET
def show(request: StaffRequest) -> HttpResponse:
    """Show how each part is: what is not well first, with what people notice of it."""
    found = checks()
    areas = [
        (label, [each for each in found if each.area is area])
        for area, label in AREA_LABELS.items()
    ]
    context = {
        "unwell": [check for check in found if not check.is_well],
        "areas": [(title, those) for title, those in areas if those],
    }
    return render(request, "settings/health.html", context)
