"""Scorecards: read, written as a draft, put in use."""

from typing import Any

from django import forms
from django.contrib import messages
from django.forms import formset_factory
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alo153.core import clock
from alo153.quality import actions, card_json
from alo153.quality.media import CardMedium
from alo153.quality.models import MEDIUM_LABELS
from alo153.quality.permissions import MANAGE_QUALITY
from alo153.quality.queries import cards as queries
from alo153.quality.rules.scorecards import (
    WHOLE,
    Critical,
    Question,
    Scale,
    Scorecard,
    Section,
    faults,
)
from alo153.quality.starting_cards import starting
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality.evaluating import refusals

_SCALES = [
    (Scale.YES_NO.value, gettext_lazy("yes or no")),
    (Scale.ONE_TO_FIVE.value, gettext_lazy("1 to 5")),
]
_CRITICAL = [
    ("", gettext_lazy("not critical")),
    (Critical.CITIZEN.value, gettext_lazy("harms the citizen")),
    (Critical.BUSINESS.value, gettext_lazy("harms the municipality")),
    (Critical.COMPLIANCE.value, gettext_lazy("breaks a rule or a law")),
]
_MOST = 60


class QuestionForm(forms.Form):
    """One question. A row without a text is left out."""

    use_required_attribute = False

    key = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    section = forms.CharField(label=gettext_lazy("Section"), required=False, max_length=80)
    text = forms.CharField(label=gettext_lazy("Question"), required=False, max_length=300)
    scale = forms.ChoiceField(label=gettext_lazy("Answer"), choices=_SCALES)
    weight = forms.IntegerField(
        label=gettext_lazy("Points"), required=False, min_value=0, max_value=WHOLE
    )
    critical = forms.ChoiceField(
        label=gettext_lazy("Critical error"), choices=_CRITICAL, required=False
    )
    guidance = forms.CharField(
        label=gettext_lazy("Guidance with an example"), required=False, max_length=600
    )
    may_not_apply = forms.BooleanField(
        label=gettext_lazy("May be “not applicable”"), required=False
    )


Questions = formset_factory(QuestionForm, extra=3, max_num=_MOST, absolute_max=_MOST)


@requires(MANAGE_QUALITY)
@require_safe
def cards(request: StaffRequest) -> HttpResponse:
    """List the cards of all media."""
    rows = [
        (medium, MEDIUM_LABELS[medium], used, draft) for medium, used, draft in queries.overview()
    ]
    return render(request, "evaluating/managing/cards.html", {"rows": rows})


@requires(MANAGE_QUALITY)
@require_http_methods(["GET", "POST"])
def card(request: StaffRequest, medium: str) -> HttpResponse:
    """Write the draft of a card, beginning with what is in use, else with a starting card."""
    kind = _medium(medium)
    draft, used = queries.draft(kind), queries.in_use(kind)
    begun = draft or used
    begins_with = card_json.read(begun.content) if begun else starting(kind)
    rows = Questions(request.POST or None, initial=_rows(begins_with))
    if request.method == "POST" and rows.is_valid():
        actions.write_draft(medium=kind, card=_card(rows), by=request.user, at=clock.now())
        messages.success(request, _("Kept as a draft."))
        return redirect("quality:card", kind.value)
    found = faults(card_json.read(draft.content)) if draft else []
    context = {
        "medium": kind,
        "label": MEDIUM_LABELS[kind],
        "draft": draft,
        "used": used,
        "rows": rows,
        "faults": [refusals.fault(each) for each in found],
    }
    status = 422 if rows.is_bound else 200
    return render(request, "evaluating/managing/card.html", context, status=status)


@requires(MANAGE_QUALITY)
@require_POST
def use(request: StaffRequest, medium: str) -> HttpResponse:
    """Put the draft in use."""
    kind = _medium(medium)
    draft = queries.draft(kind)
    if draft is None:
        messages.warning(request, _("There is no draft: it is in use already."))
        return redirect("quality:cards")
    try:
        actions.put_in_use(version=draft, by=request.user, at=clock.now())
    except actions.CardFaulty as wrong:
        for each in wrong.faults:
            messages.error(request, refusals.fault(each))
        return redirect("quality:card", kind.value)
    messages.success(request, _("In use from now on."))
    return redirect("quality:cards")


def _medium(name: str) -> CardMedium:
    try:
        return CardMedium(name)
    except ValueError as error:
        raise Http404 from error


def _rows(card: Scorecard) -> list[dict[str, Any]]:
    return [
        {
            "key": each.key,
            "section": section.title,
            "text": each.text,
            "scale": each.scale.value,
            "weight": each.weight or None,
            "critical": each.critical.value if each.critical else "",
            "guidance": each.guidance,
            "may_not_apply": each.may_not_apply,
        }
        for section in card.sections
        for each in section.questions
    ]


def _card(rows: Any) -> Scorecard:
    """Return the card that was typed; questions of one section follow each other."""
    sections: dict[str, list[Question]] = {}
    typed = [row for row in rows.cleaned_data if row.get("text")]
    taken = {row["key"] for row in typed}
    last = ""
    for row in typed:
        last = row["section"] or last
        key = row["key"] or _free(taken)
        taken.add(key)
        sections.setdefault(last, []).append(_question(row, key))
    return Scorecard(
        sections=tuple(
            Section(title=title, questions=tuple(those)) for title, those in sections.items()
        )
    )


def _free(taken: set[str]) -> str:
    return next(f"q{number}" for number in range(1, _MOST + 2) if f"q{number}" not in taken)


def _question(row: dict[str, Any], key: str) -> Question:
    return Question(
        key=key,
        text=row["text"],
        scale=Scale(row["scale"]),
        weight=row["weight"] or 0,
        critical=Critical(row["critical"]) if row["critical"] else None,
        guidance=row["guidance"],
        may_not_apply=row["may_not_apply"],
    )
