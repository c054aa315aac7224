"""Try the draft on past cases before it is saved."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.generic import RedirectView

from alo153.cases.life.rule_simulation import Example, Move, RuleSimulation, simulate_rules
from alo153.city import queries
from alo153.city.permissions import EDIT_ROUTING
from alo153.city.queries import Named
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists import tables
from alo153.web.settings.routing.showing import unit_name
from alo153.web.settings.routing.working import work_of

LASTS = (1_000, 10_000)
"""The numbers of past cases for a simulation."""


@dataclass(frozen=True)
class Told:
    """Cases of one topic that would go elsewhere, in words."""

    topic: str
    before: str
    after: str
    move: Move


@requires(EDIT_ROUTING)
@require_GET
def simulation(request: StaffRequest) -> HttpResponseBase:
    """Show who would have got the last cases, as a page or as a table to take along."""
    work, last = work_of(request), _last(request.GET.get("last", ""))
    found = simulate_rules(request.user, work.in_force, work.rules, last=last)
    named = queries.names_for_rules()
    moves = [_told(move, named) for move in found.moves]
    if form := tables.asked(request):
        return tables.download(form, f"routing-simulation-{last}", _table(moves))
    context = {
        "work": work,
        "last": last,
        "lasts": LASTS,
        "simulation": found,
        "moves": moves,
        "examples": _examples(found, named),
    }
    return render(request, "settings/routing_simulation.html", context)


moved = requires(EDIT_ROUTING)(
    RedirectView.as_view(pattern_name="settings:simulate_rules", permanent=True, query_string=True)
)


def _last(typed: str) -> int:
    return int(typed) if typed in {str(last) for last in LASTS} else LASTS[0]


def _told(move: Move, named: Named) -> Told:
    topic = named.topics.get(move.topic, move.topic)
    return Told(topic, unit_name(move.before, named), unit_name(move.after, named), move)


def _examples(found: RuleSimulation, named: Named) -> list[tuple[Example, str, str]]:
    return [
        (each, unit_name(each.before, named), unit_name(each.after, named))
        for each in found.examples
    ]


def _table(moves: list[Told]) -> Iterator[tables.Row]:
    heads = [_("Topic"), _("Goes now to"), _("Would go to"), _("Applications")]
    yield [*heads, _("Answered there in the end"), _("Answered where it goes now")]
    for each in moves:
        move = each.move
        yield [each.topic, each.before, each.after, move.count, move.better, move.worse]
