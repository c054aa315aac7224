"""Offer likely duplicates while an agent types.

Words a caller says come by POST: addresses are written down by proxies.
"""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST

from alo153.cases.permissions import OPEN_CASE
from alo153.cases.together import duplicates
from alo153.cases.together.duplicates import Sketch
from alo153.city import queries as unit_queries
from alo153.city.models import Neighborhood
from alo153.city.place import Place
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.places import point_of
from alo153.web.kit.telephone.shortcuts import KEYS


@requires(OPEN_CASE)
@require_POST
def offered(request: StaffRequest) -> HttpResponse:
    """List what is likely the same matter as the half-typed record; the cursor stays in it."""
    sketch = sketch_of(request.POST)
    offers = duplicates.offers(request.user, sketch, at=clock.now()) if sketch else []
    context = {"offers": offers, "chosen": request.POST.get("lead", ""), "keys": KEYS}
    return render(request, "desk/registering/duplicates.html", context)


def sketch_of(typed: QueryDict) -> Sketch | None:
    """Return what can be compared of a half-typed record; nothing without a topic.

    At most three queries; what is wrong counts as not typed.
    """
    slug = typed.get("topic", "")
    topic = unit_queries.topics_now().get(slug)
    if topic is None or topic.information_only:
        return None
    near = neighborhood_of(typed.get("neighborhood", ""))
    named = typed.get("district", "")
    district = near.district if near else None
    if district is None and named:
        district = unit_queries.districts_now().get(named)
    place = Place(district=district, neighborhood=near, point=point_of(typed))
    return Sketch(topic=topic, place=place, text=typed.get("text", ""))


def neighborhood_of(key: str) -> Neighborhood | None:
    """Return the neighborhood of a key as a form sends it, with district and municipality."""
    number = row_key(key)
    return None if number is None else unit_queries.neighborhoods_now().get(number)
