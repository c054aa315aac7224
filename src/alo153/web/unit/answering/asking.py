"""A question to the citizen, from the page of the case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.actions import AlreadyAsked, AlreadyLeaving, NobodyToAsk, NotTheirs
from alo153.cases.models import Case
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.actions.delaying import draft_key
from alo153.citizens.channel import Channel
from alo153.core import clock
from alo153.web.cases.composer.composing import moved_on
from alo153.web.cases.leaving import lengths, receivers, sending
from alo153.web.kit.access import StaffRequest
from alo153.web.unit.forms import QuestionForm
from alo153.web.unit.gone import of_case
from alo153.web.unit.pages import case_of, known_of, page
from alo153.web.unit.views import to_case

_DONE: Final = {
    Channel.SMS: gettext_lazy("The question goes to the citizen by SMS."),
    Channel.EMAIL: gettext_lazy("The question goes to the citizen by e-mail."),
    Channel.PHONE: gettext_lazy("The center calls the citizen and writes the answer down."),
    Channel.NONE: gettext_lazy("The citizen finds the question when they look it up."),
}
_REFUSED: Final = {
    AlreadyLeaving: gettext_lazy("Something else about this application is about to leave."),
    AlreadyAsked: gettext_lazy("A question waits for the citizen already."),
    NobodyToAsk: gettext_lazy("Nobody knows how to reach who reported this."),
}


@of_case
@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, code: str) -> HttpResponse:
    """Ask the citizen something; the case waits for the answer."""
    asked = case_of(request, code)
    key = draft_key(asked, Verb.ASK)
    form = QuestionForm(request.POST or None, initial=queries.draft(request.user, key))
    if request.method == "POST" and form.is_valid() and _ask(request, asked, form):
        actions.discard_draft(user=request.user, key=key)
        return to_case(request, asked)
    status = 422 if form.errors else 200
    known = known_of(request.user, asked)
    context = {"case": asked, "form": form, "receiver": _receiver(asked), "known": known}
    return page(request, "unit/answering/ask.html", status=status, **context)


def _receiver(case: Case) -> str:
    """Return whom a question would reach now; empty where the center calls, or nobody can."""
    try:
        return receivers.of_question(case, *actions.way_to_ask(case))
    except NobodyToAsk:
        return ""


def _ask(request: StaffRequest, case: Case, form: QuestionForm) -> bool:
    text, receiver = form.cleaned_data["text"], _receiver(case)
    if long := _too_long(case, text):
        form.add_error("text", long)
        return False
    try:
        if receiver:
            fields, user = {"text": text}, request.user
            sending.leave(
                case=case, verb=Verb.ASK, fields=fields, receiver=receiver, by=user, do=put_question
            )
        else:
            put_question(case, {"text": text}, request.user, clock.now())
    except NotPossible as refused:
        form.add_error(None, moved_on(refused))
    except (AlreadyAsked, AlreadyLeaving, NobodyToAsk) as refused:
        form.add_error(None, str(_REFUSED[type(refused)]))
    except NotTheirs as refused:
        form.add_error(None, refused.words)
    else:
        if not (receiver and settings.SEND_DELAY_SECONDS):
            way, _contact = actions.way_to_ask(case)
            messages.success(request, _DONE[way])
        return True
    return False


def _too_long(case: Case, text: str) -> str:
    try:
        way, _contact = actions.way_to_ask(case)
    except NobodyToAsk:
        return ""
    return lengths.too_long(lengths.question(case, way, text))


def put_question(case: Case, fields: Mapping[str, str], by: User, at: datetime) -> None:
    """Ask what was typed."""
    actions.ask(case=case, text=fields["text"], by=by, at=at)
