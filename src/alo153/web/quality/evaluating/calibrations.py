"""Rounds of calibration: opened, scored blind by several, and agreed on."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.core import clock
from alo153.quality import actions, card_json
from alo153.quality.actions.calibrating import (
    DRAWN_FROM,
    FEWEST_EVALUATORS,
    MOST_CONTACTS,
    MOST_EVALUATORS,
)
from alo153.quality.media import CardMedium
from alo153.quality.models import MEDIUM_LABELS, Calibration, Evaluation
from alo153.quality.permissions import EVALUATE_CONTACTS, MANAGE_QUALITY
from alo153.quality.policy import NotAllowed
from alo153.quality.queries import calibrations as queries
from alo153.quality.queries.calibrations import ScoredContact
from alo153.quality.rules.agreement import REPAIR_BELOW
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.one_line import WordsField
from alo153.web.quality.evaluating import contact, refusals
from alo153.web.quality.evaluating.forms import ScoreForm

_SHOWN = 50
_MEDIA = [(key, label) for key, label in MEDIUM_LABELS.items() if key != CardMedium.UNIT]


class RoundForm(forms.Form):
    """By which card, how many contacts, and the evaluators who score all of them."""

    use_required_attribute = False

    medium = forms.ChoiceField(label=gettext_lazy("Scorecard"), choices=_MEDIA)
    contacts = forms.IntegerField(
        label=gettext_lazy("Number of contacts"),
        min_value=1,
        max_value=MOST_CONTACTS,
        initial=3,
        help_text=gettext_lazy("Drawn by chance from the last seven days; none of an evaluator."),
    )
    evaluators = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Evaluators"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least two evaluators.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["evaluators"].queryset = accounts.holding(EVALUATE_CONTACTS)
        fields["evaluators"].label_from_instance = lambda user: user.full_name

    def clean_evaluators(self) -> list[User]:
        """Refuse fewer evaluators than a comparison needs, and more than a round takes."""
        chosen = list(self.cleaned_data["evaluators"])
        if len(chosen) < FEWEST_EVALUATORS:
            raise forms.ValidationError(_("Choose at least two evaluators."))
        if len(chosen) > MOST_EVALUATORS:
            words = _("Choose at most %(most)s evaluators.")
            raise forms.ValidationError(words % {"most": MOST_EVALUATORS})
        return chosen


class CloseForm(forms.Form):
    """Why a contact is closed whose recording was destroyed; `of`: which of the page's."""

    use_required_attribute = False

    reason = WordsField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.TextInput,
        error_messages={"required": gettext_lazy("Say why.")},
    )

    def __init__(self, data: Any = None, *, of: int) -> None:
        super().__init__(data, auto_id=f"id_{of}_%s")


