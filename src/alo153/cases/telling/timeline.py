"""What happened to a case, in plain words: all of it for staff, public steps for the citizen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases.models import (
    Answer,
    Case,
    ClockEntry,
    Closing,
    ContractorReport,
    FieldReport,
    Forwarding,
    LinkedReport,
    Note,
    Notice,
    Question,
    RaisedAlarm,
    RelayAttempt,
    SubTask,
)
from alo153.cases.telling import reclassified
from alo153.core import events
from alo153.core.models import Event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Step:
    """One line of the timeline. ``detail`` may be empty; ``who`` is empty on the citizen's page."""

    at: datetime
    name: str
    title: str
    detail: str = ""
    who: str = ""


class _Rows:
    """The rows that the events of one case point at; a constant number of queries."""

    def __init__(self, case: Case) -> None:
        self._case = case
        ledger = Forwarding.objects.filter(case=case)
        self.forwardings = {row.pk: row for row in ledger}
        self.answers = {row.pk: row for row in Answer.objects.filter(case=case)}
        self.notes = {row.pk: row for row in Note.objects.filter(case=case)}
        entries = ClockEntry.objects.filter(clock__case=case)
        self.entries = {row.pk: row for row in entries}
        self.reports = {row.pk: row for row in FieldReport.objects.filter(case=case)}
        self.questions = {row.pk: row for row in Question.objects.filter(case=case)}
        self.closings = {row.pk: row for row in Closing.objects.filter(case=case)}
        self.notices = {row.pk: row for row in Notice.objects.filter(case=case)}
        parts = SubTask.objects.filter(case=case)
        self.parts = {row.pk: row for row in parts}

    @cached_property
    def linked_reports(self) -> dict[int, LinkedReport]:
        """Return with which cases it went; asked only by the few that did."""
        return {row.pk: row for row in LinkedReport.objects.filter(case=self._case)}

    @cached_property
    def contractor_reports(self) -> dict[int, ContractorReport]:
        """Return what contractors wrote; asked only by the few cases that went outside."""
        return {row.pk: row for row in ContractorReport.objects.filter(link__case=self._case)}

    @cached_property
    def reclassifications(self) -> dict[int, str]:
        """Return what each change of topic, kind and place was; asked only where there was one."""
        return dict(reclassified.told(self._case))

    @cached_property
    def alarms(self) -> dict[int, RaisedAlarm]:
        """Return the alarms heard in it; asked only by the few that have one."""
        return {row.pk: row for row in RaisedAlarm.objects.filter(case=self._case)}

    @cached_property
    def takers(self) -> dict[int, User]:
        """Return who was given the case, however often; asked only where it was."""
        given = events.history(self._case).filter(data__has_key="to")
        return User.objects.in_bulk(set(given.values_list("data__to", flat=True)))


def _unit_taking(event: Event, rows: _Rows) -> str:
    row = rows.forwardings.get(event.data.get("forwarding"))
    return row.to_unit.name if row and row.to_unit else ""


def _unit_giving(event: Event, rows: _Rows) -> str:
    row = rows.forwardings.get(event.data.get("forwarding"))
    return row.from_unit.name if row and row.from_unit else ""


def _reason(event: Event, rows: _Rows) -> str:
    row = rows.forwardings.get(event.data.get("forwarding"))
    return row.reason if row else ""


def _answer(event: Event, rows: _Rows) -> Answer | None:
    return rows.answers.get(event.data.get("answer"))


def _answer_text(event: Event, rows: _Rows) -> str:
    row = _answer(event, rows)
    return row.text if row else ""


def _plain_text(event: Event, rows: _Rows) -> str:
    row = _answer(event, rows)
    return row.plain_text if row else ""


def _sent_back(event: Event, rows: _Rows) -> str:
    row = _answer(event, rows)
    return row.sent_back_reason if row else ""


def _taker(event: Event, rows: _Rows) -> str:
    row = rows.takers.get(event.data["to"]) if "to" in event.data else None
    return row.full_name if row else ""


def _note(event: Event, rows: _Rows) -> str:
    row = rows.notes.get(event.data.get("note"))
    return row.text if row else ""


