"""What pages ask of the switchboard arrives as its events, whatever the verb."""

from datetime import timedelta

import pytest
from tests import cast
from tests.accounts import verbs
from tests.accounts.verbs import VERBS as TRIED
from tests.calls.page_commands import COMMANDS

from alo153.accounts.actions import set_skills
from alo153.calls import actions
from alo153.calls.models import Command
from alo153.calls.supervision.sparing.actions import spare_agent
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.switchboard.acd.decide import VERBS
from alo153.switchboard.record import commands
from alo153.switchboard.runtime import orders


def test_each_command_is_one_event_but_that_of_an_account_alone() -> None:
    asked = [event.name for event in VERBS]
    assert sorted(asked) == sorted({each.name for each in COMMANDS} - {"provision_guest"})


@pytest.mark.django_db
def test_what_every_verb_writes_is_read() -> None:
    room, hakan = verbs.room(), cast.staff("hakan")
    for name, (_, attempt) in TRIED.items():
        if name.startswith("calls."):
            attempt(room, hakan)
    set_skills(user=hakan, skills={"water": 2}, by=SYSTEM, at=now())
    spare_agent(user=hakan, until=now() + timedelta(hours=1), at=now())
    actions.sign_out_phone(user=hakan, at=now())
    read = {row.name for row in Command.objects.all() if orders.event_of(row, 5)}
    # A guest's link and hour begin elsewhere, and a citizen's wish on the portal
    assert read == {event.name for event in VERBS} - {"let_in", "open_seat", "ask_call_back"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "payload"), [("whistle", {"agent": 4}), ("hold", {}), ("pause", {"agent": 4})]
)
def test_a_row_that_nobody_understands_is_refused_and_stops_nothing(
    name: str, payload: dict[str, int], caplog: pytest.LogCaptureFixture
) -> None:
    Command.objects.create(name=name, payload=payload, at=now())
    (row,) = commands.take(now())
    assert orders.refusal(row, now(), connected=True) == "unreadable"
    assert f"{name}: " in caplog.text


def asked(name: str, **payload: int | str) -> Command:
    return Command(name=name, payload=payload, at=now())


def test_what_names_an_agent_waits_behind_their_account() -> None:
    account = asked("provision_agent", agent=4)
    leaves, moves = asked("sign_out", agent=4), asked("direct", call="a", supervisor=1, agent=4)
    other, unreadable = asked("sign_out", agent=5), asked("sign_out", agent="4")
    at_once, waiting = orders.in_turn([account, leaves, other, moves, unreadable])
    assert waiting == [account, leaves, moves]
    assert at_once == [other, unreadable], "what nobody can read is refused at once"
