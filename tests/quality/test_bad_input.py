"""What goes wrong in a center: a question that is gone, a recording too, an evaluator who left."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.quality import made

from alo153.accounts.models import User
from alo153.calls.media.recordings.actions import delete_recordings
from alo153.quality import actions, card_json
from alo153.quality.actions import ChangedMeanwhile
from alo153.quality.media import CardMedium
from alo153.quality.models import Evaluation, Reason, State
from alo153.quality.rules.scorecards import Scorecard

pytestmark = pytest.mark.django_db
DAY = cast.AT.date()
LATER = cast.AT + timedelta(days=1)


def browser(who: str) -> Client:
    client = Client()
    client.force_login(cast.staff(who))
    return client


def test_a_question_that_is_deleted_in_use_stays_in_what_was_scored_with_it() -> None:
    derya, first = cast.staff("derya"), made.card()
    given, begun = made.given(made.asked()), made.asked("murat")
    begun = actions.keep(
        evaluation=begun, answers={"greets": 1}, remarks={}, summary="", seen=1, by=derya
    )
    section = made.CARD.sections[0]
    _greets, listens, privacy = section.questions
    kept = (replace(listens, weight=100), privacy)
    card = Scorecard(sections=(replace(section, questions=kept),))
    draft = actions.write_draft(medium=CardMedium.COUNTER, card=card, by=derya, at=cast.AT)
    second = actions.put_in_use(version=draft, by=derya, at=cast.AT)
    given.refresh_from_db()
    assert given.card == first
    assert "greets" in [each.key for each in card_json.read(first.content).questions]
    assert (
        "Selamladı mı?"
        in browser("elif").get(reverse("quality:own", args=[given.pk])).content.decode()
    )
    done = made.given(begun)
    assert (done.card, done.percent) == (first, 100.0)
    assert made.given(made.asked("zeynep"), {"listens": 5, "privacy": 1}).card == second


def test_a_recording_that_is_destroyed_is_said_and_the_contact_can_be_dropped(
    tmp_path: Path, settings: Settings
) -> None:
    made.card(CardMedium.PHONE)
    spool = recorded.settings_for(tmp_path, settings)
    call = recorded.keep(recorded.talk(spool, seconds=3))
    derya = cast.staff("derya")
    row = actions.ask(interaction=call.interaction, reason=Reason.OTHER, by=derya, at=LATER)
    delete_recordings(calls=[call.pk], at=LATER)
    page = browser("derya").get(reverse("quality:evaluation", args=[row.pk]))
    assert page.status_code == 200
    assert "Ses kaydı artık yok." in page.content.decode()
    browser("derya").post(reverse("quality:drop", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == State.DROPPED


def left(who: str) -> None:
    User.objects.filter(pk=cast.staff(who).pk).update(is_active=False)


def test_the_work_of_an_evaluator_who_left_is_dealt_again_without_their_marks() -> None:
    made.card()
    made.day()
    actions.draw_day(day=DAY, at=LATER)
    derya = cast.staff("derya")
    row = Evaluation.objects.filter(evaluator=derya, second=False).first()
    assert row is not None
    actions.keep(evaluation=row, answers={"greets": 0}, remarks={}, summary="x", seen=1, by=derya)
    cast.staff("hakan")
    left("derya")
    actions.draw_due(yesterday=DAY, at=LATER + timedelta(days=1))
    row.refresh_from_db()
    assert row.evaluator == cast.staff("hakan")
    assert (row.answers, row.summary) == ({}, "")
    assert not Evaluation.objects.filter(evaluator=derya, state=State.OPEN).exists()


def test_what_somebody_gave_who_left_stays_as_it_is() -> None:
    made.card()
    row = made.given(made.asked())
    cast.staff("hakan")
    left("derya")
    actions.draw_due(yesterday=DAY, at=LATER)
    row.refresh_from_db()
    assert (row.evaluator, row.percent) == (User.objects.get(username="derya"), 100.0)


def test_where_nobody_else_evaluates_the_work_waits_with_nobody() -> None:
    made.card()
    row = made.asked()
    left("derya")
    User.objects.exclude(username="derya").update(is_active=False)
    actions.draw_due(yesterday=DAY, at=LATER)
    row.refresh_from_db()
    assert row.evaluator is None


def test_of_two_windows_that_save_on_the_page_the_slower_keeps_its_words() -> None:
    made.card()
    row = made.asked()
    client, url = browser("derya"), reverse("quality:evaluation", args=[row.pk])
    client.post(url, {"seen": "1", "answer_greets": "1", "keep": "1"})
    slow = client.post(
        url, {"seen": "1", "answer_greets": "0", "summary": "Geç kaldım.", "keep": "1"}
    )
    assert "Geç kaldım." in slow.content.decode()
    assert Evaluation.objects.get(pk=row.pk).answers == {"greets": 1}
    with pytest.raises(ChangedMeanwhile):
        actions.give(evaluation=row, seen=1, by=cast.staff("derya"), at=LATER)
