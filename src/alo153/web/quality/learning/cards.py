"""Learning cards: the list, one card with its questions, and writing one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alo153.accounts.permissions import SET_SKILLS
from alo153.calls.floor import city_queues
from alo153.calls.permissions import ANSWER_CALLS
from alo153.core import clock
from alo153.quality import actions
from alo153.quality.models import GoodMoment, LearningCard
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.queries import library as queries
from alo153.quality.rules import learning
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality.learning.forms import AnswerForm, CardForm


@requires(ANSWER_CALLS, EVALUATE_CONTACTS)
@require_safe
def cards(request: StaffRequest) -> HttpResponse:
    """List the cards; mark the ones that the asker passed."""
    names = city_queues.skills()
    rows = [
        (each, names.get(each.card.skill, each.card.skill)) for each in queries.cards(request.user)
    ]
    return render(request, "quality/library/cards.html", {"rows": rows})


@requires(ANSWER_CALLS)
@require_http_methods(["GET", "POST"])
def card(request: StaffRequest, number: int) -> HttpResponse:
    """Show a card, and take the answers to its questions."""
    found = _found(request, number)
    form = AnswerForm(request.POST or None, questions=learning.read(found.questions))
    if request.method == "POST" and form.is_valid():
        result = actions.answer_card(
            card=found, answers=form.answers, by=request.user, at=clock.now()
        )
        if result.passed:
            messages.success(request, _("All right: you passed."))
            return redirect("quality:learning")
        wrong = result.of - result.right
        told = ngettext(
            "%(n)s answer is wrong. Read it again and try once more.",
            "%(n)s answers are wrong. Read it again and try once more.",
            wrong,
        )
        form.add_error(None, told % {"n": wrong})
    status = 422 if form.errors else 200
    return render(
        request, "quality/library/card.html", {"card": found, "form": form}, status=status
    )


@requires(EVALUATE_CONTACTS)
@require_http_methods(["GET", "POST"])
def write(request: StaffRequest) -> HttpResponse:
    """Write a card."""
    released = queries.moments(request.user).filter(state=GoodMoment.State.RELEASED)
    may = request.user.may(SET_SKILLS)
    form = CardForm(request.POST or None, moments=released, may_set_skills=may)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.write_card(
            title=given["title"],
            text=given["text"],
            questions=given["questions"],
            moment=given["moment"],
            skill=given.get("skill", ""),
            level=given.get("level", 1),
            by=request.user,
            at=clock.now(),
        )
        messages.success(request, _("Agents can learn it now."))
        return redirect("quality:learning")
    status = 422 if form.errors else 200
    return render(request, "quality/library/write.html", {"form": form}, status=status)


@requires(EVALUATE_CONTACTS)
@require_POST
def retire(request: StaffRequest, number: int) -> HttpResponse:
    """Offer a card no more."""
    actions.retire_card(card=_found(request, number), by=request.user, at=clock.now())
    messages.success(request, _("The card is not offered any more."))
    return redirect("quality:learning")


def _found(request: StaffRequest, number: int) -> LearningCard:
    found = queries.card(request.user, number)
    if found is None:
        raise Http404
    return found
