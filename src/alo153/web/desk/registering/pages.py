"""The desk itself: one page that stays open the whole shift; its columns are fetched into it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from alo153.accounts.models import User
from alo153.calls import queries as telephone
from alo153.calls.call_words import AgentState
from alo153.calls.floor import city_queues
from alo153.calls.models import Call
from alo153.calls.permissions import ANSWER_CALLS
from alo153.cases import queries as case_queries
from alo153.cases.models import ReporterRole
from alo153.cases.together import incidents
from alo153.cases.together.incidents import Spot
from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.city.place import Place
from alo153.city.rules import kinds
from alo153.city.rules.phone import PhoneError
from alo153.contacts.models import Conversation
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.counter.permissions import SERVE_AT_COUNTER
from alo153.knowledge import queries as announcements
from alo153.web.desk import work as desk_work
from alo153.web.desk.calls import handover
from alo153.web.desk.calls.handover import Passed
from alo153.web.desk.registering import letters
from alo153.web.desk.registering.caller import Caller, calls_from, writes
from alo153.web.desk.registering.forms import RecordForm
from alo153.web.desk.work import Work
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar, menu_way
from alo153.web.kit.telephone.shortcuts import KEYS


@requires(ANSWER_CALLS)
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Show the call at hand or the one being wrapped up, else an empty desk."""
    return show(request, at_hand(request.user) or Work("new:1"))


def at_hand(user: User) -> Work | None:
    """Return the call that rings, is talked on or wrapped up."""
    found = telephone.call_at_hand(user) or _wrapped_up(user)
    return Work(f"call:{found.pk}", found) if found else None


def _wrapped_up(user: User) -> Call | None:
    session = telephone.session_of(user)
    wrapping = session is not None and session.state == AgentState.WRAP_UP
    return telephone.last_call(user) if wrapping else None


@requires(ANSWER_CALLS)
@require_GET
def call(request: StaffRequest, call: uuid.UUID) -> HttpResponse:
    """Show who calls, while it rings and afterwards."""
    return show(request, desk_work.of_call(request.user, call))


@requires(ANSWER_CALLS)
@require_GET
def call_facts(request: StaffRequest, call: uuid.UUID) -> HttpResponse:
    """Show how long a call waits or waited, its way there, and who asks about it or gave it.

    Only a page that shows the form has a place for the latter, and sends `told`.
    """
    work = desk_work.of_call(request.user, call)
    context = {
        "work": work,
        "passed": handover.on(request.user, work),
        "missed": work.missed_words(request.user),
        "shows_told": "told" in request.GET,
        **_facts(request.user, work),
    }
    return render(request, "desk/calls/call_facts_and_told.html", context)


def _facts(user: User, work: Work) -> dict[str, Any]:
    """Return what a call's facts need next to the call; one query if a case was asked about.

    One more while the call waits: where it rang in vain, nobody hears of its end.
    """
    if work.call is None:
        return {}
    waits = work.call.queued_at and not (work.call.answered_at or work.call.ended_at)
    return {
        "waits_here": bool(waits) and not telephone.rang_in_vain(user, work.call),
        "queue_name": city_queues.name_of(work.call.queue),
        "number_name": city_queues.number_name(work.call.public_number),
        "menu_way": menu_way.of(user, work.call),
        "may_promise": bool(city_queues.windows()),
    }


@requires(ANSWER_CALLS)
@require_GET
def new(request: StaffRequest, number: int) -> HttpResponse:
    """Show a contact that came without the telephone."""
    return show(request, desk_work.find(request.user, f"new:{number}"))


@requires(ANSWER_MESSAGES)
@require_GET
def letter(request: StaffRequest, number: int) -> HttpResponse:
    """Show the record of an application from a written conversation, with what was written."""
    return show(request, desk_work.of_letter(request.user, number))


@requires(SERVE_AT_COUNTER)
@require_GET
def ticket(request: StaffRequest, ticket: int) -> HttpResponse:
    """Show the record of a visitor at one's desk in a communication center."""
    return show(request, desk_work.of_ticket(request.user, ticket))


@requires(ANSWER_CALLS, SERVE_AT_COUNTER)
@require_POST
def whose(request: StaffRequest, key: str) -> HttpResponse:
    """Show who is behind a typed number, or that one of a household speaks."""
    return show(request, desk_work.find(request.user, key))


