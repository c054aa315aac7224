"""Score a contact next to its recording."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.quality import actions, card_json
from alo153.quality.models import CardVersion, Evaluation, State
from alo153.quality.permissions import (
    DECIDE_APPEALS,
    EVALUATE_CONTACTS,
    MANAGE_QUALITY,
    SEE_QUALITY,
)
from alo153.quality.policy import NotAllowed
from alo153.quality.queries import cards
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality.evaluating import contact, refusals
from alo153.web.quality.evaluating.forms import ScoreForm


@requires(EVALUATE_CONTACTS, SEE_QUALITY, MANAGE_QUALITY, DECIDE_APPEALS)
@require_http_methods(["GET", "POST"])
def evaluation(request: StaffRequest, number: int) -> HttpResponse:
    """Score a contact; what is half done is kept. What was given is shown."""
    row = contact.found(request.user, number)
    if row.state != State.OPEN or row.evaluator_id != request.user.pk:
        return _given(request, row)
    card = row.card or cards.scoring(row.medium)
    if card is None:
        return _page(request, row, None, 200)
    form = _form(request, row, card)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (done := _score(request, row, form)):
            return done
    return _page(request, row, form, status)


def _form(request: StaffRequest, row: Evaluation, card: CardVersion) -> ScoreForm:
    return ScoreForm(
        request.POST or None,
        card=card_json.read(card.content),
        answers=row.answers,
        remarks=row.remarks,
        summary=row.summary,
    )


def _score(request: StaffRequest, row: Evaluation, form: ScoreForm) -> HttpResponse | None:
    """Keep what was answered, and give it if that was pressed; None if something is wrong."""
    try:
        kept = actions.keep(
            evaluation=row,
            answers=form.answers,
            remarks=form.remarks,
            summary=form.cleaned_data["summary"],
            seen=row_key(request.POST.get("seen", "")) or 0,
            by=request.user,
        )
        if "give" not in request.POST:
            messages.success(request, _("Kept. You can go on with it later."))
            return redirect("quality:evaluation", row.pk)
        actions.give(evaluation=kept, seen=kept.version, by=request.user, at=clock.now())
    except actions.ChangedMeanwhile:
        form.add_error(None, _("You changed this in another window. Open it anew there."))
        return None
    except actions.Incomplete as wrong:
        row.version = kept.version
        form.say_missing(wrong.keys)
        return None
    if row.second:
        messages.success(request, _("Given. It is compared with the score of others."))
    else:
        messages.success(request, _("Given. The agent can read it now."))
    return redirect("quality:to_do")


def _page(
    request: StaffRequest, row: Evaluation, form: ScoreForm | None, status: int
) -> HttpResponse:
    context = {"row": row, "form": form} | contact.shown(request.user, row, clock.now())
    return render(request, "evaluating/score.html", context, status=status)


def _given(request: StaffRequest, row: Evaluation) -> HttpResponse:
    if row.card is None:
        raise Http404
    form = ScoreForm(
        card=card_json.read(row.card.content), answers=row.answers, remarks=row.remarks
    )
    context = {"row": row, "form": form} | contact.shown(request.user, row, clock.now())
    return render(request, "evaluating/given.html", context)


@requires(EVALUATE_CONTACTS)
@require_POST
def recuse(request: StaffRequest, number: int) -> HttpResponse:
    """Give a contact to a colleague: the asker is not free to judge it."""
    row = contact.found(request.user, number)
    try:
        has_colleague = actions.recuse(evaluation=row, by=request.user, at=clock.now())
    except NotAllowed as refused:
        messages.warning(request, refusals.words(refused.why))
    else:
        given = _("Given to a colleague. You do not get this contact again.")
        waits = _("You do not get this contact again. No colleague may score it for now.")
        messages.success(request, given if has_colleague else waits)
    return redirect("quality:to_do")


@requires(EVALUATE_CONTACTS)
@require_POST
def drop(request: StaffRequest, number: int) -> HttpResponse:
    """Say that a contact cannot be evaluated."""
    row = contact.found(request.user, number)
    try:
        actions.drop(evaluation=row, by=request.user, at=clock.now())
    except NotAllowed as refused:
        messages.warning(request, refusals.words(refused.why))
    else:
        messages.success(request, _("Left out: it cannot be evaluated."))
    return redirect("quality:to_do")
