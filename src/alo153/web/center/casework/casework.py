"""One case: its facts and timeline, and what the center can do about it now."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from alo153.calls import actions as telephone_actions
from alo153.calls.call_words import CallOutcome
from alo153.calls.models import Call
from alo153.calls.numbers.dialing import NumberBarred
from alo153.calls.permissions import ANSWER_CALLS
from alo153.cases import queries
from alo153.cases.actions import (
    AlreadyLeaving,
    AlreadySaid,
    NotAsked,
    NotOfThisKind,
    NotTheirs,
    NotYourObjection,
    PersonErased,
    discard_draft,
)
from alo153.cases.life import closings, plain, wording
from alo153.cases.models import (
    Answer,
    Case,
    Relay,
    RelayAttempt,
)
from alo153.cases.permissions import APPROVE_ANSWER, OPEN_CASE, SEE_EVERY_CASE
from alo153.cases.policy.erased import ERASED_WORDS
from alo153.cases.policy.permitted import DENIED_WORDS, Denied
from alo153.cases.rules.clocks import ClockRefused
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.subtasks import SubTasksOpen
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling import call_backs, case_file, compose, shown_files, timeline
from alo153.cases.telling.actions.delaying import draft_key
from alo153.cases.telling.calls_about import reference_of
from alo153.cases.telling.open_verbs import OpenVerbs
from alo153.cases.telling.timeline.rows import Rows
from alo153.channels.sms.length import measure
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.city import numbers
from alo153.core import clock
from alo153.core.files import uploads
from alo153.core.files.uploads import FileError
from alo153.web.cases import talks
from alo153.web.cases.composer import composing
from alo153.web.cases.composer.composing import Composed, moved_on
from alo153.web.cases.leaving import lengths, receivers, sending, views
from alo153.web.cases.loading import case_or_404
from alo153.web.center.casework import duplicates, objections, outgoing, personal, to_evaluate
from alo153.web.center.casework.steps import (
    STEPS,
    TIME_STEPS,
    call_of,
    form_of,
)
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.dates import clocks
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.refusals import barred_words
from alo153.web.kit.telephone.shortcuts import KEYS
from alo153.web.notices.opened import read_here

_SAID_TO_FORM = (ClockRefused, FileError, NotOfThisKind, NotTheirs, NotYourObjection, SubTasksOpen)
# The fields that such a refusal is about
_BESIDE: Mapping[type[Exception], str] = {duplicates.Refused: "code", FileError: "file"}
# Fields in which somebody writes, and which are shown again where a colleague was faster
_WORDS = ("plain_text", "reason", "text", "words", "detail")
# What the end of a call-back suggests as its result
_RESULTS = {
    CallOutcome.ANSWERED: RelayAttempt.Result.TOLD,
    CallOutcome.BUSY: RelayAttempt.Result.BUSY,
    CallOutcome.NO_ANSWER: RelayAttempt.Result.NO_ANSWER,
}


@requires(SEE_EVERY_CASE)
@require_GET
def case(request: StaffRequest, code: str) -> HttpResponse:
    """Show one case; what its reader was told of it is read."""
    opened = case_or_404(request.user, code, what="desk")
    read_here(request)
    return show(request, opened)


@requires(OPEN_CASE)
@require_POST
def act(request: StaffRequest, code: str, verb: str) -> HttpResponse:
    """Do one of the steps about a case."""
    if verb not in set(STEPS):
        raise Http404
    return _act(request, case_or_404(request.user, code, what=f"desk-{verb}"), Verb(verb))


def _act(request: StaffRequest, case: Case, verb: Verb) -> HttpResponse:
    step = STEPS[verb]
    form = form_of(verb, case, request.POST, request.FILES)
    if not form.is_valid():
        return show(request, case, sent={verb: form}, status=422)
    facts = outgoing.facts_of(form)
    field, long = outgoing.too_long(verb, case, facts)
    if long:
        form.add_error(field, long)
        return show(request, case, sent={verb: form}, status=422)
    receiver = outgoing.receiver(verb, case, facts) if verb in outgoing.VERBS else ""
    try:
        if receiver:
            _let_leave(request, case, verb, form, receiver)
        else:
            step.act(case, facts, request.user, clock.now())
    except AlreadyLeaving:
        form.add_error(None, _("Something else about this application is about to leave."))
        return show(request, case, sent={verb: form}, status=HTTPStatus.CONFLICT)
    except (*_SAID_TO_FORM, duplicates.Refused) as refused:
        form.add_error(_BESIDE.get(type(refused)), _said(refused))
        return show(request, case, sent={verb: form}, status=422)
    except (PersonErased, NotPossible, AlreadySaid, NotAsked, Relay.DoesNotExist) as passed:
        return _overtaken(request, case, form, passed)
    if not (receiver and settings.SEND_DELAY_SECONDS):
        messages.success(request, step.done)
    return redirect(address(request, case))


def _let_leave(
    request: StaffRequest, case: Case, verb: Verb, form: forms.Form, receiver: str
) -> None:
    """Let words to the citizen wait, so that they can be taken back."""
    typed = {name: request.POST.get(name, "") for name in form.fields}
    do, user = outgoing.doing(verb), request.user
    sending.leave(case=case, verb=verb, fields=typed, receiver=receiver, by=user, do=do)
    discard_draft(user=user, key=draft_key(case, verb))


def _said(refused: Exception) -> str:
    """Say why a step was refused, where who typed can do something about it."""
    match refused:
        case NotYourObjection(why=why):
            return str(closings.BARRED_WORDS[why])
        case NotTheirs():
            return refused.words
        case FileError(problem=problem):
            return str(uploads.MESSAGES[problem])
        case SubTasksOpen():
            return moved_on(refused)
        case duplicates.Refused():
            return str(refused)
        case _:
            return clocks.refused(refused)


@requires(APPROVE_ANSWER)
@require_POST
def dial(request: StaffRequest, code: str) -> HttpResponse:
    """Call the citizen back: the agent's telephone rings first, then the citizen's."""
    case = case_or_404(request.user, code, what="desk-dial")
    try:
        relay = call_backs.of_case(case)
    except Relay.DoesNotExist:
        return _overtaken(request, case)
    if not relay.contact:
        raise Http404
    try:
        call = telephone_actions.dial_call_back(
            user=request.user,
            number=numbers.parse(relay.contact.value),
            reference=reference_of(relay),
            at=clock.now(),
        )
    except NumberBarred as barred:
        messages.error(request, barred_words(barred))
        return show(request, case, status=HTTPStatus.CONFLICT)
    if not request.htmx:
        return redirect(address(request, case))
    # The telephone of this page answers this call by itself
    return trigger_client_event(show(request, case), "alo:dial", {"call": str(call)})


@requires(APPROVE_ANSWER)
@require_POST
def preview(request: StaffRequest, code: str) -> HttpResponse:
    """Show what a reader would stumble over, and the SMS as it would arrive with its parts."""
    case = case_or_404(request.user, code, what="desk-preview")
    text = request.POST.get("plain_text", "")
    hard = [(plain.HINTS[found.stumble], found.words) for found in wording.hard_words(case, text)]
    context: dict[str, Any] = {"hard": hard}
    if written := lengths.answer(case, text):
        length, long = measure(written.body), lengths.too_long(written)
        context |= {"words": written.body, "length": length, "long": long}
    return render(request, "center/casework/sms.html", context)


@requires(SEE_EVERY_CASE)
@require_GET
def file(request: StaffRequest, code: str, number: int) -> FileResponse:
    """Send one file of a case."""
    case = case_or_404(request.user, code, what="desk-file")
    files = shown_files.for_staff(request.user, case)
    attached = next((each for each in files if each.pk == number), None)
    if not attached:
        raise Http404
    shown = attached.content_type.startswith("image/")
    return FileResponse(
        attached.content(), as_attachment=not shown, content_type=attached.content_type
    )


def show(
    request: StaffRequest,
    case: Case,
    *,
    sent: Mapping[Verb, forms.Form] | None = None,
    composed: Composed | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a case, with a form as it was sent, alone or into another page."""
    now, rows = clock.now(), Rows(case)
    verbs = OpenVerbs(request.user, case, at=now, rows=rows)
    context: dict[str, Any] = {
        "case": case,
        "work": request.GET.get("work", ""),
        "steps": timeline.for_staff(case, rows),
        "handovers": rows.forwardings.values(),
        "last_answer": rows.last_answer,
        "plan_is_back": rows.plan_is_back,
        "files": shown_files.for_staff(request.user, case),
        **personal.shown(request.user, case),
        "identities": case_file.identities(case.reporter),
        "may_call": request.user.may(ANSWER_CALLS),
        "may_see_citizen": request.user.may(SEE_CITIZEN),
        "may_reclassify": Verb.RECLASSIFY in verbs,
        "may_export": Verb.EXPORT in verbs,
        "clocks": clocks.shown(case, verbs.ledgers, now),
        "particulars": case_file.particulars(case),
        "company": duplicates.company_of(case),
        "topic_answers": case_file.topic_answers(case),
        "registered": case_file.register_entry(case),
        "keys": KEYS,
    }
    context |= objections.shown(verbs) | talks.beside(request.user, case)
    context |= to_evaluate.beside(request.user, case)
    context |= _to_do(request, verbs, rows, sent or {})
    waiting = views.waiting_of(request.user, case)
    context |= waiting
    if _waits(waiting):
        # What is about to leave is not sent twice, nor overtaken by another step
        context |= {"forms": _quiet(context["forms"]), "time_steps": [], "composed": None}
        return _rendered(request, context, status)
    context["composed"] = composed or _own_answer(request, verbs)
    return _rendered(request, context, status)


