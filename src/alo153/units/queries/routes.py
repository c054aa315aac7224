"""Which unit a case goes to: the rules and facts of the database put to `routing.route`."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from alo153.units import routing
from alo153.units.models import District, Neighborhood, RoutingRule, Topic, Unit
from alo153.units.queries.city import city


@dataclass(frozen=True)
class UnitRoute:
    """Where a case goes, why, and one sentence for every rule that was looked at."""

    unit: Unit | None
    reason: str
    explanation: tuple[str, ...]


def find_route(
    *,
    topic: Topic,
    district: District | None,
    neighborhood: Neighborhood | None,
    place_layer: str = "",
) -> UnitRoute:
    """Return the unit for a topic at a place; without one, the reason says why. Three queries.

    Args:
        place_layer: a value of `RoutingRule.PlaceLayer`, or empty where nobody knows.
    """
    here = city()
    facts = _facts(topic, district, neighborhood, place_layer)
    found = routing.route(facts, _rules(), routing.Reasons(**here.routing_reasons))
    unit = Unit.objects.get(slug=found.unit) if found.unit else None
    with translation.override(here.language):
        return UnitRoute(unit, found.reason, tuple(_sentence(step) for step in found.explanation))


def _facts(
    topic: Topic, district: District | None, neighborhood: Neighborhood | None, place_layer: str
) -> routing.Facts:
    if neighborhood and not district:
        district = neighborhood.district
    municipality = district.municipality if district else None
    return routing.Facts(
        topic=topic.slug,
        group=topic.parent.slug if topic.parent else None,
        topic_unit=topic.default_unit.slug if topic.default_unit else None,
        depends_on_place=topic.responsibility == Topic.Responsibility.BY_PLACE,
        place=place_layer or None,  # type: ignore[arg-type]
        district=district.slug if district else None,
        neighborhood=f"{district.slug}/{neighborhood.slug}" if district and neighborhood else None,
        district_municipality=municipality.slug if municipality else None,
    )


def _rules() -> list[routing.Rule]:
    rows = RoutingRule.objects.select_related("topic", "district", "neighborhood__district", "unit")
    return [_rule(row) for row in rows]


def _rule(row: RoutingRule) -> routing.Rule:
    near = row.neighborhood
    return routing.Rule(
        position=row.position,
        topic=row.topic.slug if row.topic else None,
        place=row.place_layer or None,  # type: ignore[arg-type]
        district=row.district.slug if row.district else None,
        neighborhood=f"{near.district.slug}/{near.slug}" if near else None,
        unit=row.unit.slug if row.unit else routing.DISTRICT_MUNICIPALITY,
        reason=row.reason,
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
