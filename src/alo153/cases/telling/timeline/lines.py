"""The words for each event of a case, for staff and for the citizen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alo153.cases.events.feedback import (
    CaseConfirmationAskedAgain,
    CaseConfirmationLapsed,
    CaseConfirmed,
    CaseContactedAgain,
    CaseFoundRepeated,
    CaseFoundUnsolved,
    CaseObjectedTo,
    CaseObjectionTaken,
    CasePlanPassed,
)
from alo153.cases.events.fieldwork import (
    CaseFieldReported,
    CaseWorkEnded,
    CaseWorkGiven,
    CaseWorkReported,
    CaseWorkRevoked,
)
from alo153.cases.events.life import (
    CaseAccepted,
    CaseAlarmConfirmed,
    CaseAlarmDismissed,
    CaseAlarmOverdue,
    CaseAlarmRaised,
    CaseAnswerApproved,
    CaseAnswered,
    CaseAnswerSentBack,
    CaseAskedAbout,
    CaseAssigned,
    CaseClosed,
    CaseDueMoved,
    CaseExported,
    CaseFileAdded,
    CaseForwarded,
    CaseIdentityDeleted,
    CaseIdentityScanned,
    CaseMessageLost,
    CaseNoted,
    CaseOpened,
    CaseReclassified,
    CaseReturned,
    CaseSignatureKept,
    CaseUnrouted,
    CaseVisitorSigned,
)
from alo153.cases.events.of_case import OfCase
from alo153.cases.events.telling import (
    CaseConversationLinked,
    CaseNoticeGiven,
    CaseQuestionAnswered,
    CaseQuestionAsked,
    CaseQuestionExpired,
    CaseQuestionVoid,
    CaseRelayAsked,
    CaseRelayExhausted,
    CaseRelayTried,
    CaseWrittenAbout,
)
from alo153.cases.events.time import (
    CaseClockExtended,
    CaseClockPaused,
    CaseClockResumed,
    CaseCostsPaid,
    CaseCostsTold,
    CaseDateThereMoved,
    CaseEscalated,
    CaseInterimTold,
    CaseReminded,
    CaseWithdrawn,
)
from alo153.cases.events.together import (
    CaseJoined,
    CaseSplitOff,
    CaseSubTaskAsked,
    CaseSubTaskDone,
    CaseSubTaskEscalated,
    CaseSubTaskReminded,
    CaseSubTaskReturned,
    CaseSubTaskWithdrawn,
    OfSubTask,
)
from alo153.cases.models import Answer, RelayAttempt
from alo153.cases.telling import reclassified
from alo153.cases.telling.timeline import ending, personal
from alo153.cases.telling.timeline.rows import Rows
from alo153.citizens.channel import CHANNEL_LABELS, Channel

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

type _OfClock = (
    CaseClockPaused
    | CaseClockResumed
    | CaseClockExtended
    | CaseInterimTold
    | CaseCostsTold
    | CaseCostsPaid
)
type _OfAnswer = CaseAnswered | CaseAnswerSentBack | CaseAnswerApproved


@dataclass(frozen=True)
class Line:
    """The words for an event: a title, which may name a unit or a day, and a detail."""

    title: Callable[[Any, Rows], str]
    detail: Callable[[Any, Rows], str]


def _unit_taking(what: CaseForwarded, rows: Rows) -> str:
    row = rows.forwardings.get(what.forwarding)
    return row.to_unit.name if row and row.to_unit else ""


def _unit_giving(what: CaseReturned, rows: Rows) -> str:
    row = rows.forwardings.get(what.forwarding)
    return row.from_unit.name if row and row.from_unit else ""


def _reason(what: CaseUnrouted | CaseForwarded | CaseReturned, rows: Rows) -> str:
    row = rows.forwardings.get(what.forwarding)
    return row.reason if row else ""


def _answer(what: _OfAnswer, rows: Rows) -> Answer | None:
    return rows.answers.get(what.answer)


def _answer_text(what: CaseAnswered, rows: Rows) -> str:
    row = _answer(what, rows)
    return row.text if row else ""


def _plain_text(what: CaseAnswerApproved, rows: Rows) -> str:
    row = _answer(what, rows)
    return row.plain_text if row else ""


def _sent_back(what: CaseAnswerSentBack, rows: Rows) -> str:
    row = _answer(what, rows)
    return row.sent_back_reason if row else ""


def _taker(what: CaseAccepted | CaseAssigned, rows: Rows) -> str:
    row = rows.takers.get(what.to) if what.to else None
    return row.full_name if row else ""


def _note(what: CaseNoted, rows: Rows) -> str:
    row = rows.notes.get(what.note)
    return row.text if row else ""


def _entry(
    what: _OfClock,
    rows: Rows,
) -> str:
    row = rows.entries.get(what.entry)
    return row.reason if row else ""


def _notice(what: CaseNoticeGiven, rows: Rows) -> str:
    row = rows.notices.get(what.notice)
    return row.text if row else ""


def _contractor(what: CaseWorkReported, rows: Rows) -> str:
    row = rows.contractor_reports.get(what.report)
    return f"{row.link.contractor}: {row.note}" if row else ""


def _report(what: CaseFieldReported, rows: Rows) -> str:
    row = rows.reports.get(what.report)
    return f"{row.get_found_display()}. {row.note}".strip() if row else ""


def _question(what: CaseQuestionAsked, rows: Rows) -> str:
    row = rows.questions.get(what.question)
    return row.text if row else ""


def _reply(what: CaseQuestionAnswered, rows: Rows) -> str:
    row = rows.questions.get(what.question)
    return row.reply if row else ""


def _sub_task_unit(what: OfSubTask, rows: Rows) -> str:
    row = rows.sub_tasks.get(what.sub_task)
    return row.unit.name if row else ""


def _sub_task_asked(what: OfSubTask, rows: Rows) -> str:
    row = rows.sub_tasks.get(what.sub_task)
    return row.text if row else ""


def _sub_task_words(what: OfSubTask, rows: Rows) -> str:
    row = rows.sub_tasks.get(what.sub_task)
    return row.words if row else ""


def _split_off(what: CaseSplitOff, rows: Rows) -> str:
    row = rows.linked_reports.get(what.linked_report)
    return row.reason if row else ""


def _alarm(what: CaseAlarmRaised | CaseAlarmOverdue | CaseAlarmConfirmed, rows: Rows) -> str:
    row = rows.alarms.get(what.flag)
    return row.name if row else ""


def _no_alarm(what: CaseAlarmDismissed, rows: Rows) -> str:
    row = rows.alarms.get(what.flag)
    return f"{row.name}: {row.reason}" if row else ""


def _attempt(what: CaseRelayTried, rows: Rows) -> str:  # noqa: ARG001 - one shape for all
    return str(RelayAttempt.Result(what.result).label)


def _lost(what: CaseMessageLost, rows: Rows) -> str:  # noqa: ARG001 - one shape for all
    return str(_LOST[what.purpose])


def _reclassified(what: CaseReclassified, rows: Rows) -> str:
    return rows.reclassifications.get(what.reclassification, "")


def _channel(what: CaseWrittenAbout, rows: Rows) -> str:  # noqa: ARG001 - one shape for all
    return str(CHANNEL_LABELS[Channel(what.channel)])


def _due(what: CaseDueMoved, rows: Rows) -> str:
    return f"→ {reclassified.day(rows.entries.get(what.entry))}"


def _there(what: CaseDateThereMoved, rows: Rows) -> str:  # noqa: ARG001 - one shape for all
    return f"→ {date_format(date.fromisoformat(what.due_date), 'DATE_FORMAT')}"


def _told_due(what: CaseDueMoved, rows: Rows) -> str:
    return reclassified.promise(rows.entries.get(what.entry))


def _confirmation(what: CaseConfirmed | CaseFoundUnsolved, rows: Rows) -> str:
    row = rows.closings.get(what.closing)
    return row.words if row else ""


def _nothing(what: OfCase, rows: Rows) -> str:  # noqa: ARG001 - one shape for all
    return ""


def _line[P: OfCase](
    what: type[P],
    title: StrPromise,
    detail: Callable[[P, Rows], str] = _nothing,
    unit: Callable[[P, Rows], str] = _nothing,
) -> tuple[str, Line]:
    return what.name, Line(lambda told, rows: str(title) % {"unit": unit(told, rows)}, detail)


_LOST: Mapping[str, StrPromise] = {
    "receipt": _("The receipt: they may not know their tracking code."),
    "notice": _("The notice: tell them in another way before the time is over."),
    "answer": _("The answer left but did not arrive: tell them in another way."),
}

STAFF: Mapping[str, Line] = dict(
    [
        _line(CaseOpened, _("Opened")),
        _line(CaseUnrouted, _("No rule names a unit"), _reason),
        _line(CaseForwarded, _("Sent to %(unit)s"), _reason, _unit_taking),
        _line(CaseAccepted, _("Accepted by the unit"), _taker),
        _line(CaseAssigned, _("Given to somebody in the unit"), _taker),
        _line(CaseReturned, _("%(unit)s: not ours"), _reason, _unit_giving),
        _line(CaseReclassified, _("Topic, kind or place put right"), _reclassified),
        _line(CaseDueMoved, _("The time counts by another standard"), _due),
        _line(CaseDateThereMoved, _("The other body wants the answer by another day"), _there),
        _line(CaseAnswered, _("The unit answered"), _answer_text),
        _line(CaseAnswerSentBack, _("Answer sent back to the unit"), _sent_back),
        _line(CaseAnswerApproved, _("Answer approved"), _plain_text),
        _line(CaseRelayAsked, _("Answer is to be passed on")),
        _line(CaseRelayTried, _("Tried to tell the citizen"), _attempt),
        _line(CaseRelayExhausted, _("The citizen could not be reached")),
        _line(CaseClosed, _("Closed")),
        _line(CaseConfirmed, _("The citizen says that it is solved"), _confirmation),
        _line(CaseFoundUnsolved, _("The citizen says that it is not solved"), _confirmation),
        _line(CaseObjectedTo, _("Objection: somebody else decides, and the time starts again")),
        _line(CasePlanPassed, _("The planned date has passed: taken up again")),
        _line(CaseContactedAgain, _("Somebody wrote again about the same place and topic")),
        _line(CaseFoundRepeated, _("The same place and topic was closed not long before")),
        _line(CaseObjectionTaken, _("Took the objection")),
        _line(CaseConfirmationAskedAgain, _("Asked the citizen again whether it is solved")),
        _line(CaseConfirmationLapsed, _("The citizen did not say whether it is solved")),
        _line(CaseNoted, _("Note"), _note),
        _line(CaseFileAdded, _("File added")),
        _line(CaseSignatureKept, _("The signed paper was scanned")),
        _line(CaseVisitorSigned, _("The visitor signed the application"), personal.signed),
        _line(CaseIdentityScanned, _("An identity card was scanned"), personal.scanned),
        _line(CaseIdentityDeleted, _("The scan of the identity card was deleted")),
        _line(CaseMessageLost, _("A message did not reach the citizen"), _lost),
        _line(CaseJoined, _("Goes with another application about the same matter")),
        _line(CaseSplitOff, _("Split off: goes on by itself"), _split_off),
        _line(CaseAskedAbout, _("The citizen asked how it stands")),
        _line(CaseClockPaused, _("The time stands"), _entry),
        _line(CaseClockResumed, _("The time goes on"), _entry),
        _line(CaseClockExtended, _("The time was extended"), _entry),
        _line(CaseInterimTold, _("The citizen was told how it stands; the result follows"), _entry),
        _line(CaseCostsTold, _("Costs are to be paid; the time stands"), _entry),
        _line(CaseCostsPaid, _("The citizen paid; the time goes on"), _entry),
        _line(CaseNoticeGiven, _("The citizen was given notice"), _notice),
        _line(CaseWithdrawn, _("Not paid in time: taken as withdrawn")),
        _line(CaseWorkGiven, _("A contractor was given the work")),
        _line(CaseWorkRevoked, _("The contractor's link was taken back")),
        _line(CaseWorkEnded, _("The contractor's link ended: the application went on")),
        _line(CaseWorkReported, _("The contractor reported"), _contractor),
        _line(CaseFieldReported, _("The crew was there"), _report),
        _line(CaseConversationLinked, _("A written conversation is about it")),
        _line(CaseWrittenAbout, _("The citizen wrote"), _channel),
        _line(CaseQuestionAsked, _("Question to the citizen"), _question),
        _line(CaseQuestionAnswered, _("The citizen answered the question"), _reply),
        _line(CaseQuestionExpired, _("No answer came; the unit goes on")),
        _line(CaseQuestionVoid, _("The question is not needed any more")),
        _line(
            CaseSubTaskAsked,
            _("%(unit)s was asked for a sub-task"),
            _sub_task_asked,
            _sub_task_unit,
        ),
        _line(CaseSubTaskDone, _("%(unit)s did its sub-task"), _sub_task_words, _sub_task_unit),
        _line(
            CaseSubTaskReturned,
            _("%(unit)s: the sub-task is not ours"),
            _sub_task_words,
            _sub_task_unit,
        ),
        _line(
            CaseSubTaskWithdrawn, _("%(unit)s is no longer asked"), _sub_task_words, _sub_task_unit
        ),
        _line(CaseSubTaskReminded, _("%(unit)s was reminded of its sub-task"), unit=_sub_task_unit),
        _line(
            CaseSubTaskEscalated,
            _("The sub-task is late: told to those above %(unit)s and to who leads"),
            unit=_sub_task_unit,
        ),
        _line(CaseReminded, _("The unit was reminded")),
        _line(CaseEscalated, _("Late: told to those above")),
        _line(CaseAlarmRaised, _("Alarm in the words of the citizen"), _alarm),
        _line(CaseAlarmOverdue, _("Nobody looked at the alarm: supervisors were told"), _alarm),
        _line(CaseAlarmConfirmed, _("Urgent"), _alarm),
        _line(CaseAlarmDismissed, _("No alarm"), _no_alarm),
        _line(CaseExported, _("Taken out as a document")),
    ]
)

PUBLIC: Mapping[str, Line] = dict(
    [
        _line(CaseOpened, _("We received your application.")),
        _line(CaseVisitorSigned, _("You signed it at our counter.")),
        _line(CaseForwarded, _("We passed it on to %(unit)s."), unit=_unit_taking),
        _line(CaseAccepted, _("The unit started to work on it.")),
        _line(CaseReturned, _("We are looking for the right unit.")),
        _line(CaseAnswered, _("The unit's answer arrived; we are checking it.")),
        _line(
            CaseDueMoved,
            _("We put right what your application is about; another time holds for it."),
            _told_due,
        ),
        _line(CaseAnswerApproved, _("Your answer is ready."), _plain_text),
        _line(CaseNoticeGiven, _("We have something to tell you."), _notice),
        _line(CaseQuestionAsked, _("We have a question."), _question),
        _line(CaseQuestionAnswered, _("Your answer to our question arrived."), _reply),
        _line(CaseQuestionExpired, _("No answer came; the unit goes on with what it knows.")),
        _line(CaseCostsPaid, _("Your payment arrived; we go on.")),
        _line(CaseJoined, _("Others reported the same: we deal with it together.")),
        _line(CaseSplitOff, _("We deal with your application by itself.")),
        _line(CaseWithdrawn, _("Not paid in time: your application counts as withdrawn.")),
        (CaseClosed.name, Line(ending.concluded, _nothing)),
        _line(CaseConfirmed, _("You told us that it is solved.")),
        _line(CaseFoundUnsolved, _("You told us that it is not solved."), _confirmation),
        _line(CaseObjectedTo, _("A different colleague looks at it again.")),
        _line(CasePlanPassed, _("The planned date has passed: we ask the unit what it did.")),
    ]
)
