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
        given = events.history(self._case, CaseAccepted, CaseAssigned)
        return User.objects.in_bulk(set(given.values_list("data__to", flat=True)) - {None})
