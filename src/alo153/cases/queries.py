"""Reading cases: the first argument is who asks. Nobody finds a case they may not see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from alo153.accounts.models import User
from alo153.cases.confidential import disclosure
from alo153.cases.confidential.confidentiality import shown_to
from alo153.cases.events.life import CaseOpened
from alo153.cases.events.telling import CaseSendWithdrawn
from alo153.cases.models import (
    AnswerTemplate,
    Attachment,
    Case,
    DelayedSend,
    Draft,
    FieldReport,
    Forwarding,
    HandBack,
    Objection,
    Presence,
    Question,
    Relay,
    SubTask,
)
from alo153.cases.permissions import (
    APPROVE_ANSWER,
    EDIT_CENTER_TEMPLATES,
    EDIT_TEMPLATES,
    SEE_EVERY_CASE,
    SEE_HAND_BACKS,
    WORK_ON_UNIT_CASES,
)
from alo153.cases.policy.sight import Shape, Sight, seen, sight_of, working_sight_of
from alo153.cases.policy.standing import may
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import Need, Outcome
from alo153.cases.rules.outcomes import evidence_for as evidence_of_topic
from alo153.cases.rules.subtasks import SubTaskState
from alo153.cases.rules.verbs import Verb
from alo153.citizens.actions import log_access
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Identity
from alo153.city.models import Unit
from alo153.city.queries import unit_keys
from alo153.core import events
from alo153.core.database.prepared import Prepared

WHOLE = "desk-export"
"""The access log's name for exporting a case as a document."""
WITH_UNIT = frozenset({State.FORWARDED, State.ACCEPTED})


@dataclass(frozen=True, order=True)
class Named:
    """A unit of a report: sorted as the city sorts names."""

    key: str
    name: str


@dataclass(frozen=True)
class Lost:
    """Between two units: how many cases went the wrong way, and the time until they were passed on.

    `went_to` is empty for cases that are still at the center, or were settled there.
    """

    unit: Named
    went_to: Named | None
    count: int
    time: timedelta


def visible_to(asker: User) -> QuerySet[Case]:
    """Return the cases this member of staff may see: all at the center, a unit's own in a unit.

    Confidential ones are included only for permitted readers.
    """
    return seen(sight_of(asker))


def access_case(asker: User, code: str, *, what: str, at: datetime) -> Case:
    """Return one case with all a page shows of it, and write down who looked.

    Args:
        code: a tracking code as typed.
        what: the page, for the access log: ``desk``, ``unit``.

    Raises:
        Case.DoesNotExist: there is none, or this person may not see it: the same answer.
        ReasonNeeded: it is confidential, and this person did not say why they open it.
    """
    try:
        digits = codes.normalize(code)
    except codes.CodeError as error:
        raise Case.DoesNotExist from error
    sight = sight_of(asker)
    case = _coded(sight.shape).first(*sight.values, digits)
    if case is None:
        raise Case.DoesNotExist
    reason = ""
    if case.confidential:
        reason = disclosure.reason_of(asker, case, whole=what == WHOLE, at=at)
        disclosure.show(case)
    log_access(user=asker, citizen=case.reporter, what=what, reason=reason, at=at, case_id=case.pk)
    return case


@cache
def _coded(shape: Shape) -> Prepared[Case]:
    return Prepared(
        lambda *given: _with_names(seen(shape.sight(given[:-1]))).filter(tracking_code=given[-1]),
        *(*shape.kinds, str),
    )


def to_be_explained(asker: User, code: str) -> Case:
    """Return a confidential case that this person may open once they say why; nothing of its words.

    Raises:
        Case.DoesNotExist: there is none, or they may not see it: the same answer.
    """
    return _with_names(visible_to(asker)).get(tracking_code=code, confidential=True)


def just_opened(asker: User, code: str, *, since: datetime) -> Case | None:
    """Return a confidential case that this person opened since then, to say its code; two queries.

    It is not theirs to read: nothing of it is shown but code, promise and where it went.
    """
    case = Case.objects.filter(tracking_code=code, confidential=True, opened_at__gte=since)
    found = case.select_related("contact").first()
    mine = found and events.history(found, CaseOpened).filter(actor_id=asker.pk)
    return found if mine and mine.exists() else None


