"""Public data of the city, the same for everybody: areas for maps, pins on them, addresses."""

import gzip
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from alo153.city import queries
from alo153.core.geo import Point
from alo153.core.ttl_cache import TtlCache
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
@cache_control(public=True, max_age=3600)
def areas(request: HttpRequest) -> HttpResponse:
    """Return districts, or with ``?district=izmit`` its neighborhoods, as GeoJSON.

    Approximate: grown from center points. Public, because the map on which a citizen sets a pin
    draws them, and the same for everybody: nothing in it is about a person. Each is written and
    packed once for all who ask within some minutes, so that no limit by visitor is needed.

    Raises:
        Http404: no such district.
    """
    slug = request.GET.get("district", "")
    if slug and slug not in queries.districts_now():
        raise Http404
    packed = _PACKED.setdefault(slug, TtlCache(lambda: _pack(slug), seconds=_PACKED_SECONDS))()
    response = HttpResponse(content_type="application/geo+json")
    patch_vary_headers(response, ["Accept-Encoding"])
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.headers["Content-Encoding"] = "gzip"
        response.content = packed
    else:
        response.content = gzip.decompress(packed)
    return response


_PACKED_SECONDS: Final = 300.0
_PACKED: Final[dict[str, TtlCache[bytes]]] = {}
"""By district, "" for all of them: no more than there are districts."""


def _pack(slug: str) -> bytes:
    district = queries.districts_now().get(slug)
    found = queries.areas_of_neighborhoods(district) if district else queries.areas_of_districts()
    return gzip.compress(json.dumps(found).encode(), mtime=0)


@require_POST
def addresses(request: HttpRequest) -> HttpResponse:
    """List the addresses that fit what was typed; by POST, for it may be where somebody lives."""
    if not request.user.is_authenticated and admit(request, "address") is not Admission.IN:
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    district = queries.districts_now().get(request.POST.get("district", ""))
    found = queries.search_addresses(request.POST.get("q", ""), district=district)
    return render(request, "web/fields/addresses.html", {"addresses": found})
