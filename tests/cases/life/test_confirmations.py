"""Is it solved? The citizen is asked, reminded little, and whoever says no is heard."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed, say

from alo153.cases import actions
from alo153.cases.actions import AlreadySaid
from alo153.cases.models import Closing, RelayAttempt
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.telling import timeline
from alo153.citizens.channel import Channel
from alo153.city.rules.closing import BOUNDS, ClosingPolicy
from alo153.contacts.about import About
from alo153.contacts.models import Message
from alo153.contacts.queries import about
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

Confirmation = Closing.Confirmation
DAY = timedelta(days=1)
policies = st.builds(
    ClosingPolicy, **{name: st.integers(low, high) for name, (low, high) in BOUNDS.items()}
)


@given(policies, st.booleans())
def test_a_citizen_is_reminded_no_more_than_the_city_says(
    policy: ClosingPolicy, by_message: bool
) -> None:
    asked, at, reminded = cast.AT, cast.AT, 0
    while (at := policy.ask_next(asked, reminded, by_message=by_message)) < policy.ends(asked):
        reminded += 1
        assert at > asked
    assert reminded <= (policy.reminders if by_message else 0)
    assert at == policy.ends(asked)


@pytest.mark.django_db
class TestAsking:
    def test_closing_asks_the_citizen(self) -> None:
        case = closed()
        closing = case.closings.get()
        assert closing.confirmation == Confirmation.WAITING
        assert (closing.told, closing.outcome) == (True, "done")
        assert closing.unit == cast.unit("park-ve-bahceler")

    def test_the_message_with_the_answer_asks_and_leads_to_the_page(self) -> None:
        case = closed()
        body = about(About.row(case)).get(purpose="answer").body
        assert "Çözüldü mü?" in body
        assert f"/t/{case.link_key}/" in body

    def test_one_reminder_and_then_nobody_knows(self) -> None:
        case = closed()
        for day in range(30):
            actions.process_due_confirmations(at=now() + day * DAY)
            actions.process_due_confirmations(at=now() + day * DAY)
        closing = case.closings.get()
        assert (closing.confirmation, closing.reminders) == (Confirmation.NO_ANSWER, 1)
        asked = about(About.row(case)).get(purpose="confirmation")
        assert "Sorununuz çözüldü mü?" in asked.body

    def test_who_wished_no_message_gets_no_reminder(self) -> None:
        case = closed(wish=Channel.NONE)
        actions.process_due_confirmations(at=now() + 13 * DAY)
        assert case.closings.get().confirmation == Confirmation.WAITING
        actions.process_due_confirmations(at=now() + 15 * DAY)
        assert case.closings.get().confirmation == Confirmation.NO_ANSWER
        assert not Message.objects.filter(purpose="confirmation").exists()

    def test_who_was_reached_by_nobody_may_still_say(self) -> None:
        case = stories.relaying()
        wrong = RelayAttempt.Result.WRONG_NUMBER
        actions.record_attempt(relay=case.relays.get(), result=wrong, by=SYSTEM, at=now())
        murat = cast.staff("murat")
        actions.close_unreached(case=case, reason="Numara kapalı", by=murat, at=now())
        closing = case.closings.get()
        assert (closing.told, closing.given_up_by) == (False, murat)
        assert say(case, solved=True).confirmation == Confirmation.SOLVED


@pytest.mark.django_db
class TestSaying:
    def test_solved_is_kept_and_thanked_for(self) -> None:
        case = closed()
        closing = say(case, solved=True)
        assert (closing.confirmation, closing.ask_next_at) == (Confirmation.SOLVED, None)
        assert case.state == State.CLOSED
        assert timeline.standing(case) == "case.confirmed"

    def test_not_solved_needs_a_word(self) -> None:
        with pytest.raises(ReasonMissing):
            say(closed(), solved=False, words="  ")

    def test_a_wrong_tap_can_be_put_right(self) -> None:
        case = closed()
        say(case, solved=True)
        say(case, solved=False, words="Yanlış bastım, dallar duruyor.")
        assert case.closings.get().confirmation == Confirmation.NOT_SOLVED
        assert case.state == State.AT_CENTER

    def test_who_was_late_is_still_heard(self) -> None:
        case = closed()
        actions.process_due_confirmations(at=now() + 20 * DAY)
        actions.process_due_confirmations(at=now() + 20 * DAY)
        assert say(case, solved=True, at=now() + 21 * DAY).confirmation == Confirmation.SOLVED

    def test_the_same_is_not_said_twice(self) -> None:
        case = closed()
        say(case, solved=True)
        with pytest.raises(AlreadySaid):
            say(case, solved=True)

    def test_nothing_is_said_about_an_open_case(self) -> None:
        with pytest.raises(NotPossible):
            say(stories.relaying(), solved=True)
