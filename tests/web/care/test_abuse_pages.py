"""From the agent's statement to a blocked number and a printed file, by hand."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.contacts.conversations.letters import AYSE, LETTER, taken_in

from alo153.accounts.models import User
from alo153.calls.media.recordings.actions import delete_recordings
from alo153.calls.media.recordings.store import store
from alo153.calls.models import BlockedNumber, Call, RecordingHold, VideoRecording
from alo153.calls.models.video_recordings import VideoRecordingState
from alo153.care import actions
from alo153.care.models import AbuseReport, ComplaintFile, Offence
from alo153.citizens.models import AccessLog
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city import numbers
from alo153.contacts.conversations.actions import make_confidential
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
    facts, statement, _recording, signatures = paper._document(file).sections
    assert statement.words == "Bana küfretti."
    assert (gettext("Number"), numbers.display(file.number)) in facts.facts
    assert gettext("Signature of the member of staff") in dict(signatures.facts)
    again = elif_.post(url("abuse_statement", report), {"statement": "Başka bir söz"})
    assert again.status_code == 422
    assert "olduğu gibi kalır" in again.content.decode()
    assert "Başka bir söz" in again.content.decode(), "what was typed is not lost"


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


@pytest.fixture
def video(report: AbuseReport, call: Call) -> VideoRecording:
    """A video recording of the call, which is kept."""
    content = b"\x1aE\xdf\xa3pictures"
    file = store().save("2026/09/14/video.webm", ContentFile(content))
    return VideoRecording.objects.create(
        call=call,
        take=1,
        state=VideoRecordingState.KEPT,
        parts=1,
        began_at=LATER,
        last_at=LATER,
        kept_at=LATER,
        file=file,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def test_the_video_of_an_erased_caller_is_taken_along_too(
    report: AbuseReport, call: Call, video: VideoRecording
) -> None:
    file = filed(report)
    RecordingHold.objects.update(erased_at=LATER)
    hakan, address = browser("hakan"), reverse("care:video_evidence", args=[report.pk, video.take])
    assert address in hakan.get(url("abuse_report", report)).content.decode()
    taken = hakan.get(address)
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(taken.streaming_content).endswith(b"pictures")  # type: ignore[arg-type]
    watched = AccessLog.objects.filter(user=cast.staff("hakan"), what="video-recording")
    assert watched.get().interaction_id == call.interaction_id
    assert video.sha256 in [value for _name, value in paper._recording(file).facts]
    assert browser("derya").get(address).status_code == 403
    elsewhere = reverse("recordings:video_recording", args=[call.pk, video.take])
    assert hakan.get(elsewhere).status_code == 404
    assert hakan.get(reverse("care:video_evidence", args=[report.pk, 2])).status_code == 404


def test_what_was_released_by_mistake_is_held_again_by_a_button(
    report: AbuseReport, call: Call
) -> None:
    filed(report)
    hakan, page = browser("hakan"), url("abuse_report", report)
    assert "Kaydı yeniden tut" not in hakan.get(page).content.decode()
    hakan.post(url("release_evidence", report))
    assert "Kaydı yeniden tut" in hakan.get(page).content.decode()
    told = hakan.post(url("hold_evidence", report), follow=True).content.decode()
    assert "iki yıl tutulur" in told
    assert RecordingHold.objects.get().call == call
    hakan.post(url("release_evidence", report))
    delete_recordings(calls=[call.pk], at=LATER)
    assert "Kaydı yeniden tut" not in hakan.get(page).content.decode()
    told = hakan.post(url("hold_evidence", report), follow=True).content.decode()
    assert "tutulacak bir şey yok" in told


def test_a_statement_about_a_caller_who_was_erased_is_refused_and_stays_on_the_page(
    report: AbuseReport,
) -> None:
    AbuseReport.objects.update(erased_at=LATER)
    elif_ = browser("elif")
    refused = elif_.post(url("abuse_statement", report), {"statement": "Bana küfretti."})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Bana küfretti." in page
    assert "verileri bu arada silindi" in page
    fresh = elif_.get(url("abuse_report", report)).content.decode()
    assert "<textarea" not in fresh
    assert "ifade de onunla silindi" in fresh
    assert (
        "dosya hazırlanamaz" in browser("hakan").get(url("abuse_report", report)).content.decode()
    )


def test_the_file_of_abuse_in_writing_prints_the_messages_with_the_statement() -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    written, _is_told = actions.end_in_writing(
        conversation=conversation, threat=False, reason="Bana küfretti.", by=elif_, at=LATER
    )
    hakan, page = browser("hakan"), url("abuse_report", written)
    assert "Yazılanlar dosyada saklanır" in hakan.get(page).content.decode()
    told = hakan.post(url("make_complaint", written), {"offence": "insult"}, follow=True)
    assert "Dosya hazırlandı. Yazılanlar dosyada saklanır." in told.content.decode()
    assert hakan.get(url("complaint", written)).content.startswith(b"%PDF")
    facts, statement, messages, signatures = paper._document(ComplaintFile.objects.get()).sections
    assert statement.words == "Bana küfretti."
    assert (gettext("Sender"), AYSE) in facts.facts
    first, ours, last = messages.entries
    assert (first.title, LETTER.text in first.detail) == (AYSE, True)
    assert ours.title == gettext("Automatic message")
    assert (last.title, actions.last_words() in last.detail) == (elif_.full_name, True)
    assert signatures.facts


def test_no_file_is_made_of_a_confidential_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    _, conversation = taken_in()
    written, _is_told = actions.end_in_writing(
        conversation=conversation,
        threat=False,
        reason="Bana küfretti.",
        by=cast.staff("elif"),
        at=LATER,
    )
    make_confidential(conversation=conversation, at=LATER)
    may = User.may
    monkeypatch.setattr(
        User, "may", lambda user, right: right == READ_CONFIDENTIAL or may(user, right)
    )
    refused = browser("hakan").post(url("make_complaint", written), {"offence": "insult"})
    assert refused.status_code == 422
    assert "sözleri mühürlü kalır" in refused.content.decode()