def _with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("accepted_by", "reporter__person", "contact", "lead")


def inbox(asker: User, states: Collection[State] = WITH_UNIT) -> QuerySet[Case]:
    """Return the open cases that wait for this person's units, what is due first on top.

    Linked reports are left out.
    The units as a list, so that with one of them PostgreSQL reads `case_inbox` in order.
    """
    return _with_names(waiting_in(working_sight_of(asker), states))


def waiting_in(sight: Sight, states: Collection[State]) -> QuerySet[Case]:
    """Return the same for a working sight, without names."""
    those = seen(sight).filter(state__in=states, lead=None)
    return those.order_by(F("due_at").asc(nulls_last=True), "id")


def waiting_at_center(asker: User) -> QuerySet[Case]:
    """Return what a person at the center must do something about, what is due first on top.

    That is: cases without a unit, answers to check, and citizens who could not be reached. What was
    approved and leaves in a moment is done, unless its writer takes it back.
    Objections that nobody decided yet have a list of their own (`life.closings.objections`).
    """
    unreached = Relay.objects.filter(case=OuterRef("pk"), state=Relay.State.EXHAUSTED)
    pending = Relay.objects.filter(case=OuterRef("pk"), state=Relay.State.PENDING)
    undecided = Q(state__in=[State.AT_CENTER, State.ANSWERED], lead=None)
    stuck = Q(state=State.RELAYING) & Q(Exists(unreached)) & ~Q(Exists(pending))
    return (
        _with_names(_center(asker))
        .filter(undecided | stuck)
        .exclude(has_objection(), state=State.AT_CENTER)
        .exclude(Exists(DelayedSend.objects.filter(case=OuterRef("pk"), refused="")))
        .order_by(F("due_at").asc(nulls_last=True), "id")
    )


def was_taken_back(case: Case, send: int) -> bool:
    """Tell whether words that waited to leave, by their number, were taken back by their writer."""
    return events.history(case, CaseSendWithdrawn).filter(data__send=send).exists()


def has_objection() -> Exists:
    """Return a condition on cases: an open objection."""
    return Exists(Objection.objects.filter(case=OuterRef("pk"), ended_by=None))


def with_outside_bodies(asker: User) -> QuerySet[Case]:
    """Return the cases sent to outside agencies, whose answers the center writes down."""
    return (
        _with_names(_center(asker))
        .filter(
            state__in=[State.FORWARDED, State.ACCEPTED],
            unit__kind=Unit.Kind.OUTSIDE,
            lead=None,
        )
        .order_by(F("due_at").asc(nulls_last=True), "id")
    )


def late(asker: User, now: datetime) -> QuerySet[Case]:
    """Return the open cases whose time is over, of those this person may see; the oldest first.

    The leading case tells of linked reports.
    """
    open_ones = _with_names(visible_to(asker)).exclude(state=State.CLOSED).filter(lead=None)
    return open_ones.filter(due_at__lt=now).order_by("due_at", "id")


def hand_backs(asker: User, *, since: datetime) -> list[Lost]:
    """Return what cases lost by going to a unit they did not concern, the most time first.

    Of cases given back since then: all at the center, in a unit those it sent on or got; one query.
    """
    rows = HandBack.objects.filter(shown_to(asker, "case__"), returned_at__gte=since)
    if not asker.may(SEE_EVERY_CASE):
        ours = unit_keys(asker, SEE_HAND_BACKS)
        rows = rows.filter(Q(unit__in=ours) | Q(went_to__in=ours))
    until = Coalesce("went_on_at", "returned_at")
    pairs = rows.values_list("unit__name", "unit__sort_key", "went_to__name", "went_to__sort_key")
    found = pairs.annotate(count=Count("id"), time=Sum(until - F("sent_at")))
    return [
        Lost(Named(key, name), Named(then_key, then) if then else None, count, time)
        for name, key, then, then_key, count, time in found.order_by("-time", "unit__sort_key")
    ]