@requires(EVALUATE_CONTACTS, MANAGE_QUALITY)
@require_http_methods(["GET", "POST"])
def listing(request: StaffRequest) -> HttpResponse:
    """List the rounds that the asker may read; by POST open one."""
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _opened(request, form)):
        messages.success(request, _("Opened. Its contacts wait for each evaluator."))
        return redirect("quality:calibration", made.pk)
    rows = queries.visible(request.user)
    context = {
        "rows": rows[:_SHOWN],
        "count": rows.count(),
        "form": form if request.user.may(MANAGE_QUALITY) else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluating/managing/calibrations.html", context, status=status)


def _opened(request: StaffRequest, form: RoundForm) -> Calibration | None:
    given = form.cleaned_data
    try:
        return actions.open_calibration(
            medium=CardMedium(given["medium"]),
            contacts=given["contacts"],
            evaluators=given["evaluators"],
            by=request.user,
            at=clock.now(),
        )
    except actions.NoCard:
        form.add_error("medium", _("No scorecard of this medium is in use."))
    except actions.TooFewEvaluators:
        form.add_error("evaluators", _("Choose at least two evaluators."))
    except actions.TooFewContacts as few:
        words = _("Only %(found)s can be drawn from the last %(days)s days. Choose fewer.")
        form.add_error("contacts", words % {"found": few.found, "days": DRAWN_FROM.days})
    return None


@requires(EVALUATE_CONTACTS, MANAGE_QUALITY)
@require_safe
def one(request: StaffRequest, number: int) -> HttpResponse:
    """Show a round; its results only once the asker's own scores are in."""
    return _page(request, _found(request, number))


def _page(
    request: StaffRequest, row: Calibration, typed: Mapping[int, CloseForm] | None = None
) -> HttpResponse:
    lost = queries.not_heard(request.user, row)
    context = {
        "row": row,
        "own_open": queries.own_open(request.user, row),
        "results": queries.results(request.user, row),
        "not_heard": [(each, (typed or {}).get(each.pk) or CloseForm(of=each.pk)) for each in lost],
        "closed": queries.closed(row),
        "repair_below": REPAIR_BELOW,
        "may_agree": request.user.may(MANAGE_QUALITY),
    }
    status = 422 if typed else 200
    return render(request, "evaluating/managing/calibration.html", context, status=status)


@requires(MANAGE_QUALITY)
@require_POST
def close(request: StaffRequest, number: int, interaction: int) -> HttpResponse:
    """Close a contact whose recording was destroyed before all scored it."""
    row = _found(request, number)
    evaluation = row.evaluations.filter(interaction=interaction).first()
    if evaluation is None or evaluation.interaction is None:
        raise Http404
    form = CloseForm(request.POST, of=interaction)
    if not form.is_valid():
        return _page(request, row, {interaction: form})
    try:
        actions.close_contact(
            calibration=row,
            interaction=evaluation.interaction,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=clock.now(),
        )
    except NotAllowed as refused:
        messages.error(request, refusals.words(refused.why))
    except Evaluation.DoesNotExist:
        messages.info(request, _("No score of this contact is missing any more."))
    else:
        messages.success(request, _("Closed with the scores that it has."))
    return redirect("quality:calibration", row.pk)


@requires(MANAGE_QUALITY)
@require_http_methods(["GET", "POST"])
def agree(request: StaffRequest, number: int, interaction: int) -> HttpResponse:
    """Write down the answers of a contact on which its evaluators agreed."""
    row = _found(request, number)
    scored = _scored(request, row, interaction)
    evaluation = contact.found(request.user, scored.evaluation.pk)
    agreed = scored.agreed.answers if scored.agreed else {}
    form = ScoreForm(
        request.POST or None, card=card_json.read(row.card.content), answers=agreed, remarks={}
    )
    if request.method == "POST" and form.is_valid() and _agreed(request, row, scored, form):
        messages.success(request, _("Written down. The distance of each evaluator is shown."))
        return redirect("quality:calibration", row.pk)
    context = {"round": row, "row": evaluation, "scored": scored, "form": form}
    context |= contact.shown(request.user, evaluation, clock.now())
    status = 422 if form.errors else 200
    return render(request, "evaluating/managing/agree.html", context, status=status)


def _agreed(
    request: StaffRequest, row: Calibration, scored: ScoredContact, form: ScoreForm
) -> bool:
    try:
        actions.agree(
            calibration=row,
            interaction=scored.interaction,
            answers=form.answers,
            by=request.user,
            at=clock.now(),
        )
    except actions.Incomplete as wrong:
        form.say_missing(wrong.keys)
    except actions.ChangedMeanwhile:
        form.add_error(None, _("Somebody wrote down the agreed score of this contact already."))
    except NotAllowed as refused:
        form.add_error(None, refusals.words(refused.why))
    return not form.errors


def _found(request: StaffRequest, number: int) -> Calibration:
    row = queries.visible(request.user).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _scored(request: StaffRequest, row: Calibration, interaction: int) -> ScoredContact:
    found = queries.results(request.user, row)
    for each in found.contacts if found else []:
        if each.interaction.pk == interaction:
            return each
    raise Http404
