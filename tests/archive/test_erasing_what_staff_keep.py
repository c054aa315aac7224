"""Whoever is erased leaves no voice in the library, and no word that staff wrote or read."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.launch.production.page import blocks
from tests.quality import made

from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call
from alo153.care import actions as care
from alo153.care.models import AbuseReport, Offence
from alo153.citizens.models import Citizen
from alo153.city import numbers
from alo153.contacts.actions import rate_interaction
from alo153.contacts.models import Interaction
from alo153.core.actor import CITIZEN
from alo153.core.models import Event
from alo153.launch import paths
from alo153.quality import actions as quality
from alo153.quality.copies import copies
from alo153.quality.models import (
    Coaching,
    ContactFeedback,
    Evaluation,
    GoodMoment,
    HandTranscript,
    Transcript,
)
from alo153.quality.queries import library

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(seconds=40)
STRANGER = "+905329990001"


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    return recorded.settings_for(tmp_path, settings)


def erase(number: str) -> str:
    out = StringIO()
    cast.staff("yasin")
    call_command("erase_citizen", contact=number, reason="request", by="yasin", stdout=out)
    return out.getvalue()


def kept(spool: Spool, number: str) -> Call:
    return recorded.keep(recorded.talk(spool, seconds=20, number=number))


def released(call: Call) -> GoodMoment:
    moment = quality.propose_moment(
        recording=call.recording,
        part=(2, 12),
        silent=(),
        title="Ayşe Hanım",
        why="Ayşe Hanımı dinledi.",
        by=cast.staff("derya"),
        at=cast.AT,
    )
    elif_ = cast.staff("elif")
    quality.hear_moment(moment=moment, by=elif_, at=cast.AT)
    return quality.answer_moment(moment=moment, releases=True, by=elif_, at=cast.AT)


def reported() -> AbuseReport:
    elif_ = cast.staff("elif")
    report = care.end_by_right(threat=False, by=elif_, at=LATER)
    return care.state(report=report, words="Ayşe Hanım küfretti.", by=elif_, at=LATER)


def said(contact: Interaction, number: str) -> ContactFeedback:
    rate_interaction(interaction=contact, rating=1, by=CITIZEN, at=cast.AT)
    return quality.give_feedback(
        interaction=contact,
        rating=None,
        words="Kimse dinlemedi.",
        number=numbers.parse(number),
        at=cast.AT,
    )


def traces(call: Call) -> set[str]:
    """Return what is left of a caller, by where it stands."""
    contact = call.interaction
    found = {
        "feedback": ContactFeedback.objects.filter(interaction=contact).exclude(number=""),
        "words": ContactFeedback.objects.filter(interaction=contact, words__contains="dinlemedi"),
        "statement": AbuseReport.objects.filter(interaction=contact).exclude(statement=""),
        "moment": GoodMoment.objects.filter(recording=call.pk).exclude(file=""),
        "title": GoodMoment.objects.filter(recording=call.pk, title__contains="Ayşe"),
        "by hand": HandTranscript.objects.filter(recording=call.pk).exclude(citizen=""),
        "transcript": Transcript.objects.filter(recording=call.pk),
        "number": Call.objects.filter(pk=call.pk).exclude(number=""),
    }
    return {name for name, rows in found.items() if rows.exists()}


def full(spool: Spool, number: str) -> Call:
    """Return a call of which every kind of trace is there."""
    call = kept(spool, number)
    released(call)
    reported()
    said(call.interaction, number)
    quality.write_by_hand(
        recording=call.recording,
        citizen="Ben Ayşe",
        agent="Buyurun",
        by=cast.staff("derya"),
        at=cast.AT,
    )
    Transcript.objects.create(
        recording=call.recording, engine="x", seconds=20, state="made", made_at=cast.AT
    )
    assert len(traces(call)) == 8
    return call


@pytest.mark.parametrize("known", [True, False])
def test_moments_and_statements_of_a_number_go_with_it(spool: Spool, known: bool) -> None:
    """Nobody asked the caller who they are: the contact has the number and no citizen."""
    if known:
        cast.citizen("Ayşe Işık")
    number = cast.phone_of("Ayşe Işık") if known else STRANGER
    call = full(spool, number)
    assert call.interaction.citizen is None
    file = GoodMoment.objects.get().file
    erase(number)
    assert traces(call) == set()
    assert not copies().exists(file)
    assert not library.moments(cast.staff("murat")).exists()
    assert Event.objects.filter(name="citizen.erased").count() == 1


def test_who_was_taken_for_somebody_else_is_erased_by_the_number(spool: Spool) -> None:
    cast.citizen("Ayşe Işık")
    call = full(spool, cast.phone_of("Ayşe Işık"))
    other = Citizen.objects.create(created_at=cast.AT, language="tr")
    Interaction.objects.filter(pk=call.interaction_id).update(
        citizen=other, address=cast.phone_of("Ayşe Işık")
    )
    erase(cast.phone_of("Ayşe Işık"))
    assert traces(call) == set()
    assert not Interaction.objects.filter(address=cast.phone_of("Ayşe Işık")).exists()
    with pytest.raises(CommandError):
        erase(cast.phone_of("Ayşe Işık"))


def test_what_others_said_stays_also_of_those_without_a_number(spool: Spool) -> None:
    cast.citizen("Ayşe Işık")
    withheld = kept(spool, "")
    kept_words = said(withheld.interaction, "0532 000 07 07")
    erase(cast.phone_of("Ayşe Işık"))
    kept_words.refresh_from_db()
    assert (kept_words.words, kept_words.number) == ("Kimse dinlemedi.", "+905320000707")


def test_a_wish_to_be_called_at_the_number_goes_whatever_contact_it_is_about() -> None:
    cast.citizen("Ayşe Işık")
    row = said(made.contact(), cast.phone_of("Ayşe Işık"))
    erase(cast.phone_of("Ayşe Işık"))
    row.refresh_from_db()
    assert (row.number, "dinlemedi" in row.words) == ("", False)


def test_no_statement_comes_back_about_a_caller_who_was_erased(spool: Spool) -> None:
    kept(spool, STRANGER)
    report = reported()
    erase(STRANGER)
    with pytest.raises(care.CallerErased):
        care.state(report=report, words="Ayşe Hanım.", by=cast.staff("elif"), at=LATER)
    report.refresh_from_db()
    assert report.statement == ""


def test_no_report_that_is_begun_after_the_erasure_gets_one(spool: Spool) -> None:
    call = kept(spool, cast.phone_of("Ayşe Işık"))
    Interaction.objects.filter(pk=call.interaction_id).update(citizen=cast.citizen("Ayşe Işık"))
    erase(cast.phone_of("Ayşe Işık"))
    with pytest.raises(care.CallerErased):
        reported()
    assert not AbuseReport.objects.exclude(statement="").exists()


def test_a_file_for_the_prosecutor_keeps_its_statement(spool: Spool) -> None:
    kept(spool, STRANGER)
    report, hakan = reported(), cast.staff("hakan")
    care.file_complaint(report=report, offence=Offence.INSULT, by=hakan, at=LATER)
    erase(STRANGER)
    report.refresh_from_db()
    assert report.statement == "Ayşe Hanım küfretti."
    assert report.complaint.number == STRANGER


def test_what_waits_to_be_stored_is_never_stored(spool: Spool) -> None:
    call = recorded.talk(spool, seconds=20, number=STRANGER)
    assert call.recording.state == "pending"
    erase(STRANGER)
    assert recorded.keep(call).recording.state == "deleted"


def test_a_number_of_which_nothing_is_known_is_no_erasure() -> None:
    with pytest.raises(CommandError):
        erase(STRANGER)
    assert not Citizen.objects.exists()


def staff_words(name: str) -> str:
    """Return what the page's own statements leave of the words about the work of staff."""
    block = blocks(paths.PROJECT / "docs/howto/erase-a-person.md")["name-in-words-about-staff"]
    statements = block.partition("<<END\n")[2].removesuffix("END\n")
    with connection.cursor() as cursor:
        cursor.execute(statements.replace(":'name'", f"'{name}'"))
    row = Evaluation.objects.select_related("appeal").get()
    note = Coaching.objects.get()
    (step,) = note.steps.all()
    words = (row.summary, row.remarks["greets"], row.appeal.reason, row.appeal.decision)
    return " ".join((*words, note.note, step.text))