def _entry(event: Event, rows: _Rows) -> str:
    row = rows.entries.get(event.data.get("entry"))
    return row.reason if row else ""


def _notice(event: Event, rows: _Rows) -> str:
    row = rows.notices.get(event.data.get("notice"))
    return row.text if row else ""


def _contractor(event: Event, rows: _Rows) -> str:
    row = rows.contractor_reports.get(event.data["report"])
    return row.note if row else ""


def _report(event: Event, rows: _Rows) -> str:
    row = rows.reports.get(event.data.get("report", 0))
    return f"{row.get_found_display()}. {row.note}".strip() if row else ""


def _question(event: Event, rows: _Rows) -> str:
    row = rows.questions.get(event.data.get("question", 0))
    return row.text if row else ""


def _reply(event: Event, rows: _Rows) -> str:
    row = rows.questions.get(event.data.get("question", 0))
    return row.reply if row else ""


def _part_unit(event: Event, rows: _Rows) -> str:
    row = rows.parts.get(event.data.get("part", 0))
    return row.unit.name if row else ""


def _part_asked(event: Event, rows: _Rows) -> str:
    row = rows.parts.get(event.data.get("part", 0))
    return row.text if row else ""


def _part_words(event: Event, rows: _Rows) -> str:
    row = rows.parts.get(event.data.get("part", 0))
    return row.words if row else ""


def _split_off(event: Event, rows: _Rows) -> str:
    row = rows.linked_reports.get(event.data.get("linked_report", 0))
    return row.reason if row else ""


def _alarm(event: Event, rows: _Rows) -> str:
    row = rows.alarms.get(event.data["flag"])
    return row.name if row else ""


def _no_alarm(event: Event, rows: _Rows) -> str:
    row = rows.alarms.get(event.data["flag"])
    return f"{row.name}: {row.reason}" if row else ""


def _attempt(event: Event, rows: _Rows) -> str:  # noqa: ARG001 - one shape for all
    return str(RelayAttempt.Result(event.data["result"]).label)


def _lost(event: Event, rows: _Rows) -> str:  # noqa: ARG001 - one shape for all
    return str(_LOST[event.data["purpose"]])


def _reclassified(event: Event, rows: _Rows) -> str:
    return rows.reclassifications.get(event.data["reclassification"], "")


def _due(event: Event, rows: _Rows) -> str:
    return f"→ {reclassified.day(rows.entries.get(event.data['entry']))}"


def _told_due(event: Event, rows: _Rows) -> str:
    return reclassified.promise(rows.entries.get(event.data["entry"]))


def _confirmation(event: Event, rows: _Rows) -> str:
    row = rows.closings.get(event.data.get("closing"))
    return row.words if row else ""


def _nothing(event: Event, rows: _Rows) -> str:  # noqa: ARG001 - one shape for all
    return ""


Words = Callable[[Event, _Rows], str]


@dataclass(frozen=True)
class _Line:
    """How an event is told: a title that may name a unit, and a detail."""

    title: "StrPromise"
    detail: Words = _nothing
    unit: Words = _nothing

    def tell(self, event: Event, rows: _Rows, who: str) -> Step:
        title = str(self.title) % {"unit": self.unit(event, rows)}
        return Step(event.at, event.name, title, self.detail(event, rows), who)


_LOST: "Mapping[str, StrPromise]" = {
    "receipt": _("The receipt: they may not know their tracking code."),
    "notice": _("The notice: tell them in another way before the time is over."),
}

