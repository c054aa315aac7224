"""A question to the citizen, from the page of the case."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from alo153.cases import actions
from alo153.cases.actions import AlreadyAsked, NobodyToAsk, NotTheirs
from alo153.cases.lifecycle import NotPossible
from alo153.cases.models import Case, Question
from alo153.core import clock
from alo153.web.access import StaffRequest, requires
from alo153.web.composer.composing import moved_on
from alo153.web.units.forms import QuestionForm
from alo153.web.units.pages import case_of, page
from alo153.web.units.views import OF_UNITS, to_case

_DONE: Final = {
    Question.Way.SMS: gettext_lazy("The question goes to the citizen by SMS."),
    Question.Way.EMAIL: gettext_lazy("The question goes to the citizen by e-mail."),
    Question.Way.CALL: gettext_lazy("The center calls the citizen and writes the answer down."),
    Question.Way.PAGE: gettext_lazy("The citizen finds the question when they look it up."),
}
_REFUSED: Final = {
    AlreadyAsked: gettext_lazy("A question waits for the citizen already."),
    NobodyToAsk: gettext_lazy("Nobody knows how to reach who reported this."),
}


@requires(OF_UNITS)
@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, code: str) -> HttpResponse:
    """Ask the citizen something; the case waits for the answer."""
    asked = case_of(request, code)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _ask(request, asked, form):
        return to_case(request, asked)
    status = 422 if form.errors else 200
    return page(request, "units/ask.html", status=status, case=asked, form=form)


def _ask(request: StaffRequest, case: Case, form: QuestionForm) -> bool:
    text = form.cleaned_data["text"]
    try:
        question = actions.ask(case=case, text=text, by=request.user, at=clock.now())
    except NotPossible as refused:
        form.add_error(None, moved_on(refused))
    except (AlreadyAsked, NobodyToAsk) as refused:
        form.add_error(None, str(_REFUSED[type(refused)]))
    except NotTheirs as refused:
        form.add_error(None, refused.words)
    else:
        messages.success(request, _DONE[Question.Way(question.way)])
        return True
    return False
