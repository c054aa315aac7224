"""Find the unit for a case, with the reason. Pure: facts in, an explained route out.

The rules are read from the top and the first that fits decides, so that a person can follow them
with a finger. The commonest mistake of city lines is a wrong owner of the street or park; therefore
`place` (who owns it) is a fact of its own, and it counts only for topics that depend on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class PlaceLayer(StrEnum):
    """The owner of a street or park: main arteries and large parks are metropolitan."""

    METROPOLITAN = "metropolitan"
    DISTRICT = "district"


DISTRICT_MUNICIPALITY = "district-municipality"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The known facts of a case when it is routed. Slugs; None where unknown."""

    topic: str
    group: str | None = None
    topic_unit: str | None = None
    depends_on_place: bool = False
    place: PlaceLayer | None = None
    district: str | None = None
    # "district/neighborhood"
    neighborhood: str | None = None
    district_municipality: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One line of routing.toml; an empty criterion fits everything."""

    position: int
    unit: str
    reason: str
    topic: str | None = None
    place: PlaceLayer | None = None
    district: str | None = None
    neighborhood: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """The reasons when no rule decides, in the city's language."""

    topic_unit: str
    place_unknown: str
    district_unknown: str
    nowhere: str


@dataclass(frozen=True)
class Step:
    """One rule that spoke about the topic, and the criterion it failed on (None: it decided)."""

    position: int
    reason: str
    failed_on: Literal["place", "district", "neighborhood"] | None


@dataclass(frozen=True)
class Route:
    """The route of a case. `unit` is None if the center has to decide; `reason` says why."""

    unit: str | None
    position: int | None
    reason: str
    explanation: tuple[Step, ...]


def route(facts: Facts, rules: Sequence[Rule], reasons: Reasons) -> Route:
    """Return where the case goes by the first fitting rule, else by the topic's own unit."""
    steps: list[Step] = []
    for rule in rules:
        if rule.topic not in {None, facts.topic, facts.group}:
            continue
        failed_on = _failed_on(rule, facts)
        steps.append(Step(rule.position, rule.reason, failed_on))
        if failed_on is None:
            return _by_rule(rule, facts, reasons, tuple(steps))
    return _by_topic(facts, reasons, tuple(steps))


def _failed_on(rule: Rule, facts: Facts) -> Literal["place", "district", "neighborhood"] | None:
    place = facts.place if facts.depends_on_place else None
    if rule.district not in {None, facts.district}:
        return "district"
    if rule.neighborhood not in {None, facts.neighborhood}:
        return "neighborhood"
    if rule.place not in {None, place}:
        return "place"
    return None


def _by_rule(rule: Rule, facts: Facts, reasons: Reasons, steps: tuple[Step, ...]) -> Route:
    if rule.unit != DISTRICT_MUNICIPALITY:
        return Route(rule.unit, rule.position, rule.reason, steps)
    if facts.district_municipality is None:
        return Route(None, rule.position, reasons.district_unknown, steps)
    return Route(facts.district_municipality, rule.position, rule.reason, steps)


def _by_topic(facts: Facts, reasons: Reasons, steps: tuple[Step, ...]) -> Route:
    if facts.topic_unit is None:
        return Route(None, None, reasons.nowhere, steps)
    place_mattered = any(step.failed_on == "place" for step in steps)
    unknown = facts.place is None and facts.depends_on_place and place_mattered
    reason = reasons.place_unknown if unknown else reasons.topic_unit
    return Route(facts.topic_unit, None, reason, steps)


def unreachable(rules: Sequence[Rule], group_of: dict[str, str]) -> list[tuple[Rule, Rule]]:
    """Return each rule that can never decide, with the earlier rule that always wins over it."""
    found = []
    for index, rule in enumerate(rules):
        earlier = next((r for r in rules[:index] if _covers(r, rule, group_of)), None)
        if earlier:
            found.append((rule, earlier))
    return found


def _covers(wide: Rule, narrow: Rule, group_of: dict[str, str]) -> bool:
    group = group_of.get(narrow.topic or "")
    district = narrow.district or (narrow.neighborhood or "").partition("/")[0] or None
    return (
        wide.topic in {None, narrow.topic, group}
        and wide.place in {None, narrow.place}
        and wide.district in {None, district}
        and wide.neighborhood in {None, narrow.neighborhood}
    )