_STAFF: Mapping[str, _Line] = {
    "case.opened": _Line(_("Opened")),
    "case.unrouted": _Line(_("No rule names a unit"), _reason),
    "case.forwarded": _Line(_("Sent to %(unit)s"), _reason, _unit_taking),
    "case.accepted": _Line(_("Accepted by the unit"), _taker),
    "case.assigned": _Line(_("Given to somebody in the unit"), _taker),
    "case.returned": _Line(_("%(unit)s: not ours"), _reason, _unit_giving),
    "case.reclassified": _Line(_("Topic, kind or place put right"), _reclassified),
    "case.due_moved": _Line(_("The time counts by another standard"), _due),
    "case.answered": _Line(_("The unit answered"), _answer_text),
    "case.answer_sent_back": _Line(_("Answer sent back to the unit"), _sent_back),
    "case.answer_approved": _Line(_("Answer approved"), _plain_text),
    "case.relay_asked": _Line(_("Answer is to be passed on")),
    "case.relay_tried": _Line(_("Tried to tell the citizen"), _attempt),
    "case.relay_exhausted": _Line(_("The citizen could not be reached")),
    "case.closed": _Line(_("Closed")),
    "case.confirmed": _Line(_("The citizen says that it is solved"), _confirmation),
    "case.found_unsolved": _Line(_("The citizen says that it is not solved"), _confirmation),
    "case.objected_to": _Line(_("Objection: somebody else decides, and the time starts again")),
    "case.plan_passed": _Line(_("The planned date has passed: taken up again")),
    "case.contacted_again": _Line(_("Somebody wrote again about the same place and topic")),
    "case.found_repeated": _Line(_("The same place and topic was closed not long before")),
    "case.objection_taken": _Line(_("Took the objection")),
    "case.confirmation_asked_again": _Line(_("Asked the citizen again whether it is solved")),
    "case.confirmation_lapsed": _Line(_("The citizen did not say whether it is solved")),
    "case.noted": _Line(_("Note"), _note),
    "case.file_added": _Line(_("File added")),
    "case.signature_kept": _Line(_("The signed paper was scanned")),
    "case.message_lost": _Line(_("A message did not reach the citizen"), _lost),
    "case.joined": _Line(_("Goes with another application about the same matter")),
    "case.split_off": _Line(_("Split off: goes on by itself"), _split_off),
    "case.asked_about": _Line(_("The citizen asked how it stands")),
    "case.clock_paused": _Line(_("The time stands"), _entry),
    "case.clock_resumed": _Line(_("The time goes on"), _entry),
    "case.clock_extended": _Line(_("The time was extended"), _entry),
    "case.interim_told": _Line(_("The citizen was told how it stands; the result follows"), _entry),
    "case.costs_told": _Line(_("Costs are to be paid; the time stands"), _entry),
    "case.costs_paid": _Line(_("The citizen paid; the time goes on"), _entry),
    "case.notice_given": _Line(_("The citizen was given notice"), _notice),
    "case.withdrawn": _Line(_("Not paid in time: taken as withdrawn")),
    "case.work_given": _Line(_("A contractor was given the work")),
    "case.work_revoked": _Line(_("The contractor's link was taken back")),
    "case.work_ended": _Line(_("The contractor's link ended: the application went on")),
    "case.work_reported": _Line(_("The contractor reported"), _contractor),
    "case.field_reported": _Line(_("The crew was there"), _report),
    "case.question_asked": _Line(_("Question to the citizen"), _question),
    "case.question_answered": _Line(_("The citizen answered the question"), _reply),
    "case.question_expired": _Line(_("No answer came; the unit goes on")),
    "case.question_void": _Line(_("The question is not needed any more")),
    "case.part_asked": _Line(_("%(unit)s was asked for a part"), _part_asked, _part_unit),
    "case.part_done": _Line(_("%(unit)s did its part"), _part_words, _part_unit),
    "case.part_returned": _Line(_("%(unit)s: the part is not ours"), _part_words, _part_unit),
    "case.part_withdrawn": _Line(_("%(unit)s is no longer asked"), _part_words, _part_unit),
    "case.part_reminded": _Line(_("%(unit)s was reminded of its part"), unit=_part_unit),
    "case.part_escalated": _Line(
        _("The part is late: told to those above %(unit)s and to who leads"), unit=_part_unit
    ),
    "case.reminded": _Line(_("The unit was reminded")),
    "case.escalated": _Line(_("Late: told to those above")),
    "case.alarm_raised": _Line(_("Alarm in the words of the citizen"), _alarm),
    "case.alarm_overdue": _Line(_("Nobody looked at the alarm: supervisors were told"), _alarm),
    "case.alarm_confirmed": _Line(_("Urgent"), _alarm),
    "case.alarm_dismissed": _Line(_("No alarm"), _no_alarm),
    "case.exported": _Line(_("Taken out as a document")),
}

