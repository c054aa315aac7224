"""The program may die at any moment: the two go on talking, and the record becomes complete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.parts.waiting import COLD_SECONDS
from tests.telephony.calls.transfers import House
from tests.telephony.programs.registering import register
from tests.telephony.programs.switchboards import Center, Switchboard, newcomer, until

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.models import AgentStateSpan, Call, GuestPhone
from alo153.core import events
from alo153.core.clock import now

pytestmark = pytest.mark.telephony


@pytest.mark.cold
def test_two_who_talk_go_on_and_the_record_is_complete(center: Center) -> None:
    agent = center.agent("elif")
    caller = center.sipp.call()
    call = center.at("answered", center.rings_at(agent))
    center.switchboard.kill()
    assert center.sound_flows(call)
    center.switchboard.start()
    assert center.sound_flows(call)
    until(lambda: center.session(agent).state == "talking")
    center.hang_up(call)
    assert caller.wait()
    call = center.at("ended", call)
    assert (call.outcome, call.ended_by, call.agent) == ("answered", "citizen", agent)
    assert call.interaction.ended_at == call.ended_at
    assert [event.name for event in events.history(call)] == [
        "call.entered",
        "call.queued",
        "call.offered",
        "call.offer_ended",
        "call.answered",
        "call.recording_started",
        "call.ended",
    ]
    until(lambda: center.session(agent).state == "wrap_up")
    assert center.session(agent).reachable
    until(lambda: not center.channels() and not center.bridges())


def spans_after_the_ringing(agent: User) -> list[AgentStateSpan]:
    """Wait until the work after a call is written down, and list what came before it."""
    spans = AgentStateSpan.objects.filter(agent=agent).order_by("began_at")
    until(spans.filter(state="wrap_up").exists)
    return list(spans.exclude(state__in=("ready", "ringing", "paused")))


def a_second_passes(since: datetime) -> None:
    """Wait until whole seconds tell two instants apart: Asterisk writes no others."""
    until(lambda: now() > since + timedelta(seconds=1))


def test_an_agent_whose_page_closes_while_nobody_listens_talked_until_then(house: House) -> None:
    call = house.talk()
    until(lambda: house.center.session(house.elif_).state == "talking")
    a_second_passes(now())
    house.center.switchboard.kill()
    house.elifs_phone.keep_silent()
    house.elifs_phone.leave()
    until(lambda: len(house.center.channels()) == 1)
    last = now()
    a_second_passes(last)
    house.center.switchboard.start()
    spans = AgentStateSpan.objects.filter(agent=house.elif_)
    gone = until(spans.filter(reason="not_seen").first)
    assert gone.began_at <= last, "when the page closed, not at the restart"
    talked = spans.get(state="talking")
    assert (talked.ended_at, talked.call_id) == (gone.began_at, call.pk)
    house.citizen.hang_up()
    house.nothing_stays(call)


def test_a_talk_that_ends_while_nobody_listens_is_ended_after_the_restart(center: Center) -> None:
    agent = center.agent("elif")
    caller = center.sipp.call("caller_hangs_up")
    call = center.at("answered", center.rings_at(agent))
    until(lambda: center.session(agent).state == "talking")
    a_second_passes(now())
    center.switchboard.kill()
    caller.go_on()
    assert caller.wait()
    until(lambda: all(leg["id"] != call.channel for leg in center.channels()))
    last = now()
    a_second_passes(last)
    center.switchboard.start()
    call = center.at("ended", call)
    assert (call.outcome, call.ended_by, call.agent) == ("answered", "citizen", agent)
    assert call.ended_at <= last, "it ended as the citizen hung up, not at the restart"
    assert call.interaction.ended_at == call.ended_at
    talked, gone = spans_after_the_ringing(agent)[:2]
    assert (talked.state, talked.ended_at) == ("talking", call.ended_at)
    assert (gone.state, gone.reason) == ("offline", "not_seen")
    assert center.session(agent).state == "wrap_up"
    until(lambda: not center.channels() and not center.bridges())


def test_the_waiting_keep_their_place_and_are_served(center: Center) -> None:
    center.sipp.call(caller="05320000101")
    first = center.at("queued", center.call())
    center.sipp.call(caller="05320000102")
    until(lambda: Call.objects.filter(queued_at__isnull=False).count() == 2)
    queued_at = first.queued_at
    center.switchboard.kill()
    center.switchboard.start()
    agent = center.agent("elif")
    served = center.at("answered", center.rings_at(agent))
    assert (served, served.queued_at) == (first, queued_at)


def test_it_ends_cleanly_when_asked(center: Center) -> None:
    center.sipp.call()
    call = center.at("queued", center.call())
    assert center.switchboard.stop() == 0
    assert center.channels()
    center.switchboard.start()
    assert Call.objects.get(pk=call.pk).ended_at is None


def test_a_telephone_lost_after_a_restart_is_noticed(center: Center) -> None:
    agent = newcomer("elif")
    phone = center.sipp.listen("agent_answers")
    account = center.seat(agent, phone)
    center.switchboard.kill()
    center.switchboard.start()
    assert center.session(agent).reachable
    register(center.asterisk.telephony.sip_port, account, phone.uri, expires=0)
    until(lambda: not center.session(agent).reachable)


def test_an_account_that_ended_meanwhile_is_taken_away(center: Center) -> None:
    account = actions.provision_guest(at=now())
    port, contact = center.asterisk.telephony.sip_port, "sip:guest@127.0.0.1:9"
    until(lambda: register(port, account, contact) == 200)
    center.switchboard.kill()
    GuestPhone.objects.update(expires_at=now())
    center.switchboard.start()
    until(lambda: register(port, account, contact) != 200)


def test_a_second_one_stands_by_until_the_first_is_gone(center: Center, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    second = Switchboard(center.asterisk, tmp_path / "second")
    second.begin()
    until(lambda: "standing by" in second.log, COLD_SECONDS)
    center.switchboard.kill()
    second.wait_until_joined()
    assert second.stop() == 0


def test_asterisk_is_killed_and_comes_back(
    center: Center, restart_asterisk: Callable[[], None]
) -> None:
    agent = center.agent("elif")
    center.sipp.call()
    call = center.at("answered", center.rings_at(agent))
    restart_asterisk()
    call = center.at("ended", call)
    assert (call.outcome, call.ended_by, call.agent) == ("answered", "switchboard", agent)
    until(lambda: not center.session(agent).reachable)
    later = center.agent("murat")
    center.sipp.call(caller="05320000102")
    assert center.at("answered", center.rings_at(later)).number == "+905320000102"


def test_postgresql_drops_every_connection_and_the_record_is_complete(center: Center) -> None:
    agent = center.agent("elif")
    caller = center.sipp.call()
    call = center.at("answered", center.rings_at(agent))
    drop_connections()
    assert center.sound_flows(call)
    center.hang_up(call)
    assert caller.wait()
    call = center.at("ended", call)
    assert (call.outcome, call.agent) == ("answered", agent)
    actions.set_ready(user=agent, at=now())
    until(lambda: center.session(agent).state == "ready")


def drop_connections() -> None:
    """Do to everybody else what a restart of PostgreSQL does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            # Only the administrator may end a vacuum that PostgreSQL began by itself
            " AND backend_type = 'client backend'"
        )
    connection.close()
    connection.close_pool()  # it may hold more that are dead now
