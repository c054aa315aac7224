"""Beside chance, contacts with a reason are evaluated: marked, limited, and in no draw."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.cases.life import alarms
from tests.quality import made

from alo153.calls.models import Call, GuestSeat
from alo153.cases import actions as cases
from alo153.contacts.actions import log_information, rate_interaction
from alo153.contacts.models import Interaction
from alo153.core.actor import SYSTEM
from alo153.quality import actions
from alo153.quality.models import Evaluation, Reason
from alo153.quality.queries import facts

pytestmark = pytest.mark.django_db
DAY = cast.AT.date()
LATER = cast.AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def _known_agent() -> None:
    """Elif has worked here for long: she is no new agent."""
    made.contact(at=cast.AT - timedelta(days=60))


def plan(each_reason: int) -> None:
    derya = cast.staff("derya")
    actions.set_plan(
        each=0, each_reason=each_reason, twice_percent=0, appeal_days=7, by=derya, at=cast.AT
    )


def chosen() -> list[tuple[int | None, str]]:
    actions.draw_day(day=DAY, at=LATER)
    return list(Evaluation.objects.order_by("pk").values_list("interaction_id", "reason"))


def rated(rating: int) -> Interaction:
    contact = made.contact()
    rate_interaction(interaction=contact, rating=rating, by=SYSTEM, at=cast.AT)
    return contact


def test_nothing_is_chosen_until_the_plan_says_so() -> None:
    plan(each_reason=0)
    rated(1)
    assert chosen() == []


def test_a_low_rating_is_a_reason_and_belongs_to_no_draw() -> None:
    plan(each_reason=5)
    low = rated(2)
    rated(5)
    made.contact()
    assert chosen() == [(low.pk, Reason.LOW_RATING)]
    row = Evaluation.objects.get()
    assert (row.draw, row.of, row.second, row.evaluator) == (None, None, False, cast.staff("derya"))


def test_no_more_of_a_reason_than_the_plan_says() -> None:
    plan(each_reason=2)
    for _ in range(4):
        rated(1)
    assert len(chosen()) == 2


def test_what_chance_drew_is_not_chosen_again() -> None:
    derya = cast.staff("derya")
    actions.set_plan(each=1, each_reason=5, twice_percent=0, appeal_days=7, by=derya, at=cast.AT)
    low = rated(1)
    assert chosen() == [(low.pk, Reason.CHANCE)]


def test_a_new_agent_is_a_reason() -> None:
    plan(each_reason=5)
    contact = made.contact("murat")
    assert chosen() == [(contact.pk, Reason.NEW_AGENT)]


def test_the_same_question_again_within_a_week_is_a_reason() -> None:
    water = cast.topic("su-kesintisi")

    def asks(days: int, address: str) -> Interaction:
        contact = made.contact(at=cast.AT + timedelta(days=days))
        Interaction.objects.filter(pk=contact.pk).update(address=address)
        contact.refresh_from_db()
        log_information(interaction=contact, topic=water, by=cast.actor("elif"), at=cast.AT)
        return contact

    first, again, other = asks(-3, "+901"), asks(0, "+901"), asks(0, "+902")
    found = facts.of([first.pk, again.pk, other.pk])
    assert [found[each.pk].repeated for each in (first, again, other)] == [False, True, False]


def test_a_complaint_is_a_reason() -> None:
    plan(each_reason=5)
    contact = made.contact()
    case = cast.open_case()
    case.interactions.add(contact)
    type(case).objects.filter(pk=case.pk).update(kind="complaint")
    assert chosen() == [(contact.pk, Reason.COMPLAINT)]


def test_alarm_words_are_a_reason_until_somebody_dismisses_them() -> None:
    plan(each_reason=5)
    raised, dismissed = made.contact(), made.contact()
    for contact in (raised, dismissed):
        cast.open_case(alarms.GAS).interactions.add(contact)
    flag = alarms.flag_of(dismissed.cases.get())
    cases.dismiss_alarm(flag=flag, reason="Tüp değişimi.", by=cast.staff("selin"), at=cast.AT)
    assert chosen() == [(raised.pk, Reason.ALARM)]


def test_a_guest_is_a_reason_of_their_own() -> None:
    plan(each_reason=5)
    contact = made.contact("murat")
    GuestSeat.objects.create(
        guest=cast.staff("murat"),
        mentor=cast.staff("elif"),
        opened_by=cast.staff("hakan"),
        opened_at=cast.AT,
        from_at=cast.AT,
        until=LATER,
        code_digest="x",
    )
    assert chosen() == [(contact.pk, Reason.GUEST)]


def test_long_holds_and_the_sound_of_a_recording_are_known(
    tmp_path: Path, settings: Settings
) -> None:
    spool = recorded.settings_for(tmp_path, settings)
    call = recorded.keep(recorded.talk(spool, seconds=2))
    Call.objects.filter(pk=call.pk).update(held_seconds=150)
    actions.measure_due(at=cast.AT)
    found = facts.of([call.interaction_id])[call.interaction_id]
    assert found.hold_seconds == 150
    assert found.silence is not None
    assert found.overlap is not None
