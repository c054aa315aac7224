"""What the web asks of the telephone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.parts.roles import Role

from alo153.accounts.actions import enroll, set_skills
from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.endpoints import phone_accounts
from alo153.calls.models import AgentSession, Command
from alo153.city.rules.phone import parse
from alo153.core.actor import SYSTEM
from alo153.switchboard.acd.agents.presence import AgentNotReady, AgentSignedIn, SkillsChanged
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.talking.talk import HangUpCall, HoldCall, ResumeCall
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.record import commands
from alo153.switchboard.record.recalling import recalling
from alo153.switchboard.runtime import orders

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def elif_() -> User:
    return enroll(
        username="elif",
        full_name="Elif Yıldız",
        email="",
        roles=[Role.AGENT],
        password="a-long-password",
        by=SYSTEM,
        at=AT,
    )


def taken(at: datetime = AT) -> list[Command]:
    return commands.take(at)


def test_signing_in_gives_a_secret_that_is_not_kept(elif_: User) -> None:
    account = actions.sign_in_phone(user=elif_, at=AT)
    assert account.name == f"agent-{elif_.pk}"
    session = AgentSession.objects.get(user=elif_)
    assert session.secret_digest == account.digest
    assert account.secret not in session.secret_digest
    assert recalling.recall_accounts(AT) == {account.name: account.digest}
    assert orders.event_of(taken()[0], 5) == AgentSignedIn(at=5, agent=elif_.pk)


def test_skills_go_with_the_sign_in_and_follow_every_change(elif_: User) -> None:
    set_skills(user=elif_, skills={"water": 2}, by=SYSTEM, at=AT)
    assert not Command.objects.exists(), "nobody routes to who is not signed in"
    actions.sign_in_phone(user=elif_, at=AT)
    set_skills(user=elif_, skills={"water": 4}, by=SYSTEM, at=AT)
    signed_in, changed = (orders.event_of(command, 5) for command in taken())
    assert signed_in == AgentSignedIn(at=5, agent=elif_.pk, skills={"water": 2})
    assert changed == SkillsChanged(at=5, agent=elif_.pk, skills={"water": 4})


def test_an_agent_s_account_ends_with_the_day_they_leave(elif_: User) -> None:
    actions.sign_in_phone(user=elif_, at=AT)
    User.objects.filter(pk=elif_.pk).update(is_active=False)
    assert recalling.recall_accounts(AT) == {}


def test_an_agent_s_account_lives_no_longer_than_a_sign_in(elif_: User) -> None:
    actions.sign_in_phone(user=elif_, at=AT)
    assert recalling.recall_accounts(AT + timedelta(hours=11)) != {}
    assert recalling.recall_accounts(AT + timedelta(hours=12)) == {}


def test_a_reload_gives_a_new_secret_and_keeps_the_state(elif_: User) -> None:
    first = actions.sign_in_phone(user=elif_, at=AT)
    AgentSession.objects.filter(user=elif_).update(state="ready")
    second = actions.sign_in_phone(user=elif_, at=AT)
    assert first.secret != second.secret
    assert AgentSession.objects.get(user=elif_).state == "ready"


def test_signing_out_takes_the_account_back(elif_: User) -> None:
    actions.sign_in_phone(user=elif_, at=AT)
    actions.sign_out_phone(user=elif_, at=AT)
    assert recalling.recall_accounts(AT) == {}


def test_a_guest_account_ends_by_itself() -> None:
    account = actions.provision_guest(at=AT)
    assert account.name.startswith("guest-")
    assert account.name in recalling.recall_accounts(AT)
    assert recalling.recall_accounts(AT + timedelta(hours=1)) == {}


def test_a_command_is_taken_once(elif_: User) -> None:
    actions.set_ready(user=elif_, at=AT)
    assert [command.name for command in taken()] == ["ready"]
    assert taken() == []


def test_the_page_knows_the_call_back_before_it_rings(elif_: User) -> None:
    call = actions.dial_call_back(
        user=elif_, number=parse("0532 000 01 03", country="TR"), reference="relay:4", at=AT
    )
    event = orders.event_of(taken()[0], 5)
    assert isinstance(event, DialCallBack)
    assert (event.call, event.number, event.reference) == (str(call), "+905320000103", "relay:4")


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        (actions.hold, HoldCall),
        (actions.resume, ResumeCall),
        (actions.hang_up, HangUpCall),
    ],
)
def test_a_click_on_a_call_is_meant_now_or_never(
    elif_: User, verb: type, kind: type[ev.Event]
) -> None:
    verb(user=elif_, at=AT)
    command = taken()[0]
    assert isinstance(orders.event_of(command, 5), kind)
    assert orders.refusal(command, AT + timedelta(seconds=2), connected=True) == ""
    assert orders.refusal(command, AT + timedelta(minutes=1), connected=True) == "too_late"
    assert orders.refusal(command, AT, connected=False) == "no_telephone"


def test_a_pause_is_meant_however_late_it_comes(elif_: User) -> None:
    actions.set_paused(user=elif_, reason="meal", at=AT)
    command = taken()[0]
    assert orders.refusal(command, AT + timedelta(hours=1), connected=False) == ""
    assert orders.event_of(command, 5) == AgentNotReady(at=5, agent=elif_.pk, reason="meal")


def test_what_a_dead_switchboard_had_taken_is_given_up(elif_: User) -> None:
    row = actions.hold(user=elif_, at=AT)
    taken()
    assert commands.give_up(AT) == 1
    row.refresh_from_db()
    assert (row.done_at, row.error) == (AT, "too_late")


def test_a_telephone_that_a_dead_switchboard_was_to_connect_is_connected_by_the_next(
    elif_: User,
) -> None:
    actions.sign_in_phone(user=elif_, at=AT)
    actions.hold(user=elif_, at=AT)
    assert len(taken()) == 2
    assert commands.give_up(AT) == 1
    assert [command.name for command in taken()] == ["provision_agent"]


def test_an_account_becomes_three_objects_of_pjsip() -> None:
    kinds = [kind for kind, _ in phone_accounts.objects("agent-7", "abc")]
    assert kinds == ["auth", "aor", "endpoint"]
    fields = dict(phone_accounts.objects("agent-7", "abc"))
    assert fields["endpoint"]["context"] == "from-agent"
    assert dict(phone_accounts.objects("guest-1", "abc"))["endpoint"]["context"] == "from-browser"


@pytest.mark.parametrize(
    ("name", "agent"), [("agent-7", 7), ("guest-7", None), ("agent-x", None), ("local", None)]
)
def test_an_endpoint_names_its_agent(name: str, agent: int | None) -> None:
    assert phone_accounts.agent_of(name) == agent