_PUBLIC: Mapping[str, _Line] = {
    "case.opened": _Line(_("We received your application.")),
    "case.forwarded": _Line(_("We passed it on to %(unit)s."), unit=_unit_taking),
    "case.accepted": _Line(_("The unit started to work on it.")),
    "case.returned": _Line(_("We are looking for the right unit.")),
    "case.answered": _Line(_("The unit's answer arrived; we are checking it.")),
    "case.due_moved": _Line(
        _("We put right what your application is about; another time holds for it."), _told_due
    ),
    "case.answer_approved": _Line(_("Your answer is ready."), _plain_text),
    "case.notice_given": _Line(_("We have something to tell you."), _notice),
    "case.question_asked": _Line(_("We have a question."), _question),
    "case.question_answered": _Line(_("Your answer to our question arrived."), _reply),
    "case.question_expired": _Line(_("No answer came; the unit goes on with what it knows.")),
    "case.costs_paid": _Line(_("Your payment arrived; we go on.")),
    "case.joined": _Line(_("Others reported the same: we deal with it together.")),
    "case.split_off": _Line(_("We deal with your application by itself.")),
    "case.withdrawn": _Line(_("Not paid in time: your application counts as withdrawn.")),
    "case.closed": _Line(_("Your application is concluded.")),
    "case.confirmed": _Line(_("You told us that it is solved. Thank you.")),
    "case.found_unsolved": _Line(_("You told us that it is not solved."), _confirmation),
    "case.objected_to": _Line(_("A different colleague looks at it again.")),
    "case.plan_passed": _Line(_("The planned date has passed: we ask the unit what it did.")),
}


def for_citizen(case: Case) -> list[Step]:
    """Return the public steps, oldest first: no names of staff, no internal words.

    Eight queries.

    While the case goes with another one, that one's steps since then are told too.
    """
    steps = _tell(case, _PUBLIC, {})
    if not case.follows:
        return steps
    since = max(step.at for step in steps if step.name == "case.joined")
    return [*steps, *(step for step in of_lead(case) if step.at > since)]


# Another time says nothing of where a case is
STANDS_AT = frozenset(_PUBLIC) - {"case.due_moved"}


def where_it_stands(case: Case) -> Step:
    """Return the last public step that says where a case is."""
    return next(step for step in reversed(for_citizen(case)) if step.name in STANDS_AT)


# Of the leading case a linked report is told where it is, never what was said about it
_SHARED = ("case.opened", "case.forwarded", "case.accepted", "case.returned", "case.answered")


def of_lead(case: Case) -> list[Step]:
    """Return the steps of the case that this one goes with, as far as they are anybody's."""
    if not case.follows:
        return []
    return _tell(case.follows, {name: _PUBLIC[name] for name in _SHARED}, {})


def standing(case: Case) -> str:
    """Return the name of the event by which `where_it_stands`; empty if none is. One query.

    Of a case that goes with another one it is that one's.
    """
    public = events.history(case.follows or case).filter(name__in=STANDS_AT)
    return public.order_by("-id").values_list("name", flat=True).first() or ""


def for_staff(case: Case) -> list[Step]:
    """Return every step with who did it, oldest first. Nine queries."""
    ids = events.history(case).filter(actor_kind="staff").values("actor_id")
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "full_name"))
    return _tell(case, _STAFF, names)


def _tell(case: Case, lines: Mapping[str, _Line], names: Mapping[int, str]) -> list[Step]:
    rows = _Rows(case)
    return [
        lines[event.name].tell(event, rows, _who(event, names))
        for event in events.history(case)
        if event.name in lines
    ]


def _who(event: Event, names: Mapping[int, str]) -> str:
    """Return the colleague who acted; a citizen's key may be the number of a colleague's, too."""
    return names.get(event.actor_id or 0, "") if event.actor_kind == "staff" else ""
