"""Each day chance draws contacts of every agent; the same seed gives the same contacts."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.contacts.conversations.letters import LETTER, taken_in
from tests.quality import made

from alo153.calls.media.recordings.actions import delete_recordings
from alo153.calls.models import Call
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import close
from alo153.contacts.models import Conversation
from alo153.core import events
from alo153.quality import actions
from alo153.quality.media import CardMedium
from alo153.quality.models import Draw, Evaluation, Reason
from alo153.quality.queries import candidates
from alo153.quality.rules import candidate_lists, sampling
from alo153.quality.rules.candidate_lists import Kind

pytestmark = pytest.mark.django_db
DAY = cast.AT.date()
LATER = cast.AT + timedelta(days=1)
SETTLED = Conversation.CloseReason.SETTLED


def drawn() -> list[tuple[int, int]]:
    first = Evaluation.objects.filter(second=False)
    return sorted(first.values_list("interaction_id", "agent_id"))


def test_each_agent_gives_one_contact_and_an_evaluator_gets_it() -> None:
    derya = cast.staff("derya")
    made.day()
    draw = actions.draw_day(day=DAY, at=LATER)
    rows = list(Evaluation.objects.filter(second=False))
    assert {row.agent.username for row in rows} == {"elif", "murat"}
    assert [(row.of, row.drawn, row.reason, row.evaluator) for row in rows] == [
        (5, 1, Reason.CHANCE, derya)
    ] * 2
    assert (draw.candidates, [each.name for each in events.history(draw)]) == (
        10,
        ["quality.contacts_drawn"],
    )


def test_anybody_draws_the_same_contacts_by_the_seed_that_was_written_down() -> None:
    made.day(each=9)
    draw = actions.draw_day(day=DAY, at=LATER)
    again = sampling.draw(
        [contact.candidate for contact in candidates.of_day(DAY)], each=draw.each, seed=draw.seed
    )
    assert sorted((each.key, each.stratum) for each in again) == drawn()


def test_the_kept_list_gives_the_draw_again_after_a_deletion_and_a_change_to_confidential(
    tmp_path: Path, settings: Settings
) -> None:
    spool = recorded.settings_for(tmp_path, settings)
    first, second = (recorded.keep(recorded.talk(spool, seconds=2)) for _ in range(2))
    plain, hidden = made.contact(), made.contact()
    draw = actions.draw_day(day=DAY, at=LATER)
    before = drawn()
    delete_recordings(calls=[first.pk], at=LATER)
    cast.open_case(about="kadin-destek").interactions.add(hidden)
    assert [each.key for each in candidates.of_day(DAY)] == [second.interaction_id, plain.pk]
    draw.refresh_from_db()
    listed = candidate_lists.from_json(draw.lists)[Kind.CONTACTS]
    assert {each.key for each in listed.candidates} == {
        first.interaction_id,
        second.interaction_id,
        plain.pk,
        hidden.pk,
    }
    assert sorted((each.key, each.stratum) for each in listed.draw()) == before


def test_a_day_is_drawn_once() -> None:
    made.day()
    actions.draw_day(day=DAY, at=LATER)
    before = drawn()
    made.day()
    actions.draw_day(day=DAY, at=LATER)
    assert (drawn(), Draw.objects.count()) == (before, 1)


def test_the_plan_says_how_many_and_how_many_are_scored_twice() -> None:
    derya, hakan = cast.staff("derya"), cast.staff("hakan")
    actions.set_plan(each=3, twice_percent=100, appeal_days=7, by=derya, at=cast.AT)
    made.day(agents=("elif",))
    actions.draw_day(day=DAY, at=LATER)
    by_contact: dict[int, set[int | None]] = {}
    for row in Evaluation.objects.all():
        by_contact.setdefault(row.interaction_id, set()).add(row.evaluator_id)
    assert list(by_contact.values()) == [{derya.pk, hakan.pk}] * 3


def test_without_a_second_evaluator_nothing_waits_for_a_second_score() -> None:
    derya = cast.staff("derya")
    actions.set_plan(each=2, twice_percent=100, appeal_days=7, by=derya, at=cast.AT)
    made.day(agents=("elif",))
    actions.draw_day(day=DAY, at=LATER)
    assert [(row.evaluator, row.second) for row in Evaluation.objects.all()] == [(derya, False)] * 2


def test_days_on_which_no_worker_ran_are_drawn_later_and_no_further_back_than_two_weeks() -> None:
    actions.draw_day(day=DAY, at=LATER)
    made.contact(at=cast.AT + timedelta(days=2))
    actions.draw_due(yesterday=DAY + timedelta(days=3), at=cast.AT + timedelta(days=4))
    assert list(Draw.objects.order_by("day").values_list("day", "candidates")) == [
        (DAY, 0),
        (DAY + timedelta(days=1), 0),
        (DAY + timedelta(days=2), 1),
        (DAY + timedelta(days=3), 0),
    ]
    much_later = DAY + timedelta(days=100)
    days = [draw.day for draw in actions.draw_due(yesterday=much_later, at=LATER)]
    assert (len(days), days[-1]) == (14, much_later)
    assert actions.draw_due(yesterday=much_later, at=LATER) == []


def test_the_first_draw_is_that_of_yesterday() -> None:
    assert [draw.day for draw in actions.draw_due(yesterday=DAY, at=LATER)] == [DAY]


def test_nobody_gets_their_own_contact() -> None:
    cast.staff("hakan")
    made.day(agents=("hakan",))
    actions.draw_day(day=DAY, at=LATER)
    assert [row.evaluator for row in Evaluation.objects.filter(second=False)] == [None]


def test_what_nobody_answered_or_is_of_another_day_is_not_drawn() -> None:
    made.contact(at=cast.AT - timedelta(days=1))
    made.contact(channel=Channel.API)
    assert candidates.of_day(DAY) == []


def test_a_telephone_call_without_a_kept_recording_is_not_drawn(
    tmp_path: Path, settings: Settings
) -> None:
    spool = recorded.settings_for(tmp_path, settings)
    heard = recorded.keep(recorded.talk(spool, seconds=2))
    recorded.talk(spool, seconds=2, recorded=False)
    assert [each.key for each in candidates.of_day(DAY)] == [heard.interaction_id]
    draw = actions.draw_day(day=DAY, at=LATER)
    assert (draw.candidates, draw.unheard) == (1, 1)


def test_a_contact_about_a_confidential_case_is_not_drawn() -> None:
    plain, hidden = made.contact(), made.contact()
    cast.open_case().interactions.add(plain)
    cast.open_case(about="kadin-destek").interactions.add(hidden)
    assert [each.key for each in candidates.of_day(DAY)] == [plain.pk]


def test_a_written_contact_is_drawn_in_the_queue_in_which_it_waited() -> None:
    """Within its agent each queue gets its share, of letters as of calls."""
    for name in ("su", "153"):
        to, sender = (f"{name}@kocaeli.example",), f"{name}@example.org"
        _, letter = taken_in(replace(LETTER, reference=f"<{name}@posta>", to=to, sender=sender))
        close(conversation=letter, reason=SETTLED, by=cast.staff("elif"), at=cast.AT)
    queues = [contact.candidate.queue for contact in candidates.of_day(DAY)]
    assert queues == ["water", "general"]


def test_a_video_call_is_a_channel_of_its_own_and_has_a_card_of_its_own(
    tmp_path: Path, settings: Settings
) -> None:
    spool = recorded.settings_for(tmp_path, settings)
    signed, spoken = (recorded.keep(recorded.talk(spool, seconds=2)) for _ in range(2))
    Call.objects.filter(pk=signed.pk).update(video=True)
    found = {each.key: each for each in candidates.of_day(DAY)}
    by_sign, by_voice = found[signed.interaction_id], found[spoken.interaction_id]
    assert (by_sign.medium, by_sign.candidate.channel) == (CardMedium.VIDEO, "video")
    assert (by_voice.medium, by_voice.candidate.channel) == (CardMedium.PHONE, "phone")
