"""Reports of abuse and files for the prosecutor go when their time is over."""

from datetime import timedelta

import pytest
from tests import cast
from tests.quality import made

from alo153.care import actions
from alo153.care.models import AbuseReport, ComplaintFile, Offence
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def reported() -> AbuseReport:
    elif_ = cast.staff("elif")
    report = actions.end_by_right(threat=False, by=elif_, at=cast.AT)
    return actions.state(report=report, words="Bana küfretti.", by=elif_, at=cast.AT)


def filed() -> ComplaintFile:
    by, report = cast.staff("hakan"), reported()
    return actions.file_complaint(report=report, offence=Offence.INSULT, by=by, at=cast.AT)


def test_a_report_goes_after_a_year_and_stays_counted() -> None:
    made.contact()
    reported()
    assert actions.forget_reports(at=cast.AT + 365 * DAY) == 0
    assert actions.forget_reports(at=cast.AT + 366 * DAY) == 1
    assert not AbuseReport.objects.exists()
    assert Event.objects.filter(name="care.abuse_reported").count() == 1


def test_a_report_with_a_file_stays_as_long_as_the_file() -> None:
    made.contact()
    filed()
    assert actions.forget_reports(at=cast.AT + 2920 * DAY) == 0
    assert actions.forget_reports(at=cast.AT + 2921 * DAY) == 1
    assert not ComplaintFile.objects.exists()


def test_no_file_goes_while_its_recording_is_held() -> None:
    made.contact()
    file = filed()
    ComplaintFile.objects.update(held_until=cast.AT + 3000 * DAY)
    assert actions.forget_reports(at=cast.AT + 2999 * DAY) == 0
    assert ComplaintFile.objects.get() == file
