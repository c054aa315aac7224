"""The rows that the events of one case point at."""

from functools import cached_property
from typing import Any

from django.db.models import Model

from alo153.accounts.models import User
from alo153.cases.events.life import CaseAccepted, CaseAssigned
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
    SubTask,
)
from alo153.cases.rules.lifecycle import State
from alo153.cases.telling import reclassified
from alo153.core import events
from alo153.core.database.prepared import Prepared


def _of_case[M: Model](model: type[M]) -> Prepared[M]:
    return Prepared(lambda case: model._default_manager.filter(case=case), int)


_ROWS: dict[type[Model], Prepared[Any]] = {
    model: _of_case(model)
    for model in (
        *(Closing, FieldReport, Forwarding, LinkedReport, Note, Notice, Question, RaisedAlarm),
        SubTask,
    )
}
_ANSWERS = Prepared(lambda case: Answer.objects.filter(case=case).select_related("written_by"), int)
_ENTRIES = Prepared(lambda case: ClockEntry.objects.filter(clock__case=case), int)


class Rows:
    """The rows that the events of one case point at, each kind asked for where an event has one.

    Most cases have few kinds of them, and a question that finds nothing costs as much as one that
    finds something. A page that shows such rows next to the timeline reads them here, once for
    both.
    """

    def __init__(self, case: Case) -> None:
        self._case = case

    def _by_key[M: Model](self, model: type[M]) -> dict[int, M]:
        return {row.pk: row for row in _ROWS[model](self._case.pk)}

    @cached_property
    def forwardings(self) -> dict[int, Forwarding]:
        """Return where it was sent, in order."""
        return self._by_key(Forwarding)

    @cached_property
    def answers(self) -> dict[int, Answer]:
        """Return the answers in order, with their writers."""
        return {row.pk: row for row in _ANSWERS(self._case.pk)}

    @property
    def last_answer(self) -> Answer | None:
        """Return the answer that counts."""
        return next(reversed(self.answers.values()), None)

    @property
    def plan_is_back(self) -> bool:
        """Tell whether the last answer was a plan, and the case is open again since its date."""
        last = self.last_answer
        waits = self._case.state in {State.AT_CENTER, State.FORWARDED, State.ACCEPTED}
        return (
            waits and last is not None and last.planned_date is not None and not last.sent_back_at
        )

    @property
    def last_sent_back(self) -> Answer | None:
        """Return the last answer that the center did not approve."""
        return next((each for each in reversed(self.answers.values()) if each.sent_back_at), None)

    @cached_property
    def notes(self) -> dict[int, Note]:
        """Return the notes of staff."""
        return self._by_key(Note)

    @cached_property
    def entries(self) -> dict[int, ClockEntry]:
        """Return the ledger of its clocks."""
        return {row.pk: row for row in _ENTRIES(self._case.pk)}

    @cached_property
    def reports(self) -> dict[int, FieldReport]:
        """Return what crews reported from the spot."""
        return self._by_key(FieldReport)

    @cached_property
    def questions(self) -> dict[int, Question]:
        """Return what the citizen was asked."""
        return self._by_key(Question)

    @cached_property
    def closings(self) -> dict[int, Closing]:
        """Return how it was closed, each time."""
        return self._by_key(Closing)

    @cached_property
    def notices(self) -> dict[int, Notice]:
        """Return what the citizen was told in between."""
        return self._by_key(Notice)

    @cached_property
    def sub_tasks(self) -> dict[int, SubTask]:
        """Return what other units were asked for."""
        return self._by_key(SubTask)

    @cached_property
    def linked_reports(self) -> dict[int, LinkedReport]:
        """Return with which cases it went; asked only by the few that did."""
        return self._by_key(LinkedReport)

    @cached_property
    def contractor_reports(self) -> dict[int, ContractorReport]:
        """Return what contractors wrote; asked only by the few cases that went outside."""
        found = ContractorReport.objects.filter(link__case=self._case).select_related("link")
        return {row.pk: row for row in found}

    @cached_property
    def reclassifications(self) -> dict[int, str]:
        """Return what each change of topic, kind and place was; asked only where there was one."""
        return dict(reclassified.told(self._case))

    @cached_property
    def alarms(self) -> dict[int, RaisedAlarm]:
        """Return the alarms heard in it; asked only by the few that have one."""
        return self._by_key(RaisedAlarm)

    @cached_property
    def takers(self) -> dict[int, User]:
        """Return who was given the case, however often; asked only where it was."""
        given = events.history(self._case, CaseAccepted, CaseAssigned)
        return User.objects.in_bulk(set(given.values_list("data__to", flat=True)) - {None})
