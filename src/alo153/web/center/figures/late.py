"""Late cases, for the people told of them: unit managers, supervisors, the secretary general."""

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from alo153.cases import queries
from alo153.cases.models import Case
from alo153.cases.permissions import SEE_EVERY_CASE, SEE_LATE_CASES, WORK_ON_UNIT_CASES
from alo153.cases.rules import codes
from alo153.cases.together import shared_work
from alo153.city.queries import districts_now, kinds_now, topics_now, unit_keys, units_now
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists.declared import Column, ListPage
from alo153.web.kit.lists.filters import CityRow, ListFilter
from alo153.web.kit.lists.page import respond

_MOST_SUB_TASKS = 200


class LateFilter(ListFilter):
    """By what it is about, whose it is and where."""

    unit = CityRow(units_now, label=_("Unit"))
    topic = CityRow(topics_now, label=_("Topic"))
    kind = CityRow(kinds_now, label=_("Kind"))
    district = CityRow(districts_now, label=_("District"))


LATE = ListPage[Case](
    name="late",
    title=_("Late applications"),
    columns=(
        Column(
            name="case",
            label=_("Application"),
            value=lambda case: codes.display(case.tracking_code),
            template="center/figures/late/case.html",
        ),
        Column(
            name="due",
            label=_("Due"),
            value=lambda case: case.due_at,
            template="center/figures/late/due.html",
            sort="due_at",
        ),
        Column(name="topic", label=_("Topic"), value=lambda case: case.topic.name),
        Column(name="kind", label=_("Kind"), value=lambda case: case.kind.name),
        Column(
            name="unit",
            label=_("Unit"),
            value=lambda case: case.unit.name if case.unit else _("without a unit"),
            sort="unit__sort_key",
        ),
        Column(
            name="district",
            label=_("District"),
            value=lambda case: case.district.name if case.district else None,
            sort="district__sort_key",
        ),
        Column(
            name="opened", label=_("Opened on"), value=lambda case: case.opened_at, sort="opened_at"
        ),
    ),
    filters=LateFilter,
    order="due",
    empty=_("Nothing is late."),
    nothing_fits=_("Nothing that is late fits this filter."),
    template="center/figures/late/page.html",
)


@requires(SEE_LATE_CASES)
@require_safe
def late(request: StaffRequest) -> HttpResponseBase:
    """Show everything late that this person may see; below the cases, the late sub-tasks."""
    now = clock.now()
    around = {
        "late_sub_tasks": shared_work.late_sub_tasks(request.user, now)[:_MOST_SUB_TASKS],
        "own_units": set(unit_keys(request.user, WORK_ON_UNIT_CASES)),
        "at_desk": request.user.may(SEE_EVERY_CASE),
    }
    return respond(request, LATE, queries.late(request.user, now), around)