def _waits(waiting: Mapping[str, Any]) -> bool:
    return waiting["leaving"] is not None and not waiting["leaving"].refused


def _quiet(made: Mapping[str, forms.Form]) -> dict[str, forms.Form]:
    return {verb: form for verb, form in made.items() if verb in {Verb.NOTE, Verb.ATTACH}}


def _rendered(request: StaffRequest, context: dict[str, Any], status: int) -> HttpResponse:
    if request.htmx and request.htmx.target != "content":
        return render(request, "center/casework/case.html", context, status=status)
    context["bar"] = callbar.of(request.user, clock.now())
    return render(request, "center/casework/page.html", context, status=status)


def _to_do(
    request: StaffRequest, verbs: OpenVerbs, rows: Rows, sent: Mapping[Verb, forms.Form]
) -> dict[str, Any]:
    """Return the forms of the open steps, with what they need."""
    if not request.user.may(OPEN_CASE):
        return {"forms": {}, "time_steps": [], "own_answer": ""}
    case, answer, relay, own = verbs.case, rows.last_answer, verbs.relay, verbs.is_own_answer
    call, typed = call_of(relay), _typed(request, case)
    blank = {
        **typed,
        Verb.APPROVE: _plain_words(typed.get(Verb.APPROVE, {}), case, answer),
        Verb.CALL: {"result": _suggested(call)},
        Verb.FORWARD: objections.beginning(verbs),
    }
    opened = verbs.among(verb for verb in STEPS if verb not in TIME_STEPS)
    made = {
        verb.replace("-", "_"): sent.get(verb) or form_of(verb, case, initial=blank.get(verb, {}))
        for verb in opened
    }
    timely = verbs.among(TIME_STEPS)
    timely += [verb for verb in sent if verb in TIME_STEPS and verb not in timely]
    time_steps = [
        {
            "verb": verb,
            "label": TIME_STEPS[verb][0],
            "icon": TIME_STEPS[verb][1],
            "form": sent.get(verb)
            or form_of(verb, case, initial=blank.get(verb), auto_id=f"id_{verb}_%s"),
            "outbound": verb in outgoing.VERBS,
            "open": verb in sent or bool(blank.get(verb)),
        }
        for verb in timely
    ]
    return {
        "forms": made,
        "answer": answer,
        "evidence": shown_files.evidence(case) if own or Verb.APPROVE in opened else [],
        "own_answer": DENIED_WORDS[Denied.OWN_ANSWER] if own else "",
        "relay": relay,
        "call": call,
        "talk": compose.talk(relay) if Verb.CALL in opened and relay else "",
        "receiver": receivers.by_wish(case),
        "time_steps": time_steps,
        "question": verbs.question,
    }