def test_words_about_staff_stay_and_a_name_in_them_is_replaced_by_hand() -> None:
    made.card()
    row, derya, elif_ = made.asked(), cast.staff("derya"), cast.staff("elif")
    kept_row = quality.keep(
        evaluation=row,
        answers=made.GOOD,
        remarks={"greets": "0:05 Ayşe Işık'a adıyla seslendi."},
        summary="Ayşe Işık'ı dinlediniz.",
        seen=row.version,
        by=derya,
    )
    given = quality.give(evaluation=kept_row, seen=kept_row.version, by=derya, at=cast.AT)
    appeal = quality.appeal(evaluation=given, reason="Ayşe Işık bağırıyordu.", by=elif_, at=cast.AT)
    quality.decide(
        appeal=appeal,
        answers=None,
        decision="Ayşe Işık sakindi.",
        by=cast.staff("hakan"),
        at=cast.AT,
    )
    step = quality.Agreed(text="Ayşe Işık gibi arayanları bekle.", due_date=cast.AT.date())
    quality.coach(agent=elif_, note="Ayşe Işık'ın çağrısı.", steps=[step], by=derya, at=cast.AT)
    cast.citizen("Ayşe Işık")
    erase(cast.phone_of("Ayşe Işık"))
    assert staff_words("Fatma").count("Ayşe Işık") == 6
    assert "0:05 …'a adıyla seslendi." in staff_words("Ayşe Işık")
    assert "Ayşe" not in staff_words("Fatma")
