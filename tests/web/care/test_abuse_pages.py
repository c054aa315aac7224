"""From the agent's statement to a blocked number and a printed file, by hand."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded

from alo153.calls.models import BlockedNumber, Call, RecordingHold
from alo153.care import actions
from alo153.care.models import AbuseReport, ComplaintFile, Offence
from alo153.citizens.models import AccessLog
from alo153.web.care.abuse import paper

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(seconds=40)


def browser(who: str) -> Client:
    client = Client()
    client.force_login(cast.staff(who))
    return client


@pytest.fixture
def call(tmp_path: Path, settings: Settings) -> Call:
    spool = recorded.settings_for(tmp_path, settings)
    return recorded.keep(recorded.talk(spool, seconds=20))


@pytest.fixture
def report(call: Call) -> AbuseReport:
    return actions.end_by_right(threat=False, by=cast.staff("elif"), at=LATER)


def url(name: str, report: AbuseReport) -> str:
    return reverse(f"care:{name}", args=[report.pk])


def test_from_the_statement_to_the_printed_file(report: AbuseReport) -> None:
    elif_, hakan = browser("elif"), browser("hakan")
    page = elif_.get(reverse("care:own")).content.decode()
    assert url("abuse_report", report) in page
    assert elif_.post(url("abuse_statement", report), {"statement": " "}).status_code == 422
    elif_.post(url("abuse_statement", report), {"statement": "Bana küfretti."})
    assert "Elif Yıldız" in hakan.get(reverse("care:abuse")).content.decode()
    shown = hakan.get(url("abuse_report", report)).content.decode()
    assert "Bana küfretti." in shown
    assert hakan.post(url("make_complaint", report), {}).status_code == 422
    hakan.post(url("make_complaint", report), {"offence": "insult"})
    file = ComplaintFile.objects.get()
    printed = hakan.get(url("complaint", report))
    assert printed.headers["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")
    assert file.statement == "Bana küfretti."
    again = elif_.post(url("abuse_statement", report), {"statement": "Başka"}, follow=True)
    assert "olduğu gibi kalır" in again.content.decode()


def test_a_file_without_a_statement_is_refused_in_words(report: AbuseReport) -> None:
    refused = browser("hakan").post(url("make_complaint", report), {"offence": "threat"})
    assert refused.status_code == 422
    assert "ifadesi eksik" in refused.content.decode()


def test_whoever_prints_the_file_is_written_down(report: AbuseReport, call: Call) -> None:
    call.interaction.citizen = cast.citizen("Ayşe Işık")
    call.interaction.save(update_fields=["citizen"])
    actions.state(report=report, words="Küfretti.", by=cast.staff("elif"), at=LATER)
    hakan = cast.staff("hakan")
    actions.file_complaint(report=report, offence=Offence.INSULT, by=hakan, at=LATER)
    browser("hakan").get(url("complaint", report))
    assert AccessLog.objects.filter(user=hakan, what="abuse-report").count() == 1


def test_the_number_is_blocked_with_reason_and_term(report: AbuseReport, call: Call) -> None:
    hakan = browser("hakan")
    typed = {"policy": "refuse", "days": "30", "reason": ""}
    refused = hakan.post(url("abuse_block", report), typed)
    assert refused.status_code == 422
    hakan.post(url("abuse_block", report), typed | {"reason": "Küfür"})
    assert BlockedNumber.objects.get().number == call.number
    assert "numara engellendi" in hakan.get(url("abuse_report", report)).content.decode()


def test_a_report_is_settled_without_more(report: AbuseReport) -> None:
    hakan = browser("hakan")
    hakan.post(url("abuse_settle", report))
    report.refresh_from_db()
    assert report.settled_by == cast.staff("hakan")


def test_a_colleague_reads_no_report(report: AbuseReport) -> None:
    assert browser("murat").get(url("abuse_report", report)).status_code == 404
    assert browser("derya").get(url("complaint", report)).status_code == 403


def filed(report: AbuseReport) -> ComplaintFile:
    actions.state(report=report, words="Küfretti.", by=cast.staff("elif"), at=LATER)
    hakan = cast.staff("hakan")
    return actions.file_complaint(report=report, offence=Offence.INSULT, by=hakan, at=LATER)


def test_a_file_says_that_its_recording_is_still_being_stored(
    tmp_path: Path, settings: Settings
) -> None:
    recorded.talk(recorded.settings_for(tmp_path, settings), seconds=20)
    report = actions.end_by_right(threat=False, by=cast.staff("elif"), at=LATER)
    actions.state(report=report, words="Küfretti.", by=cast.staff("elif"), at=LATER)
    hakan = browser("hakan")
    told = hakan.post(url("make_complaint", report), {"offence": "insult"}, follow=True)
    assert "birkaç dakika sonra yazdırın" in told.content.decode()
    section = paper._recording(ComplaintFile.objects.get())
    assert "yeniden yazdırın" in section.words


def test_the_recording_is_taken_along_and_released_in_the_end(
    report: AbuseReport, call: Call
) -> None:
    filed(report)
    hakan, page = browser("hakan"), url("abuse_report", report)
    sound = hakan.get(url("evidence", report))
    assert sound.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(sound.streaming_content)  # type: ignore[arg-type]
    listened = AccessLog.objects.filter(user=cast.staff("hakan"), what="recording")
    assert listened.get().interaction_id == call.interaction_id
    assert "Kaydı serbest bırak" in hakan.get(page).content.decode()
    hakan.post(url("release_evidence", report))
    assert not RecordingHold.objects.exists()
    assert "Kaydı serbest bırak" not in hakan.get(page).content.decode()


def test_a_recording_that_another_file_needs_is_said_to_stay(
    report: AbuseReport, call: Call
) -> None:
    filed(report)
    other = AbuseReport.objects.create(
        agent=cast.staff("murat"),
        interaction=call.interaction,
        step=1,
        begun_at=LATER,
        statement="Bana da küfretti.",
    )
    hakan = cast.staff("hakan")
    actions.file_complaint(report=other, offence=Offence.INSULT, by=hakan, at=LATER)
    told = browser("hakan").post(url("release_evidence", report), follow=True)
    assert "başka bir dosya için" in told.content.decode()
    assert RecordingHold.objects.exists()


def test_the_recording_of_an_erased_caller_is_taken_along_by_who_files_complaints(
    report: AbuseReport, call: Call
) -> None:
    filed(report)
    RecordingHold.objects.update(erased_at=LATER)
    hakan = browser("hakan")
    page = hakan.get(url("abuse_report", report)).content.decode()
    listen = reverse("recordings:call", args=[call.pk])
    assert listen not in page
    assert "kayıt hemen silinir" in page
    assert "olağan süresi dolunca" not in page
    assert url("evidence", report) in page
    assert hakan.get(listen).status_code == 404
    assert hakan.get(reverse("recordings:sound", args=[call.pk])).status_code == 404
    assert hakan.get(url("evidence", report)).status_code == 200
    assert browser("derya").get(url("evidence", report)).status_code == 403
