"""The list of incidents: open ones and the newest on top."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_filters import TypedChoiceFilter

from alo153.cases.models import Incident
from alo153.cases.permissions import OPEN_CASE, OPEN_INCIDENT
from alo153.cases.together import incidents
from alo153.city.queries import districts_now, topics_now
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists.declared import Column, ListPage
from alo153.web.kit.lists.filters import ALL, CityRow, Day, ListFilter
from alo153.web.kit.lists.page import respond


class IncidentFilter(ListFilter):
    """By what it is, where, and whether it is over."""

    state = TypedChoiceFilter(
        field_name="ended_at",
        lookup_expr="isnull",
        label=_("State"),
        choices=[("", ALL), ("open", _("open")), ("over", _("over"))],
        coerce=lambda typed: typed == "open",
    )
    topic = CityRow(topics_now, field_name="lead__topic", label=_("Topic"))
    district = CityRow(districts_now, label=_("District"))
    since = Day("opened_at", way="from", label=_("Opened from"))


def _area(incident: Incident) -> Any:
    if incident.district is None:
        return _("the whole city")
    near = ", ".join(each.name for each in incident.neighborhoods.all())
    return f"{incident.district.name}: {near}" if near else incident.district.name


INCIDENTS = ListPage[Incident](
    name="incidents",
    title=_("Incidents"),
    columns=(
        Column(
            name="title",
            label=_("Incident"),
            value=lambda incident: incident.title,
            template="center/incidents/listed_title.html",
        ),
        Column(
            name="state",
            label=_("State"),
            value=lambda incident: _("over") if incident.ended_at else _("open"),
            template="center/incidents/listed_state.html",
            sort="ended_at",
        ),
        Column(
            name="people",
            label=_("Reported by"),
            value=lambda incident: getattr(incident.lead, "people", None),
        ),
        Column(name="topic", label=_("Topic"), value=lambda incident: incident.lead.topic.name),
        Column(
            name="area",
            label=_("Where"),
            value=_area,
            template="center/incidents/listed_area.html",
        ),
        Column(
            name="opened",
            label=_("Opened on"),
            value=lambda incident: incident.opened_at,
            sort="opened_at",
        ),
        Column(
            name="unit",
            label=_("Unit"),
            value=lambda incident: (
                incident.lead.unit.name if incident.lead.unit else _("the center decides")
            ),
        ),
        Column(
            name="answer",
            label=_("Application"),
            value=lambda incident: incident.lead.get_state_display(),
        ),
    ),
    filters=IncidentFilter,
    # What is not over has no end and comes first
    order="-state",
    empty=_(
        "No incident. When a supervisor opens one, the desk adds each call about it with one key."
    ),
    nothing_fits=_("No incident fits this filter."),
    template="center/incidents/list.html",
)
_FIRST = _(
    "No incident. When many call about one thing, open one: the desk then adds each call with one"
    " key, and one answer reaches all."
)


@requires(OPEN_CASE)
@require_safe
def index(request: StaffRequest) -> HttpResponseBase:
    """List the incidents."""
    may_open = request.user.may(OPEN_INCIDENT)
    shown = replace(INCIDENTS, empty=_FIRST) if may_open else INCIDENTS
    return respond(request, shown, incidents.listed(), {"may_open": may_open})
