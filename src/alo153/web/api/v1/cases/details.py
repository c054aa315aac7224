"""Of which steps other systems read the detail: that of some is a person."""

from typing import Final

from alo153.cases.events import feedback, fieldwork, life, telling, time, together
from alo153.cases.telling.timeline import Step

_TOLD: Final = frozenset(
    event.name
    for event in (
        life.CaseUnrouted,
        life.CaseForwarded,
        life.CaseReturned,
        life.CaseReclassified,
        life.CaseDueMoved,
        life.CaseAnswered,
        life.CaseAnswerSentBack,
        life.CaseAnswerApproved,
        life.CaseNoted,
        life.CaseMessageLost,
        life.CaseAlarmRaised,
        life.CaseAlarmOverdue,
        life.CaseAlarmConfirmed,
        life.CaseAlarmDismissed,
        telling.CaseRelayTried,
        telling.CaseNoticeGiven,
        telling.CaseWrittenAbout,
        telling.CaseQuestionAsked,
        telling.CaseQuestionAnswered,
        feedback.CaseConfirmed,
        feedback.CaseFoundUnsolved,
        fieldwork.CaseFieldReported,
        fieldwork.CaseWorkReported,
        time.CaseClockPaused,
        time.CaseClockResumed,
        time.CaseClockExtended,
        time.CaseInterimTold,
        time.CaseCostsTold,
        time.CaseCostsPaid,
        together.CaseSplitOff,
        together.CaseSubTaskAsked,
        together.CaseSubTaskDone,
        together.CaseSubTaskReturned,
        together.CaseSubTaskWithdrawn,
    )
)


def detail(step: Step) -> str:
    """Return the details of a step other than its title; nothing for an unlisted one."""
    return step.detail if step.name in _TOLD else ""
