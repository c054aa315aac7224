"""Public data of the city, the same for everybody: areas for maps, pins on them, addresses."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from alo153.city import queries
from alo153.core.geo import Point
from alo153.web.kit.proof.admission import Admission, admit

_NORTH, _EAST = 90, 180


def pin_of(request: HttpRequest) -> Point | None:
    """Read ``lat`` and ``lon`` of the address, None if there is no such place."""
    return point_of(request.GET)


def point_of(given: Mapping[str, object]) -> Point | None:
    """Read ``lat`` and ``lon`` as typed; None if there is no such place."""
    try:
        lat, lon = (float(str(given.get(name, ""))) for name in ("lat", "lon"))
    except ValueError:
        return None
    return Point(lat, lon) if abs(lat) <= _NORTH and abs(lon) <= _EAST else None


@require_GET
@gzip_page
@cache_control(public=True, max_age=3600)
def areas(request: HttpRequest) -> JsonResponse:
    """Return districts, or with ``?district=izmit`` its neighborhoods, as GeoJSON.

    Approximate: grown from center points.
    """
    slug = request.GET.get("district", "")
    district = queries.districts().filter(slug=slug).first() if slug else None
    found = queries.areas_of_neighborhoods(district) if district else queries.areas_of_districts()
    return JsonResponse(found, content_type="application/geo+json")


@require_POST
def addresses(request: HttpRequest) -> HttpResponse:
    """List the addresses that fit what was typed; by POST, for it may be where somebody lives."""
    if not request.user.is_authenticated and admit(request, "address") is not Admission.IN:
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    district = queries.districts_now().get(request.POST.get("district", ""))
    found = queries.search_addresses(request.POST.get("q", ""), district=district)
    return render(request, "web/fields/addresses.html", {"addresses": found})
