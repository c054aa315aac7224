"""Find the unit for a case: give the database's rules and facts to `routing.route`."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from alo153.city.models import RoutingRule, RuleVersion, Topic, Unit
from alo153.city.place import Place
from alo153.city.queries.current import city, units_now, version_now
from alo153.city.queries.rules import as_rule, with_names
from alo153.city.rules import routing
from alo153.city.rules.routing import PlaceLayer


@dataclass(frozen=True)
class UnitRoute:
    """The unit for a case, the reason, and one sentence for every checked rule."""

    unit: Unit | None
    reason: str
    explanation: tuple[str, ...]
    version: RuleVersion | None = None
    # The rule that decided; None where the topic's own unit or nobody takes it
    rule: RoutingRule | None = None


def find_route(*, topic: Topic, place: Place) -> UnitRoute:
    """Return the unit for a topic at a place; without one, the reason says why.

    No query; two where rules or units were not read for seconds.
    """
    here = city()
    version = version_now()
    rows, rules = _rules(version.pk, version.digest) if version else ((), ())
    facts = _facts(topic, place)
    found = routing.route(facts, rules, routing.Reasons(**here.routing_reasons))
    unit = units_now()[found.unit] if found.unit else None
    rule = next((row for row in rows if row.position == found.position), None)
    with translation.override(here.language):
        words = tuple(_sentence(step) for step in found.explanation)
        if unit and unit.retired_at:
            gone = _("%(unit)s takes no more applications; the center decides.")
            return UnitRoute(None, gone % {"unit": unit}, words, version, rule)
        return UnitRoute(unit, found.reason, words, version, rule)


@lru_cache(maxsize=2)
def _rules(version: int, _digest: str) -> tuple[tuple[RoutingRule, ...], tuple[routing.Rule, ...]]:
    """Return the rules of a version as rows and as pure values; a version never changes."""
    rows = tuple(with_names(RoutingRule.objects.filter(version=version)))
    return rows, tuple(as_rule(row) for row in rows)


def _facts(topic: Topic, place: Place) -> routing.Facts:
    district, neighborhood = place.district, place.neighborhood
    if neighborhood and not district:
        district = neighborhood.district
    municipality = district.municipality if district else None
    return routing.Facts(
        topic=topic.slug,
        group=topic.parent.slug if topic.parent else None,
        topic_unit=topic.default_unit.slug if topic.default_unit else None,
        depends_on_place=topic.responsibility == Topic.Responsibility.BY_PLACE,
        place=PlaceLayer(place.layer) if place.layer else None,
        district=district.slug if district else None,
        neighborhood=f"{district.slug}/{neighborhood.slug}" if district and neighborhood else None,
        district_municipality=municipality.slug if municipality else None,
    )


def _sentence(step: routing.Step) -> str:
    words = {"position": step.position, "reason": step.reason}
    match step.failed_on:
        case None:
            return _("Rule %(position)s decided: %(reason)s") % words
        case "place":
            return _("Rule %(position)s is for another owner of the place: %(reason)s") % words
        case "district":
            return _("Rule %(position)s is for another district: %(reason)s") % words
        case "neighborhood":
            return _("Rule %(position)s is for another neighborhood: %(reason)s") % words
