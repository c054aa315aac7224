"""All tables and all bundles of a partner desk; its page shows the newest."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from alo153.city import queries as city
from alo153.city.models import PartnerDesk
from alo153.partners import queries
from alo153.partners.models import Bundle, TableImport
from alo153.partners.permissions import EXCHANGE_WITH_PARTNERS
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists.declared import Column, ListPage
from alo153.web.kit.lists.filters import Choice, Day, ListFilter
from alo153.web.kit.lists.page import respond


class TableFilter(ListFilter):
    """By what became of it, and days."""

    state = Choice(TableImport.State.choices, field_name="state", label=_("State"))
    since = Day("at", way="from", label=_("From the day"))
    until = Day("at", way="until", label=_("Until the day"))


class BundleFilter(ListFilter):
    """By days."""

    since = Day("made_at", way="from", label=_("From the day"))
    until = Day("made_at", way="until", label=_("Until the day"))


TABLES = ListPage[TableImport](
    name="tables",
    title=_("Tables"),
    columns=(
        Column(
            name="at",
            label=_("Brought"),
            value=lambda table: table.at,
            template="center/partners/listed_table.html",
            sort="at",
        ),
        Column(name="state", label=_("State"), value=lambda table: table.get_state_display()),
        Column(name="lines", label=_("Lines"), value=lambda table: table.rows, sort="rows"),
        Column(name="by", label=_("Brought by"), value=lambda table: table.by_user.full_name),
        Column(name="finished", label=_("Finished"), value=lambda table: table.finished_at),
    ),
    filters=TableFilter,
    order="-at",
    empty=_("No table came yet."),
    nothing_fits=_("No table fits this filter."),
    template="center/partners/list.html",
)


def _taken(bundle: Bundle) -> Any:
    return ", ".join(each.by_user.full_name for each in bundle.takings.all())


BUNDLES = ListPage[Bundle](
    name="bundles",
    title=_("Bundles"),
    columns=(
        Column(
            name="number",
            label=_("Number"),
            value=lambda bundle: bundle.number,
            template="center/partners/listed_bundle.html",
            sort="number",
        ),
        Column(name="at", label=_("Made"), value=lambda bundle: bundle.made_at, sort="made_at"),
        Column(
            name="by",
            label=_("Made by"),
            value=lambda bundle: bundle.made_by.full_name if bundle.made_by else _("by itself"),
        ),
        Column(
            name="answers", label=_("Answers"), value=lambda bundle: bundle.answers, sort="answers"
        ),
        Column(name="taken", label=_("Taken along by"), value=_taken),
    ),
    filters=BundleFilter,
    order="-number",
    empty=_("No bundle was made yet."),
    nothing_fits=_("No bundle fits this filter."),
    template="center/partners/list.html",
)


@requires(EXCHANGE_WITH_PARTNERS)
@require_safe
def tables(request: StaffRequest, slug: str) -> HttpResponseBase:
    """List the tables of a desk."""
    desk = desk_or_404(slug)
    return respond(request, TABLES, queries.tables(request.user, desk), {"desk": desk})


@requires(EXCHANGE_WITH_PARTNERS)
@require_safe
def bundles(request: StaffRequest, slug: str) -> HttpResponseBase:
    """List the bundles of a desk."""
    desk = desk_or_404(slug)
    return respond(request, BUNDLES, queries.bundles(request.user, desk), {"desk": desk})


def desk_or_404(slug: str) -> PartnerDesk:
    """Return a desk of the city. Raises Http404."""
    found = city.partners_now().get(slug)
    if found is None:
        raise Http404
    return found
