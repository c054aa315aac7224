"""What is taken of a list reaches the engine, and nobody is called to hear nothing."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests import cast
from tests.calls.call_lists.lists import (
    AYSE,
    LIMITS,
    MEHMET,
    NOTICE,
    WITH_AGENT,
    approver,
    begun,
    writer,
)
from tests.calls.menu.kocaeli import MENU
from tests.knowledge.announcing import announce
from tests.parts.waiting import SECONDS

from alo153.calls.floor import city_queues
from alo153.calls.models import Call, ListAttempt
from alo153.calls.supervision.call_lists import actions, standing
from alo153.calls.supervision.call_lists.notices import STOPPED
from alo153.calls.supervision.call_lists.standing import Elsewhere
from alo153.citizens.channel import Channel
from alo153.contacts import actions as contacts
from alo153.contacts.models import Direction
from alo153.core import clock, events
from alo153.core.actor import SWITCHBOARD
from alo153.intake import voice_menu
from alo153.knowledge import actions as announcing
from alo153.knowledge import queries as announcements
from alo153.knowledge.models import Announcement, Voice
from alo153.notices.models import StaffNotice
from alo153.switchboard.acd.offering.listed import ListCallTaken
from alo153.switchboard.acd.state.state import Rules, State
from alo153.switchboard.acd.turn.commands import LookUp
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.lists import dialing
from alo153.switchboard.lists.sayable import is_changed, is_sayable
from alo153.switchboard.nodes import records as nodes

STATE = State(rules=Rules(menu=MENU))
AT_ANY_HOUR = replace(NOTICE, menu_node="satisfaction", emergency_reason="Fırtına")


@pytest.mark.django_db
def test_a_notice_waits_until_its_announcement_is_voiced_and_when_it_is_over() -> None:
    announce("Fırtına bekleniyor.")
    row, announced = begun(AYSE), Announcement.objects.all()
    assert not is_sayable(STATE, row, clock.now())
    for voice in Voice:
        announced.update(voice=voice, heard=announced[0].sound)
        assert is_sayable(STATE, row, clock.now()) == (voice is Voice.READY)
    announced.update(voice=Voice.READY, ended_at=clock.now())
    assert not is_sayable(STATE, row, clock.now())


@pytest.mark.django_db
def test_a_list_says_what_was_approved_and_waits_anew_when_its_words_are_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(voice_menu, "close_old_connections", lambda: None)
    told = voiced("Fırtına bekleniyor.")
    row = begun(AYSE, MEHMET, plan=replace(NOTICE, emergency_reason="Fırtına"))
    taker = dialing.ListDialing("main", post=list[Event]().append, is_connected=lambda: True)
    # What is announced besides is for whoever calls the center
    voiced("Su kesintisi var.")
    taker._take(STATE, replace(LIMITS, at_once=1), 0, clock.now())
    attempt = ListAttempt.objects.get()
    asked = LookUp(call=str(attempt.pk), ask=1, question="announcements", number=AYSE)
    assert voice_menu.CityLookups().answer(asked).sounds == (told.sound,)
    assert len(voice_menu.CityLookups().answer(replace(asked, call="a")).sounds) == 2

    announcing.change(
        announcement=told,
        text="Fırtına bitti.",
        wordings={},
        district=None,
        ends_at=told.ends_at,
        spoken=True,
        on_portal=True,
        by=cast.staff("elif"),
        at=clock.now(),
    )
    taker._take(STATE, LIMITS, 0, clock.now())
    assert ListAttempt.objects.count() == 1
    row.refresh_from_db()
    assert (row.state, row.approved_by, row.lost_approval) == ("draft", None, True)
    assert "call_list.changed" in [event.name for event in events.history(row)]
    notices = StaffNotice.objects.filter(kind=STOPPED.key)
    assert {writer(), approver()} <= {each.reader for each in notices}
    assert all(each.path == f"/live/lists/{row.pk}/" for each in notices)
    sounds = announcements.sounds_of(announcements.to_be_said(clock.now()))
    with pytest.raises(actions.ListRefused, match="same_person"):
        actions.approve_list(call_list=row, sounds=sounds, by=writer(), at=clock.now())
    actions.approve_list(call_list=row, sounds=sounds, by=approver(), at=clock.now())
    row = actions.begin_list(call_list=row, by=writer(), at=clock.now())
    # Its voice is still to come: nothing is said in the meantime, not even what has a voice
    assert not is_sayable(STATE, row, clock.now())
    assert not is_changed(STATE, row, clock.now())


def voiced(text: str) -> Announcement:
    """Announce something that callers hear by now."""
    announce(text)
    told = Announcement.objects.latest("pk")
    told.voice, told.heard = Voice.READY, told.sound
    told.save()
    return told


@pytest.mark.django_db
def test_what_was_approved_before_there_was_a_word_waits_for_one_and_for_its_approval() -> None:
    row = begun(AYSE)
    assert not is_sayable(STATE, row, clock.now())
    assert not is_changed(STATE, row, clock.now())
    voiced("Fırtına bekleniyor.")
    assert is_changed(STATE, row, clock.now())


@pytest.mark.django_db
def test_a_question_and_an_agent_need_no_announcement() -> None:
    assert is_sayable(STATE, begun(AYSE, plan=replace(NOTICE, menu_node="satisfaction")), cast.AT)
    queues = {"general": Rules().queue("general")}
    state = replace(STATE, rules=replace(STATE.rules, queues=queues))
    assert is_sayable(state, begun(AYSE, plan=WITH_AGENT), cast.AT)


@pytest.mark.django_db
def test_the_lines_of_other_nodes_are_taken_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    row = begun(AYSE, MEHMET, plan=AT_ANY_HOUR)
    at = clock.now()
    (there,) = actions.take(row, most=1, limits=LIMITS, node="north", at=at)
    assert standing.elsewhere("main", at) == Elsewhere(lines=1, of_lists=1)
    assert standing.elsewhere("north", at) == Elsewhere(lines=0, of_lists=0)
    few = replace(LIMITS, lines=LIMITS.reserve_lines + 1)
    monkeypatch.setattr(city_queues, "list_limits", lambda: few)
    lists = dialing.ListDialing("main", post=lambda _: None, is_connected=lambda: True)
    lists._settle_and_take(STATE)
    assert ListAttempt.objects.count() == 1, "the one line is taken at the other node"
    ListAttempt.objects.filter(pk=there.call).update(ended_at=cast.AT)
    lists._settle_and_take(STATE)
    assert ListAttempt.objects.filter(node="main").count() == 1


@pytest.mark.django_db
def test_a_call_without_an_end_takes_a_line_for_hours_and_at_a_dead_node_for_minutes() -> None:
    row = begun(AYSE, plan=AT_ANY_HOUR)
    actions.take(row, most=1, limits=LIMITS, node="north", at=cast.AT)
    contact = contacts.start_interaction(
        channel=Channel.PHONE,
        direction=Direction("in"),
        address=AYSE,
        agent=None,
        by=SWITCHBOARD,
        at=cast.AT,
    )
    Call.objects.create(
        id=uuid4(),
        channel="citizen",
        direction="in",
        node="north",
        entered_at=cast.AT,
        interaction=contact,
    )
    nodes.beat("north")
    for minutes, lines in ((5, 2), (3 * 60, 2), (5 * 60, 0)):
        counted = standing.elsewhere("main", cast.AT + timedelta(minutes=minutes))
        assert (counted.lines, counted.of_lists) == (lines, lines // 2)
    nodes.leave("north")
    for minutes, lines in ((5, 2), (15, 0)):
        counted = standing.elsewhere("main", cast.AT + timedelta(minutes=minutes))
        assert (counted.lines, counted.of_lists) == (lines, lines // 2)
    # Its Asterisk goes on: a stopped switchboard ends no talk
    Call.objects.update(answered_at=cast.AT)
    assert standing.elsewhere("main", cast.AT + timedelta(minutes=15)).lines == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_slow_look_took_is_called_and_a_call_of_before_is_not_given_up_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row, go_on, posted = begun(AYSE, MEHMET, plan=AT_ANY_HOUR), threading.Event(), []
    (before,) = actions.take(row, most=1, limits=LIMITS, node="main", at=cast.AT)
    gave_up = threading.Event()

    def slowly(*args: Any, **given: Any) -> list[actions.Taken]:
        taken = actions.take(*args, **given)
        assert go_on.wait(SECONDS)
        return taken

    def post(event: Event) -> None:
        posted.append(event)

    class SlowActions:
        settle, take = staticmethod(actions.settle), staticmethod(slowly)

    monkeypatch.setattr(city_queues, "list_limits", lambda: LIMITS)
    monkeypatch.setattr(dialing, "actions", SlowActions)
    monkeypatch.setattr(dialing, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(dialing, "REST_SECONDS", 0.05)
    monkeypatch.setattr(dialing, "ANSWER_SECONDS", 0.5)
    monkeypatch.setattr(dialing.log, "warning", lambda *_: gave_up.set())
    lists = dialing.ListDialing("main", post=post, is_connected=lambda: True)
    lists.state_is(STATE)

    async def story() -> None:
        dials = asyncio.create_task(lists.run())
        async with asyncio.timeout(SECONDS):
            while not gave_up.is_set():
                await asyncio.sleep(0.02)
            go_on.set()
            while not posted:
                await asyncio.sleep(0.02)
        dials.cancel()

    asyncio.run(story())
    (called,) = posted
    assert isinstance(called, ListCallTaken)
    assert called.number == MEHMET
    first = ListAttempt.objects.get(call=before.call)
    assert first.ended_at is None, "its record may come late"