def show(
    request: StaffRequest, work: Work, *, form: RecordForm | None = None, status: int = 200
) -> HttpResponse:
    """Render the desk, or the part of it that htmx asks for, with a form as it was sent."""
    typed = case_queries.draft(request.user, work.key)
    passed = handover.on(request.user, work)
    # Whoever is asked or given the call has the citizen before them that was found already
    caller = _caller(request, work, typed or passed.typed)
    context = {
        "work": work,
        "passed": passed,
        "missed": work.missed_words(request.user),
        "caller": caller,
        "announced": announcements.concerning(caller.district, clock.now()),
        "incidents": incidents.offered(Spot(place=Place(district=caller.district))),
        "work_key": work.key,
        "hit": None,
    }
    if work.letter:
        context |= _letter(work.letter, form, typed, caller)
    else:
        context["form"] = form or RecordForm(initial=_initial(typed, caller, passed))
    part = _PARTS.get(_target(request), "desk/registering/desk.html")
    if passed.taken_by and form is None and "own" not in request.GET:
        context["what"] = _TAKEN
        part = _TAKEN if _target(request) == "what" else part
    context |= around(request, work) | _facts(request.user, work)
    response = render(request, part, context, status=status)
    if _target(request) == "work":
        response["HX-Replace-Url"] = work.url
    return response


# In place of the record, for the agent who gave the call away
_TAKEN = "desk/calls/taken.html"
# The part of the page that htmx replaces, and its template
_PARTS = {
    "work": "desk/registering/work.html",
    "what": "desk/registering/what.html",
    "who": "desk/registering/contact.html",
}


def _target(request: StaffRequest) -> str:
    return request.htmx.target or "" if request.htmx else ""


def around(request: StaffRequest, work: Work) -> dict[str, Any]:
    """Return what is around the columns: call bar, keys, half-typed work."""
    if _target(request) == "what":
        return {"keys": KEYS}
    calls = request.user.may(ANSWER_CALLS)
    half_typed = [draft for draft in case_queries.drafts(request.user) if draft.key != work.key]
    return {
        "bar": callbar.of(request.user, clock.now()) if calls else None,
        "half_typed": [
            (draft, url) for draft in half_typed if (url := desk_work.page_of(draft.key))
        ],
        "keys": KEYS,
    }


def _caller(request: StaffRequest, work: Work, typed: Mapping[str, str]) -> Caller:
    if work.letter:
        return writes(request.user, work.letter, at=clock.now())
    return calls_from(
        request.user,
        _asked_number(request, work, typed),
        now=work.interaction,
        chosen=request.POST.get("citizen", ""),
        at=clock.now(),
    )


def _letter(
    letter: Conversation, form: RecordForm | None, typed: Mapping[str, str], caller: Caller
) -> dict[str, Any]:
    """Return what was written and the record of it; three queries."""
    messages = letters.messages_of(letter)
    known = _initial({}, caller, Passed()) | letters.begun(letter, messages)
    # A file that was left out stays out: of a draft nothing is filled in again
    initial = {"form_token": known["form_token"], **typed} if typed else known
    begun = form or letters.LetterForm(initial=initial, letter=letter)
    return {"form": begun, "said": messages, "conversation": letter}


def _asked_number(request: StaffRequest, work: Work, typed: Mapping[str, str]) -> str:
    """Return the call's number, or the one that an agent typed to see who it is.

    Of a withheld number it is the one in the record, which stays through the call.
    """
    if work.number:
        return work.number
    try:
        return numbers.parse(request.POST.get("number") or typed.get("phone", "")).value
    except PhoneError:
        return ""


def _initial(typed: Mapping[str, str], caller: Caller, passed: Passed) -> dict[str, Any]:
    """Return what was typed before, over what is known from the call."""
    defaults = {
        "form_token": str(uuid.uuid4()),
        "kind": kinds.USUAL,
        "reporter_role": ReporterRole.AFFECTED,
        "phone": caller.number,
        "full_name": caller.name,
        "contact_wish": _usual_wish(caller.number),
    }
    typed = typed or passed.typed
    return defaults | {name: value for name, value in typed.items() if value}


def _usual_wish(number: str) -> Channel:
    try:
        understood = numbers.parse(number)
    except PhoneError:
        return Channel.SMS
    return Channel.SMS if understood.is_mobile else Channel.PHONE