def _center(asker: User) -> QuerySet[Case]:
    if not asker.may(APPROVE_ANSWER):
        return Case.objects.none()
    return visible_to(asker)


def open_sub_tasks(case: Case) -> QuerySet[SubTask]:
    """Return the sub-tasks for which the case waits."""
    return SubTask.objects.filter(case=case, state=SubTaskState.ASKED)


def may_answer(asker: User, case: Case) -> bool:
    """Tell whether this person may write the answer of a case.

    A unit's people answer for their unit; the center writes down what an outside agency
    says, and what it settles itself while no unit has the case. Never does it speak for a
    department of the municipality, nor anybody for a case that goes with another one.
    """
    return not case.lead_id and may(asker, Verb.ANSWER, case)


def evidence_for(case: Case, outcome: Outcome) -> frozenset[Need]:
    """Return the evidence that an answer to this case must show; outside bodies need none."""
    if case.unit is not None and case.unit.kind == Unit.Kind.OUTSIDE:
        return frozenset()
    return evidence_of_topic(outcome, case.topic.evidence)


def reopened_after(case: Case) -> datetime | None:
    """Return the last closing of a case that is open again; None if it was never closed.

    What the closed round said and showed is no part of the next answer.
    """
    closing = case.closings.last() if case.is_open else None
    return closing.closed_at if closing else None


def photos_of_staff(case: Case) -> int:
    """Return how many photos staff added to a case since it is open; a scan shows no work."""
    ours = Attachment.objects.filter(case=case, from_citizen=False, is_petition=False)
    if since := reopened_after(case):
        ours = ours.filter(at__gt=since)
    return ours.filter(content_type__startswith="image/").count()


def call_backs(asker: User) -> QuerySet[Relay]:
    """Return the answers to tell by telephone, the longest waiting on top, with tries counted."""
    return (
        Relay.objects.filter(
            case__in=_center(asker), channel=Channel.PHONE, state=Relay.State.PENDING
        )
        .select_related("case__reporter__person", "contact", "answer")
        .annotate(tries=Count("attempts"))
        .order_by("asked_at")
    )


def cases_of(asker: User, citizens: list[Citizen], *, limit: int = 10) -> list[Case]:
    """Return the latest cases of these citizens, open ones first; one query."""
    return list(
        _with_names(visible_to(asker))
        .filter(reporter__in=citizens)
        .order_by(F("closed_at").desc(nulls_first=True), "-opened_at")[:limit]
    )


def by_keys(keys: list[int]) -> list[Case]:
    """Return cases that the asker was seen to see, with names, in the order of the keys."""
    found = {case.pk: case for case in _by_keys(len(keys))(*keys)}
    return [found[key] for key in keys if key in found]


@cache
def _by_keys(number: int) -> Prepared[Case]:
    return Prepared(lambda *keys: _with_names(Case.objects.filter(pk__in=keys)), *[int] * number)


def of_identity(kind: Channel, value: str) -> Q:
    """Return the condition that the reporter of a case has this number or address."""
    theirs = Identity.objects.filter(citizen=OuterRef("reporter"), kind=kind, value=value)
    return Q(Exists(theirs))


def tracked(code: str, phone: str) -> Case | None:
    """Return the case a citizen asks about, or nothing for a wrong code or a wrong number alike.

    Args:
        code: nine digits, normalized.
        phone: E.164.
    """
    theirs = Identity.objects.filter(citizen=OuterRef("reporter"), kind=Channel.PHONE, value=phone)
    return _with_names(Case.objects.filter(Exists(theirs), tracking_code=code)).first()


def by_code(code: str) -> Case | None:
    """Return the case of a tracking code, for one who tells nothing personal of it.

    Args:
        code: nine digits, normalized.
    """
    return (
        Case.objects.select_related("reporter", "contact", "lead")
        .filter(tracking_code=code)
        .first()
    )


