"""Areas for maps: public data of the city, the same for everybody."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from alo153.units import queries


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
