"""Districts and neighborhoods, in Turkish order, and their areas."""

from typing import Any

from django.db.models import Case, ExpressionWrapper, F, FloatField, Q, QuerySet, When

from alo153.city.models import District, Neighborhood
from alo153.city.rules.areas import holds
from alo153.core.geo import METERS_PER_DEGREE, Point, narrowing
from alo153.core.text import slug

# A pin farther than this from every center point lies outside the city.
_FARTHEST_M = 12_000
# Of large and small neighborhoods side by side, a pin's own is among so many
_NEAR = 12


def districts() -> QuerySet[District]:
    """Return the districts in Turkish alphabetical order."""
    return District.objects.filter(retired_at=None)


def neighborhoods(district: District) -> QuerySet[Neighborhood]:
    """Return a district's neighborhoods in Turkish alphabetical order."""
    return Neighborhood.objects.filter(district=district, retired_at=None)


def all_neighborhoods() -> QuerySet[Neighborhood]:
    """Return every neighborhood with its district."""
    return Neighborhood.objects.filter(retired_at=None)


def search_neighborhoods(
    text: str, *, district: District | None = None, limit: int = 8
) -> list[Neighborhood]:
    """Return the neighborhoods whose name has what was typed, beginnings first; one query.

    Marks and case do not matter. Words may name the district as well: "yenişehir izmit".
    """
    words = slug(text).split("-")
    if not words[0]:
        return []
    found = Neighborhood.objects.filter(retired_at=None)
    if district:
        found = found.filter(district=district)
    for word in words:
        found = found.filter(Q(slug__contains=word) | Q(district__slug__contains=word))
    begins = Case(When(slug__startswith=words[0], then=0), default=1)
    return list(found.order_by(begins, "sort_key", "district__sort_key")[:limit])


def neighborhood_at(pin: Point) -> Neighborhood | None:
    """Return the neighborhood of a pin, a guess to be confirmed; up to two queries.

    If the areas near it are not surveyed, it is the one whose center point is nearest. None if the
    pin is not in the city.
    """
    near = list(_nearest(pin)[:_NEAR])
    if surveyed := [each.pk for each in near if each.is_surveyed]:
        areas = Neighborhood.objects.filter(pk__in=surveyed).values_list("pk", "area")
        around = {key for key, area in areas if area and holds(area, pin)}
        return next((each for each in near if each.pk in around), near[0])
    return next(iter(near), None)


def _nearest(pin: Point) -> QuerySet[Neighborhood]:
    stretch = narrowing(pin.lat)
    east, north = (F("lon") - pin.lon) * stretch, F("lat") - pin.lat
    square = ExpressionWrapper(east * east + north * north, output_field=FloatField())
    return (
        Neighborhood.objects.filter(retired_at=None, lat__isnull=False)
        .defer("area")
        .annotate(square=square)
        .filter(square__lte=(_FARTHEST_M / METERS_PER_DEGREE) ** 2)
        .order_by("square")
    )


def areas_of_districts() -> dict[str, Any]:
    """Return the districts' areas as a GeoJSON FeatureCollection."""
    return _collection(districts())


def areas_of_neighborhoods(district: District) -> dict[str, Any]:
    """Return the areas of a district's neighborhoods as a FeatureCollection."""
    return _collection(neighborhoods(district))


def _collection(places: QuerySet[District] | QuerySet[Neighborhood]) -> dict[str, Any]:
    drawn = places.filter(area__isnull=False)
    rows = drawn.values_list("area", "slug", "name", "is_surveyed")
    return {"type": "FeatureCollection", "features": [_feature(*row) for row in rows]}


def _feature(area: Any, slug: str, name: str, is_surveyed: bool) -> dict[str, Any]:
    properties = {"slug": slug, "name": name, "is_surveyed": is_surveyed}
    return {"type": "Feature", "geometry": area, "properties": properties}


def neighborhood_names() -> list[tuple[str, str, str]]:
    """Return slug, name and district's slug of every neighborhood, in Turkish order; one query."""
    rows = Neighborhood.objects.filter(retired_at=None)
    return list(rows.values_list("slug", "name", "district__slug"))
