"""Data for the desk while an agent types: topics, neighborhoods, help, a pin's neighborhood.

Words a caller says come by POST: addresses are written down by proxies.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from alo153.cases.permissions import OPEN_CASE, WORK_ON_UNIT_CASES
from alo153.cases.together import incidents
from alo153.cases.together.incidents import Spot
from alo153.city import queries as unit_queries
from alo153.city.models import CaseKind
from alo153.city.place import Place
from alo153.core import clock
from alo153.knowledge import queries as announcements
from alo153.knowledge.articles import queries as articles
from alo153.knowledge.articles.queries import Answer
from alo153.web.desk import work as desk_work
from alo153.web.desk.registering.duplicates import neighborhood_of
from alo153.web.desk.registering.forms import RecordForm
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.places import pin_of
from alo153.web.kit.telephone.shortcuts import KEYS


@requires(OPEN_CASE, WORK_ON_UNIT_CASES)
@require_POST
def topics(request: StaffRequest) -> HttpResponse:
    """List the topics that fit what was typed, best first."""
    found = unit_queries.search_topics(request.POST.get("q", ""))
    return render(request, "desk/registering/topics.html", {"topics": found})


@requires(OPEN_CASE)
@require_POST
def hit(request: StaffRequest) -> HttpResponse:
    """Show the article that answers best what was typed; nothing where none does."""
    found = best_hit(request.POST)
    return render(request, "desk/registering/hit.html", {"hit": found})


def best_hit(typed: Mapping[str, str]) -> Answer | None:
    """Return the article that answers the words of a record, of its topic if one is chosen."""
    language, at = get_language() or "", clock.now()
    district = unit_queries.districts_now().get(typed.get("district", ""))
    topic = unit_queries.topics_now().get(typed.get("topic", ""))
    for name in ("topic_text", "text"):
        found = articles.search(
            typed.get(name, ""), language=language, at=at, for_staff=True, district=district
        )
        fitting = [each for each in found if topic in {None, each.article.topic}]
        if fitting:
            return fitting[0]
    of_topic = articles.about(topic, language=language, at=at, district=district) if topic else []
    return of_topic[0] if of_topic else None


@requires(OPEN_CASE, WORK_ON_UNIT_CASES)
@require_POST
def neighborhoods(request: StaffRequest) -> HttpResponse:
    """List the neighborhoods that fit what was typed, of one district if one is chosen."""
    district = unit_queries.districts_now().get(request.POST.get("district", ""))
    found = unit_queries.search_neighborhoods(request.POST.get("q", ""), district=district)
    return render(request, "desk/registering/neighborhoods.html", {"neighborhoods": found})


@requires(OPEN_CASE, WORK_ON_UNIT_CASES)
@require_GET
def pin(request: StaffRequest) -> HttpResponse:
    """Offer the neighborhood that is nearest to a pin."""
    pin = pin_of(request)
    near = unit_queries.neighborhood_at(pin) if pin else None
    return render(
        request, "desk/registering/neighborhoods.html", {"neighborhoods": [near] if near else []}
    )


@requires(OPEN_CASE)
@require_GET
def help_for(request: StaffRequest) -> HttpResponse:
    """Show what to say about a topic, the promise, the way the case will go, and cases like it."""
    return render(request, "desk/registering/help.html", help_context(request))


@requires(OPEN_CASE)
@require_POST
def needs(request: StaffRequest) -> HttpResponse:
    """Show what the chosen kind asks for, with what was typed of it."""
    form = RecordForm(initial={name: value for name, value in request.POST.items() if value})
    return render(request, "desk/registering/needs.html", {"form": form})


def help_context(request: StaffRequest) -> dict[str, Any]:
    """Return the help for the topic and place in the address; empty without a topic."""
    topic = unit_queries.topics_now().get(request.GET.get("topic", ""))
    outside = unit_queries.outside_now().get(request.GET.get("redirected_to", ""))
    near, district = (
        neighborhood_of(request.GET.get("neighborhood", "")),
        unit_queries.districts_now().get(request.GET.get("district", "")),
    )
    district = near.district if near else district
    announced = announcements.concerning(district, clock.now())
    layer = request.GET.get("place_layer", "")
    place = Place(district=district, neighborhood=near, layer=layer)
    around = {
        "outside": outside,
        "announced": announced,
        "incidents": incidents.offered(Spot(topic=topic, place=place)),
        "work_key": desk_work.known_key(request.GET.get("work", "")),
        "keys": KEYS,
    }
    if not topic:
        return around | {"topic": None, "hit": None}
    kind = _kind(request.GET.get("kind", ""))
    answers = articles.about(
        topic, language=get_language() or "", at=clock.now(), district=district
    )
    return around | {
        "topic": topic,
        "hit": answers[0] if answers else None,
        "due_at": None
        if topic.information_only
        else unit_queries.promised_at(topic, clock.now(), kind),
        "kind": kind,
        "route": unit_queries.find_route(topic=topic, place=place),
        "place": near or district,
    }


def _kind(slug: str) -> CaseKind | None:
    """Return the kind if it has a clock of its own; else the topic decides."""
    kind = unit_queries.kinds_now().get(slug)
    return kind if kind and kind.standard_amount is not None else None
