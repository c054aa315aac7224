"""Figures of agents and teams: estimates from the sample, each with interval and number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alo153.calls.floor import city_queues
from alo153.city import queries as city
from alo153.core import clock
from alo153.quality.permissions import SEE_QUALITY
from alo153.quality.queries import figures, sampling_plan
from alo153.quality.queries.figures import Row
from alo153.quality.rules.estimates import RANKED_FROM
from alo153.quality.rules.scorecards import Critical
from alo153.reports.permissions import SEE_REPORTS
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists import tables
from alo153.web.quality.evaluating import performance
from alo153.web.quality.evaluating.performance import Performance
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import kept_days

PERIODS = (30, 90, 365)
"""Days that may be chosen; today is one of them."""
_SCORED, _PERFORMED = 17, 9
"""Columns of a file about scores, and about performance."""


@requires(SEE_QUALITY)
@require_GET
def team(request: StaffRequest) -> HttpResponseBase:
    """Show the quality of the chosen days, however it is divided, as a page or as a table."""
    days = days_of(request)
    now = clock.now()
    today = city.today(now)
    first = today - timedelta(days=days - 1)
    staffed = figures.staffed(request.user, first, today)
    teams = [replace(row, name=row.name or _("without a team")) for row in staffed.teams]
    all_units, units = figures.units(request.user, first, today)
    months = [
        replace(row, name=date_format(month, "YEAR_MONTH_FORMAT")) for month, row in staffed.months
    ]
    queues = [
        replace(row, name=city_queues.name_of(key))
        for key, row in figures.queues(request.user, first, today)
    ]
    topics = figures.topics(request.user, first, today)
    worked = performance.found(request.user, first, today)
    sees_handling = request.user.may(SEE_REPORTS)
    if form := tables.asked(request):
        divided = {
            _("Agent"): staffed.agents,
            _("Team"): teams,
            _("Queue"): queues,
            _("Topic"): topics,
            _("Month"): months,
            _("Unit"): units,
        }
        performed = {
            _("Performance of an agent"): worked.agents,
            _("Performance of a team"): worked.teams,
            _("Performance of a queue"): worked.queues,
            _("Performance of a topic"): worked.topics,
            _("Performance of a month"): worked.months,
        }
        return tables.download(
            form, f"quality-{days}", _table(divided, performed, sees_handling=sees_handling)
        )
    context = {
        "days": days,
        "periods": PERIODS,
        "whole": staffed.whole,
        "rows": staffed.agents,
        "teams": teams,
        "months": months,
        "queues": queues,
        "topics": topics,
        "worked": worked,
        "sees_adherence": request.user.may(PLAN_SHIFTS),
        "sees_handling": sees_handling,
        "kept_since": kept_days.begins() if request.user.may(PLAN_SHIFTS) else None,
        "all_units": all_units,
        "units": units,
        "any_row": [*staffed.agents, *units, *worked.months],
        "unheard": sampling_plan.unheard(now - timedelta(days=days), now),
        "ranked_from": RANKED_FROM,
    }
    return render(request, "evaluating/figures/team.html", context)


def days_of(request: StaffRequest) -> int:
    """Return how many days an address asks for."""
    typed = request.GET.get("days", "")
    return int(typed) if typed in {str(days) for days in PERIODS} else PERIODS[0]


def _table(
    divided: Mapping[str, Sequence[Row]],
    performed: Mapping[str, Sequence[Performance]],
    *,
    sees_handling: bool,
) -> Iterator[tables.Row]:
    yield [
        *(
            _("By"),
            _("Name"),
            _("Score"),
            _("Lower bound"),
            _("Upper bound"),
            _("Contacts drawn"),
        ),
        *_of_errors(_("Harm to the citizen")),
        *_of_errors(_("Harm to the municipality")),
        *_of_errors(_("Rule or law broken")),
        _("Evaluated for a reason"),
        *(_("Mean rating"), _("Rating: lower bound"), _("Rating: upper bound"), _("Ratings")),
        _("Response rate"),
        *(_("Handling time (seconds)"), _("Contacts handled"), _("Adherence"), _("Planned hours")),
    ]
    for by, rows in divided.items():
        for row in rows:
            score = row.score
            numbers = (
                [score.value, score.low, score.high, score.n] if score else [None, None, None, 0]
            )
            errors = [number for kind in Critical for number in _errors(row, kind)]
            yield [by, row.name, *numbers, *errors, row.targeted, *[None] * _PERFORMED]
    for by, those in performed.items():
        for each in those:
            mark = each.rating
            marks = [mark.value, mark.low, mark.high, mark.n] if mark else [None, None, None, 0]
            kept = each.adherence
            hours = [kept.share, kept.planned_hours] if kept else [None, None]
            marks = [*marks, each.response]
            handled = each.handled if sees_handling else None
            yield [by, each.name, *[None] * _SCORED, *marks, each.handling, handled, *hours]


def _of_errors(errors: str) -> list[str]:
    said = {"errors": errors}
    return [
        errors,
        _("%(errors)s: share") % said,
        _("%(errors)s: lower bound") % said,
        _("%(errors)s: upper bound") % said,
    ]


def _errors(row: Row, kind: Critical) -> list[float | None]:
    share = row.harmed.get(kind)
    bounds = [share.value, share.low, share.high] if share else [None] * 3
    return [row.critical.get(kind, 0), *bounds]
