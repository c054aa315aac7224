"""Agents' view of the evaluations of their own contacts."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alo153.city import queries as city_queries
from alo153.city.rules.texts import fill
from alo153.core import clock
from alo153.quality import actions, card_json, policy
from alo153.quality.models import Evaluation
from alo153.quality.policy import NotAllowed
from alo153.quality.queries import coachings, contacts, evaluations, sampling_plan
from alo153.quality.queries.evaluations import facts_of
from alo153.web.kit.access import StaffRequest, for_staff
from alo153.web.quality import player
from alo153.web.quality.evaluating import contact, refusals
from alo153.web.quality.evaluating.forms import AppealForm, ScoreForm


@for_staff
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """List the evaluations of the asker's own contacts."""
    now, days = clock.now(), sampling_plan.current().appeal_days
    rows = evaluations.of_agent(request.user)[: evaluations.LISTED]
    talks = coachings.visible(request.user).filter(agent=request.user)[: evaluations.LISTED]
    context = {
        "use": _use(),
        "rows": [(row, _until(row, days, now), _runs(row, now)) for row in rows],
        "appeal_days": days,
        "talks": coachings.followed(talks),
    }
    return render(request, "evaluating/mine.html", context)


@for_staff
@require_safe
def one(request: StaffRequest, number: int) -> HttpResponse:
    """Show one with its moments in the recording; the first look begins the term of an appeal."""
    row = _own(request, number)
    if row.seen_at is None:
        row.seen_at = actions.note_seen(evaluation=row, by=request.user, at=clock.now()).seen_at
    return _page(request, row, AppealForm(), 200)


@for_staff
@require_safe
def sound(request: StaffRequest, number: int) -> HttpResponseBase:
    """Send the sound of the contact as long as it may be appealed against; it is written down."""
    row, now = _own(request, number), clock.now()
    call = contacts.shown(request.user, row, now).call
    if call is None:
        raise Http404
    return player.send(request, request.user, call, now)


@for_staff
@require_POST
def acknowledge(request: StaffRequest, number: int) -> HttpResponse:
    """Say that it was read."""
    row = _own(request, number)
    actions.acknowledge(evaluation=row, by=request.user, at=clock.now())
    messages.success(request, _("Thank you. It is noted that you read it."))
    return redirect("quality:own", row.pk)


@for_staff
@require_POST
def appeal(request: StaffRequest, number: int) -> HttpResponse:
    """Let somebody else look at it again."""
    row, form = _own(request, number), AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, 422)
    try:
        actions.appeal(
            evaluation=row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
        )
    except NotAllowed as refused:
        form.add_error(None, refusals.words(refused.why))
        return _page(request, row, form, 409)
    messages.success(request, _("Somebody else looks at it again. The decision will appear here."))
    return redirect("quality:own", row.pk)


def _own(request: StaffRequest, number: int) -> Evaluation:
    row = evaluations.of_agent(request.user).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _until(row: Evaluation, days: int, now: datetime) -> datetime | None:
    """Return the end of its term while an appeal is possible, else None."""
    if row.given_at is None or getattr(row, "appeal", None):
        return None
    until = policy.appeal_until(row.given_at, row.seen_at, days)
    return until if now < until else None


def _runs(row: Evaluation, now: datetime) -> bool:
    """Say whether the term of an appeal has begun, by a look or without one."""
    assert row.given_at is not None  # a constraint of the table  # noqa: S101
    return policy.appeal_begins(row.given_at, row.seen_at) <= now


def _began_here(row: Evaluation) -> bool:
    """Say whether the term began with the first look, and not before it."""
    assert row.given_at is not None  # a constraint of the table  # noqa: S101
    return row.seen_at == policy.appeal_begins(row.given_at, row.seen_at)


def _use() -> str:
    """Return the use of evaluations that the city allows, in its own words.

    Right after an upgrade its texts have none; the page then says the usual words.
    """
    city = city_queries.city()
    try:
        words = city_queries.text("evaluation_use", get_language() or city.language)
    except KeyError:
        return _("Scores help you and show where the center must improve.")
    return fill(words, city=city.name, short_name=city.short_name, number=city.number)


def _page(request: StaffRequest, row: Evaluation, form: AppealForm, status: int) -> HttpResponse:
    assert row.card is not None  # a constraint of the table  # noqa: S101
    now = clock.now()
    facts = facts_of(row, request.user)
    card = ScoreForm(
        card=card_json.read(row.card.content), answers=row.answers, remarks=row.remarks
    )
    context = {
        "row": row,
        "use": _use(),
        "form": card,
        "appeal_form": form,
        "until": _until(row, facts.appeal_days, now),
        "appeal_days": facts.appeal_days,
        "began_here": _began_here(row),
    }
    sound_url = reverse("quality:own_sound", args=[row.pk])
    context |= contact.shown(request.user, row, now, sound_url=sound_url)
    return render(request, "evaluating/own.html", context, status=status)