def codes_of(asker: User, keys: Collection[int]) -> dict[int, str]:
    """Return the tracking codes of the cases that a person may see among these; one query."""
    seen = visible_to(asker).filter(pk__in=keys)
    return dict(seen.values_list("pk", "tracking_code"))


_BY_LINK = Prepared(lambda key: _with_names(Case.objects.filter(link_key=key))[:1], str)


def by_link(link_key: str) -> Case | None:
    """Return the case of a link from a message; one query."""
    return _BY_LINK.first(link_key)


def drafts(asker: User, *, limit: int = 8) -> list[Draft]:
    """Return this person's half-typed work, the latest first; one query."""
    return list(Draft.objects.filter(user=asker).order_by("-saved_at")[:limit])


def drafts_among(asker: User, keys: Collection[str]) -> list[Draft]:
    """Return what this person typed so far under some keys; one query."""
    return list(Draft.objects.filter(user=asker, key__in=keys))


def draft(asker: User, key: str, *, since: datetime | None = None) -> dict[str, str]:
    """Return what this person typed under the key so far, or after `since`; empty if nothing."""
    kept = Draft.objects.filter(user=asker, key=key).first()
    return kept.fields if kept and (since is None or kept.saved_at > since) else {}


def questions_to_ask(asker: User) -> QuerySet[Case]:
    """Return the cases whose citizens are to be asked by telephone, the longest waiting on top."""
    return (
        _with_names(_center(asker))
        .filter(questions__state=Question.State.OPEN, questions__way=Channel.PHONE)
        .order_by("questions__asked_at")
    )


def present(case: Case, *, but: User, since: datetime) -> list[Presence]:
    """Return who had a case open since then, the asker apart; one query."""
    those = Presence.objects.filter(case=case, seen_at__gte=since).exclude(user=but)
    return list(those.select_related("user").order_by("user__full_name"))


def works_of(asker: User) -> QuerySet[Case]:
    """Return the cases that this person has in hand, what is due first on top.

    `reported` tells whether they reported from the spot since it last came. Confidential ones are
    left out: the page of a crew is kept in its telephone, to be read without a line.
    """
    came = Forwarding.objects.filter(case=OuterRef(OuterRef("pk"))).order_by("-id")
    reports = FieldReport.objects.filter(
        case=OuterRef("pk"), by_user=asker, at__gte=Subquery(came.values("at")[:1])
    )
    mine = inbox(asker, frozenset({State.ACCEPTED})).filter(accepted_by=asker)
    mine = mine.filter(confidential=False)
    return mine.annotate(reported=Exists(reports)).prefetch_related("topic_answers")


def photos_of_citizens(cases: Collection[Case]) -> dict[int, list[Attachment]]:
    """Return the photos that citizens sent, by the key of the case; one query."""
    found: dict[int, list[Attachment]] = {case.pk: [] for case in cases}
    sent = Attachment.objects.filter(case__in=cases, from_citizen=True, is_petition=False)
    for each in sent.filter(content_type__startswith="image/"):
        found[each.case_id].append(each)
    return found


def left_with(user: User) -> int:
    """Count the cases that somebody has in hand, before they are dismissed. One query."""
    return Case.objects.filter(state=State.ACCEPTED, accepted_by=user).count()


def templates_for(asker: User, case: Case | None = None) -> list[AnswerTemplate]:
    """Return the ready answers of a person's units; for a case only of its topic. One query."""
    found = AnswerTemplate.objects.filter(unit__in=unit_keys(asker, WORK_ON_UNIT_CASES))
    if case:
        found = found.filter(Q(topic=None) | Q(topic=case.topic_id), unit=case.unit_id)
    return list(found)


def templates_managed_by(asker: User, *, of_center: bool = False) -> QuerySet[AnswerTemplate]:
    """Return the ready answers that this person may change: of units, or of the center."""
    if of_center:
        center = AnswerTemplate.objects.filter(unit=None)
        return center if asker.may(EDIT_CENTER_TEMPLATES) else center.none()
    return AnswerTemplate.objects.filter(unit__in=unit_keys(asker, EDIT_TEMPLATES))
