"""What waits in writing is offered to somebody who is here and has room, and to nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.switchboard.written.desk import CHAT, EMAIL, MEDIA, Desk

from alo153.calls.call_words import AgentState
from alo153.contacts.offering.media import Media
from alo153.contacts.offering.offer_outcomes import OfferEnd, OfferReason
from alo153.switchboard.written.rules.facts import WorkOffered, WorkOfferEnded

ELIF, MURAT = 1, 2


@pytest.fixture
def desk() -> Desk:
    return Desk()


def ends(desk: Desk) -> list[OfferEnd]:
    return [fact.result for fact in desk.told if isinstance(fact, WorkOfferEnded)]


def test_a_chat_is_offered_to_whoever_is_idle_longest_and_says_why(desk: Desk) -> None:
    desk.stands(ELIF, idle_since=900.0)
    desk.stands(MURAT, idle_since=800.0)
    desk.writes(7)
    desk.decide(later=30)
    assert desk.offered == {7: MURAT}
    [why] = desk.told
    assert isinstance(why, WorkOffered)
    assert (why.reason, why.among, why.in_hand) == (OfferReason.NEXT, 2, 0)
    assert why.score == 10.5  # ten minutes of priority, half a minute of waiting
    assert why.until == desk.at + MEDIA.offer == desk.wake_at


def test_whoever_has_less_in_hand_is_asked_first(desk: Desk) -> None:
    desk.stands(ELIF, idle_since=800.0)
    desk.stands(MURAT, idle_since=900.0)
    desk.writes(1)
    desk.takes(ELIF, 1)
    desk.writes(2)
    desk.decide()
    assert desk.offered == {2: MURAT}


def test_one_offer_at_a_time_and_three_chats_at_most(desk: Desk) -> None:
    desk.stands(ELIF)
    for key in range(5):
        desk.writes(key)
    for taken in range(3):
        desk.decide()
        assert desk.offered == {taken: ELIF}
        desk.takes(ELIF, taken)
    desk.decide(later=1)
    assert desk.offered == {}
    desk.in_hand[ELIF].pop()
    desk.decide()
    assert desk.offered == {3: ELIF}


def test_priority_and_minutes_waited_are_one_number(desk: Desk) -> None:
    """A chat (10 minutes in advance) goes before a letter of 11 minutes, and after one of 13."""
    desk.writes(1, "email")
    desk.at += 9 * 60
    desk.writes(2)
    desk.at += 2 * 60
    desk.stands(ELIF)
    desk.decide()  # 12 against 11
    assert desk.offered == {2: ELIF}
    other = Desk()
    other.writes(1, "email")
    other.at += 11 * 60
    other.writes(2)
    other.at += 2 * 60
    other.stands(ELIF)
    other.decide()  # 12 against 13
    assert other.offered == {1: ELIF}


def test_a_letter_in_hand_leaves_room_for_a_chat_and_a_chat_none_for_a_letter(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.writes(1, "email")
    desk.takes(ELIF, 1)
    desk.writes(2)
    desk.decide()
    assert desk.offered == {2: ELIF}
    desk.takes(ELIF, 2)
    desk.in_hand[ELIF] = desk.in_hand[ELIF][1:]
    desk.writes(3, "email")
    desk.decide()
    assert desk.offered == {}


@pytest.mark.parametrize("state", [AgentState.RINGING, AgentState.TALKING, AgentState.WRAP_UP])
def test_nothing_is_offered_during_a_call(desk: Desk, state: AgentState) -> None:
    desk.stands(ELIF, state, call="c")
    desk.writes(1)
    desk.decide()
    assert desk.offered == {}


def test_the_city_may_allow_chats_beside_a_call() -> None:
    media = Media(by_key={"chat": replace(CHAT, beside_call=1), "email": EMAIL})
    desk = Desk(media)
    desk.stands(ELIF, AgentState.TALKING, call="c")
    desk.writes(1, "email")
    desk.writes(2)
    desk.writes(3)
    desk.decide()
    assert desk.offered == {2: ELIF}
    desk.takes(ELIF, 2)
    desk.decide()
    assert desk.offered == {}


def test_a_call_puts_an_offer_aside_and_it_is_where_it_was_afterwards(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.writes(1, "email")
    desk.at += 60
    desk.writes(2, "email")
    desk.decide()
    assert desk.offered == {1: ELIF}
    desk.stands(ELIF, AgentState.RINGING, call="c")
    desk.decide()
    assert (desk.offered, ends(desk)) == ({}, [OfferEnd.WITHDRAWN])
    desk.stands(ELIF)
    desk.decide()
    assert desk.offered == {1: ELIF}, "still the first of the line"


def test_what_nobody_takes_goes_to_the_next_and_comes_back_in_the_end(desk: Desk) -> None:
    desk.stands(ELIF, idle_since=1.0)
    desk.stands(MURAT)
    desk.writes(1)
    desk.decide()
    desk.decide(later=MEDIA.offer)
    assert (desk.offered, ends(desk)) == ({1: MURAT}, [OfferEnd.NO_ANSWER])
    desk.refuses(1)
    desk.decide(later=1)
    assert desk.offered == {}, "one rests, the other has refused"
    # Refused by Murat at 21 s, passed by Elif at 20 s
    desk.decide(later=MEDIA.rest - 1)
    assert desk.offered == {1: ELIF}


def test_whoever_let_one_pass_rests_and_whoever_refused_is_asked_for_another(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.writes(1)
    desk.writes(2)
    desk.decide()
    desk.refuses(1)
    desk.decide(later=1)
    assert desk.offered == {2: ELIF}
    desk.decide(later=MEDIA.offer)
    assert desk.offered == {}
    desk.decide(later=MEDIA.rest - MEDIA.offer - 1)
    assert desk.offered == {}, "the one refused might be asked for again, but Elif rests"
    desk.decide(later=MEDIA.offer + 1)
    assert desk.offered == {1: ELIF}


def test_whoever_signs_out_leaves_their_chat_and_letter_to_somebody_here(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.stands(MURAT)
    desk.writes(1, agent=ELIF)
    desk.writes(2, "email", agent=ELIF)
    desk.decide()
    assert desk.offered == {}, "Elif is here: it is in her hands"
    desk.stands(ELIF, AgentState.OFFLINE)
    desk.decide()
    assert desk.offered == {1: MURAT}
    [why] = desk.told
    assert isinstance(why, WorkOffered)
    assert (why.reason, why.before) == (OfferReason.TAKE_OVER, ELIF)
    desk.takes(MURAT, 1)
    desk.in_hand.clear()
    desk.decide()
    assert desk.offered == {2: MURAT}


def test_whoever_signs_in_at_another_node_keeps_what_they_have(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.stands(MURAT)
    desk.writes(1, agent=ELIF)
    desk.decide()
    desk.stands(ELIF, AgentState.OFFLINE)
    desk.elsewhere.add(ELIF)
    desk.decide(later=600)
    assert desk.offered == {}


def test_a_chat_is_kept_two_minutes_for_who_pauses_and_a_letter_for_good(desk: Desk) -> None:
    desk.stands(MURAT)
    desk.stands(ELIF, AgentState.PAUSED)
    desk.at += 600
    desk.writes(1, agent=ELIF)
    desk.writes(2, "email", agent=ELIF)
    desk.decide()
    assert desk.offered == {}
    assert desk.wake_at == desk.at + 120
    desk.decide(later=120)
    assert desk.offered == {1: MURAT}
    desk.stands(ELIF)
    desk.decide()
    assert (desk.offered, ends(desk)) == ({}, [OfferEnd.WITHDRAWN]), "who had it is back"


def test_a_page_that_died_keeps_nobody_waiting(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.stands(MURAT)
    desk.writes(1, agent=ELIF)
    desk.decide()
    desk.agents[ELIF] = replace(desk.agents[ELIF], reachable=False)
    desk.decide(later=60)
    assert desk.offered == {}
    desk.decide(later=60)
    assert desk.offered == {1: MURAT}


def test_an_agent_with_a_chat_is_named_to_the_calls(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.stands(MURAT)
    for key, agent, medium in ((1, ELIF, "chat"), (2, MURAT, "email")):
        desk.writes(key, medium)
        desk.takes(agent, key)
    desk.decide()
    assert desk.writing == {ELIF}


def test_a_skill_is_asked_where_the_city_names_one() -> None:
    desk = Desk(Media(by_key={"chat": replace(CHAT, skill="written")}))
    desk.stands(ELIF)
    desk.stands(MURAT, skills={"written": 1})
    desk.writes(1)
    desk.decide()
    assert desk.offered == {1: MURAT}


def test_an_instant_a_hair_behind_a_millisecond_is_not_awaited_for_ever(desk: Desk) -> None:
    desk.at = 1007.974  # and a minute later is 1067.9740000000002
    desk.stands(1)
    desk.writes(1)
    desk.decide()
    desk.refuses(1)
    desk.decide()
    assert desk.wake_at == 1067.974
    desk.at = desk.wake_at
    assert desk.decide().wake_at > desk.at


def test_an_objection_is_offered_to_those_alone_who_may_decide_it(desk: Desk) -> None:
    desk.stands(ELIF, idle_since=800.0)
    desk.stands(MURAT, idle_since=900.0)
    desk.objects(5, able={MURAT})
    desk.objects(6, able=set())
    desk.decide(later=60)
    assert desk.offered == {5: MURAT}
    [why] = desk.told
    assert isinstance(why, WorkOffered)
    assert (why.reason, why.among, why.in_hand) == (OfferReason.NEXT, 1, 0)


def test_an_objection_whose_agent_is_gone_goes_to_somebody_who_is_here(desk: Desk) -> None:
    desk.stands(ELIF, AgentState.OFFLINE)
    desk.stands(MURAT)
    desk.objects(5, able={ELIF, MURAT}, agent=ELIF)
    desk.decide()
    [why] = desk.told
    assert isinstance(why, WorkOffered)
    assert (why.agent, why.reason, why.before) == (MURAT, OfferReason.TAKE_OVER, ELIF)


def test_whoever_may_not_decide_it_any_more_is_asked_no_longer(desk: Desk) -> None:
    desk.stands(MURAT)
    desk.objects(5, able={MURAT})
    desk.decide()
    desk.objects(5, able={ELIF})
    desk.decide()
    assert (desk.offered, ends(desk)) == ({}, [OfferEnd.WITHDRAWN])


def test_a_conversation_and_an_objection_with_one_number_are_two(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.stands(MURAT)
    desk.writes(5, "email")
    desk.decide()
    letter = desk.waiting.pop(5)
    desk.objects(5, able={ELIF, MURAT})
    desk.waiting[6] = letter
    desk.decide()
    assert len(desk.line.offers) == 2


def test_a_visitor_at_the_desk_counts_as_a_call(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.visited = {ELIF}
    desk.writes(1)
    desk.writes(2, "email")
    desk.decide()
    assert desk.offered == {}
    desk.visited = set()
    desk.decide()
    assert desk.offered == {1: ELIF}
    desk.visited = {ELIF}
    desk.decide()
    assert (desk.offered, ends(desk)) == ({}, [OfferEnd.WITHDRAWN])


def test_beside_a_visitor_goes_what_goes_beside_a_call() -> None:
    beside = replace(EMAIL, beside_call=1)
    desk = Desk(Media(by_key={beside.key: beside}))
    desk.stands(ELIF)
    desk.visited = {ELIF}
    desk.writes(1, "email")
    desk.decide()
    assert desk.offered == {1: ELIF}
