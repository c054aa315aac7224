"""The caller's report joins an incident with one keystroke."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.cases import actions
from alo153.cases.models import Case, Incident
from alo153.cases.permissions import OPEN_CASE
from alo153.cases.together import incidents
from alo153.citizens.channel import Channel
from alo153.core import clock
from alo153.web.desk import work as desk_work
from alo153.web.desk.registering import letters, opening, pages
from alo153.web.desk.registering.forms import Ending
from alo153.web.desk.work import Work
from alo153.web.kit.access import StaffRequest, requires


@requires(OPEN_CASE)
@require_POST
def attach(request: StaffRequest, key: str, number: int) -> HttpResponse:
    """Add the caller's report to an incident with one keystroke; words are optional."""
    work = desk_work.find(request.user, key)
    found = incidents.open_now().filter(pk=number).first()
    if found is None:
        messages.warning(request, _("This incident is over. Open an application of its own."))
        return redirect(work.url)
    # One key is enough: what the topic asks is known from the first reports
    form = letters.form_of(
        work, _filled(request.POST, found), ending=Ending.CASE, answers_complete=False
    )
    if not form.is_valid():
        return pages.show(request, work, form=form, status=422)
    facts, at = form.cleaned_data, clock.now()
    number_typed = facts["phone"].value if facts["phone"] and not facts["anonymous"] else ""
    if already := incidents.already_reported(found, number_typed):
        return _again(request, work, already, at)
    case = opening.open_case(work=work, facts=facts, agent=request.user, at=at)
    page = reverse("desk:opened", args=[work.key, case.tracking_code])
    return redirect(page if case.lead_id else f"{page}?alone=1")


def _filled(typed: QueryDict, incident: Incident) -> QueryDict:
    """Return the record as it was typed, with what the incident knows in its empty places."""
    lead, filled = incident.lead, typed.copy()
    filled["topic"], filled["topic_text"] = lead.topic.slug, lead.topic.name
    filled["lead"] = lead.tracking_code
    filled["kind"] = lead.kind_id
    if not filled.get("text", "").strip():
        filled["text"] = incident.title
    if incident.district and not (filled.get("district") or filled.get("neighborhood")):
        filled["district"] = incident.district.slug
    return filled


@transaction.atomic
def _again(request: StaffRequest, work: Work, case: Case, at: datetime) -> HttpResponse:
    """Log that somebody who has reported it calls again; they are told once all the same."""
    contact = desk_work.contact(work, channel=Channel.PHONE, address="", agent=request.user, at=at)
    actions.link_interaction(case=case, interaction=contact, by=request.user, at=at)
    actions.discard_draft(user=request.user, key=work.key)
    messages.info(request, _("This number has reported it already: the call is logged with that."))
    return redirect(f"{reverse('center:case', args=[case.tracking_code])}?work={work.key}")
