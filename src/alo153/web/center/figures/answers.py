"""The use of the knowledge base's answers, and questions without an answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.core import clock
from alo153.knowledge.articles import actions, queries
from alo153.knowledge.feeds import queries as feeds
from alo153.knowledge.permissions import ANNOUNCE
from alo153.web.kit.access import StaffRequest, requires


@requires(ANNOUNCE)
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """Show how often each answer was shown and helped, and what citizens asked in vain."""
    figures = queries.figures(language=get_language() or "", at=clock.now())
    context = {
        "figures": [each for each in figures if each.article],
        "in_vain": sum(each.shown for each in figures if each.article is None),
        "questions": queries.unanswered(),
        "failing": feeds.failing(),
    }
    return render(request, "center/figures/answers.html", context)


@requires(ANNOUNCE)
@require_POST
def settle(request: StaffRequest, number: int) -> HttpResponse:
    """Take a question off the list; one that a colleague took off is off."""
    question = queries.question(number)
    if question:
        actions.settle_question(question=question, by=request.user, at=clock.now())
    messages.success(request, _("The question is off the list."))
    return redirect("center:answers")
