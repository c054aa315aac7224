"""The display of rules: names instead of slugs, and the faults of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alo153.city import queries
from alo153.city.queries import Named
from alo153.city.rules import rulebook
from alo153.city.rules.routing import DISTRICT_MUNICIPALITY, Rule


@dataclass(frozen=True)
class Line:
    """A rule in words. `change` as in `rulebook.Line`; `troubles` are sentences."""

    position: int
    about: str
    place: str
    whose: str
    to: str
    reason: str
    change: str
    troubles: tuple[str, ...]


def lines_of(
    rules: Sequence[Rule], before: Sequence[Rule] | None = None, *, names: Named | None = None
) -> list[Line]:
    """Return rules in words, and in between the removed rules of `before`; five queries."""
    named = names or queries.names_for_rules()
    dead = rulebook.dead(rules, named.group_of, named.by_place)
    compared = rulebook.difference(rules if before is None else before, rules)
    return [_line(each, named, dead) for each in compared]


def _line(line: rulebook.Line, named: Named, dead: Mapping[int, int | None]) -> Line:
    rule, gone = line.rule, line.change == "removed"
    return Line(
        position=rule.position,
        about=_about(rule.topic, named),
        place=named.places.get(rule.neighborhood or rule.district or "", _("anywhere")),
        whose=whose(rule.place),
        to=unit_name(rule.unit, named),
        reason=rule.reason,
        change=line.change,
        troubles=() if gone else tuple(_troubles(rule, named, dead)),
    )


def _about(topic: str | None, named: Named) -> str:
    if topic is None:
        return _("every topic")
    name = named.topics.get(topic, topic)
    return name if topic in named.group_of else _("%(group)s: all topics") % {"group": name}


def whose(place: str | None) -> str:
    """Return who owns the street or park, in words; empty where that does not count."""
    words = {
        "metropolitan": _("main street, large park"),
        "district": _("side street, neighborhood park"),
    }
    return words.get(place or "", "")


def unit_name(unit: str | None, named: Named) -> str:
    """Return whom a rule names, in words; nobody is the center."""
    if unit is None:
        return _("the center")
    if unit == DISTRICT_MUNICIPALITY:
        return _("the district's municipality")
    return named.units.get(unit, unit)


def _troubles(rule: Rule, named: Named, dead: Mapping[int, int | None]) -> list[str]:
    found = []
    if rule.position in dead:
        earlier = dead[rule.position]
        found.append(
            _("Never decides: rule %(earlier)s above it always fits first.") % {"earlier": earlier}
            if earlier
            else _("Never decides: no topic of it depends on whose place it is.")
        )
    if rule.unit in named.closed:
        found.append(_("The unit takes no more applications: the center would get them."))
    if rule.unit in named.empty:
        found.append(_("Nobody works in this unit yet."))
    return found
