"""A real PostgreSQL, one of its own, hangs, is stopped and killed while fifty calls are up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.parts.postgresql.own_server import Postgresql
from tests.telephony.load.houses import ANSWER_SECONDS, TALKING, WAITING, House, report
from tests.telephony.programs.switchboards import READY, Switchboard, command_error, until

from alo153.calls import actions
from alo153.calls.models import Call
from alo153.core.clock import now

pytestmark = [pytest.mark.telephony, pytest.mark.usefixtures("postgresql"), pytest.mark.cold]
FROZEN = "this switchboard was frozen for"
LEADS = "this switchboard leads"


def test_postgresql_hangs_is_stopped_and_killed_and_comes_back(
    postgresql: Postgresql,
    full_house: House,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    """Callers notice nothing: who talks goes on, who waits hears music, and who calls is greeted.

    While it hangs pages stand still; while it is away agents cannot press anything. What happened
    meanwhile is written when it is back. The program that led leads on, also while another stands
    by: at the last of the three.
    """
    talks = full_house.talks
    hung = while_away(postgresql.hang, postgresql.wake, full_house, talks[:5], talks[5:])
    caught_up(full_house, ended=5, arrived=1)
    stopped = while_away(postgresql.stop, postgresql.start, full_house, talks[5:10], talks[10:])
    caught_up(full_house, ended=10, arrived=2)
    standby: Switchboard = request.getfixturevalue("standby")
    killed = while_away(postgresql.kill, postgresql.start, full_house, talks[10:15], talks[15:])
    caught_up(full_house, ended=15, arrived=3)
    report(record_property, hung=hung, stopped=stopped, killed=killed)
    assert max(hung, stopped, killed) < ANSWER_SECONDS
    log = full_house.center.switchboard.log
    told = [line for line in log.splitlines() if "switchboard" in line or "Asterisk" in line]
    # Beside much else it can stand still for five seconds; for nothing else it joins again
    assert log.count(LEADS) == 1, f"the program goes on: {told}"
    assert log.count(READY) == 1 + log.count(FROZEN), f"it joined again without a reason: {told}"
    agents_can_press_again(full_house, talks[15])
    assert READY not in standby.log
    full_house.end_all()
    assert full_house.record() == {"answered": TALKING, "abandoned": WAITING + 3}


def while_away(
    end: Callable[[], None],
    begin: Callable[[], None],
    full_house: House,
    ending: list[Call],
    going_on: list[Call],
) -> float:
    """End the server, let calls end and one come, begin it; return how soon that was answered."""
    end()
    try:
        full_house.end(ending)
        answered = full_house.new_caller_after()
        assert full_house.all_hear(going_on)
    finally:
        begin()
    return answered


def caught_up(full_house: House, *, ended: int, arrived: int) -> None:
    """Wait until the record knows what happened meanwhile."""
    until(
        lambda: Call.objects.filter(ended_at__isnull=False).count() == ended, what=full_house.told
    )
    until(lambda: Call.objects.filter(number="+905320000199").count() == arrived)
    full_house.becomes_tidy()


def agents_can_press_again(full_house: House, talk: Call) -> None:
    """Let the agent of a talk put the citizen on hold and take them back."""
    assert talk.agent is not None
    for verb in (actions.hold, actions.resume):
        command = verb(user=talk.agent, at=now())
        until(lambda key=command.pk: command_error(key) is not None)
        assert command_error(command.pk) == ""
