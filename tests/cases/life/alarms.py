"""A report whose words raise an alarm, and the flag on its case."""

from alo153.cases.models import Case, RaisedAlarm

GAS = "Apartmanda gaz kokuyor, çok korkuyoruz."


def flag_of(case: Case) -> RaisedAlarm:
    return case.alarms.get()