def _own_answer(request: StaffRequest, verbs: OpenVerbs) -> Composed | None:
    """Return the answer that the center itself may write down now."""
    if not request.user.may(APPROVE_ANSWER) or Verb.ANSWER not in verbs:
        return None
    return composing.begin(request.user, verbs.case, request.GET.get("outcome"))


def _plain_words(typed: Mapping[str, str], case: Case, answer: Answer | None) -> dict[str, str]:
    """Return the half-typed plain words, else the unit's own to begin with."""
    if not answer or case.state != State.ANSWERED:
        return {}
    return {"plain_text": typed.get("plain_text") or answer.text}


def _typed(request: StaffRequest, case: Case) -> dict[Verb, dict[str, str]]:
    """Return what was typed of steps that tell the citizen, or taken back before it left."""
    keys = {draft_key(case, verb): verb for verb in outgoing.VERBS}
    drafts = queries.drafts_among(request.user, keys)
    return {keys[draft.key]: draft.fields for draft in drafts}


def _suggested(call: Call | None) -> str:
    if not call or not call.outcome:
        return ""
    result = _RESULTS.get(CallOutcome(call.outcome))
    return result.value if result else ""


def _overtaken(
    request: StaffRequest,
    case: Case,
    form: forms.Form | None = None,
    passed: Exception | None = None,
) -> HttpResponse:
    """Show its state now, with what was typed: nobody's words are lost to a colleague."""
    faster = _("Somebody else was faster: the application went on. This is how it stands now.")
    messages.warning(request, ERASED_WORDS if isinstance(passed, PersonErased) else faster)
    if form is None:
        return redirect(address(request, case))
    typed = [form[name].value() for name in _WORDS if name in form.fields]
    for words in filter(None, typed):
        messages.info(request, _("What you had typed: %(words)s") % {"words": words})
    case.refresh_from_db()
    return show(request, case, status=HTTPStatus.CONFLICT)


def address(request: StaffRequest, case: Case) -> str:
    """Return the page of a case, with the work one came from."""
    page = reverse("center:case", args=[case.tracking_code])
    work = request.GET.get("work", "")
    return f"{page}?work={work}" if work else page
