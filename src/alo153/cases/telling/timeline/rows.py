"""The rows that the events of one case point at."""

from functools import cached_property

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
from alo153.cases.telling import reclassified
from alo153.core import events


class Rows:
    """The rows that the events of one case point at, each kind asked for where an event has one.

    Most cases have few kinds of them: a question that finds nothing costs a page half a millisecond.
    """

    def __init__(self, case: Case) -> None:
        self._case = case

    @cached_property
    def forwardings(self) -> dict[int, Forwarding]:
        """Return where it was sent."""
        return {row.pk: row for row in Forwarding.objects.filter(case=self._case)}

    @cached_property
    def answers(self) -> dict[int, Answer]:
        """Return what units answered."""
        return {row.pk: row for row in Answer.objects.filter(case=self._case)}

    @cached_property
    def notes(self) -> dict[int, Note]:
        """Return the notes of staff."""
        return {row.pk: row for row in Note.objects.filter(case=self._case)}

    @cached_property
    def entries(self) -> dict[int, ClockEntry]:
        """Return the ledger of its clocks."""
        return {row.pk: row for row in ClockEntry.objects.filter(clock__case=self._case)}

    @cached_property
    def reports(self) -> dict[int, FieldReport]:
        """Return what crews reported from the spot."""
        return {row.pk: row for row in FieldReport.objects.filter(case=self._case)}

    @cached_property
    def questions(self) -> dict[int, Question]:
        """Return what the citizen was asked."""
        return {row.pk: row for row in Question.objects.filter(case=self._case)}

    @cached_property
    def closings(self) -> dict[int, Closing]:
        """Return how it was closed, each time."""
        return {row.pk: row for row in Closing.objects.filter(case=self._case)}

    @cached_property
    def notices(self) -> dict[int, Notice]:
        """Return what the citizen was told in between."""
        return {row.pk: row for row in Notice.objects.filter(case=self._case)}

    @cached_property
    def parts(self) -> dict[int, SubTask]:
        """Return what other units were asked for."""
        return {row.pk: row for row in SubTask.objects.filter(case=self._case)}

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
        given = events.history(self._case, CaseAccepted, CaseAssigned)
        return User.objects.in_bulk(set(given.values_list("data__to", flat=True)) - {None})
