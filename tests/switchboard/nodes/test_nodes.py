"""What the nodes tell each other through PostgreSQL, and where the web sends what it asks for."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.parts.roles import Role
from tests.switchboard.acd.story import Story

from alo153.accounts.actions import enroll
from alo153.accounts.models import Skill, User
from alo153.calls import actions
from alo153.calls.call_words import AgentState, LegKind, LegRole, OfferResult
from alo153.calls.endpoints import node_names
from alo153.calls.endpoints.leading import LOCK, lock_of
from alo153.calls.endpoints.node_names import Address
from alo153.calls.models import AgentSession, Call, CallLeg, Command
from alo153.calls.models.nodes import Node, SharedCall
from alo153.calls.nodes import queries as nodes
from alo153.calls.nodes import routing
from alo153.calls.page_commands import commands as page_commands
from alo153.city.rules.phone import parse
from alo153.config.environment import read
from alo153.config.variables import SettingError
from alo153.core.actor import SYSTEM
from alo153.switchboard.acd.agents.presence import AgentSignedOut
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.claims import ClaimCall
from alo153.switchboard.nodes import records as written
from alo153.switchboard.nodes import shared
from alo153.switchboard.record import commands, records
from alo153.switchboard.record.recalling import monitoring, recalling

CALL = str(uuid.UUID(int=1))
START = 1_764_000_000.0
AT = datetime.fromtimestamp(START, UTC)


def enrolled(name: str) -> User:
    return enroll(
        username=name,
        full_name=name.title(),
        email="",
        roles=[Role.AGENT],
        password="a-long-password",
        by=SYSTEM,
        at=AT,
    )


@pytest.fixture
def elif_(db: None) -> User:
    return enrolled("elif")


@pytest.fixture
def murat(db: None) -> User:
    return enrolled("murat")


@pytest.fixture
def several(settings: Settings) -> Settings:
    """Two nodes, this is `main`."""
    settings.NODES = {"main": Address("10.0.0.1"), "east": Address("10.0.0.2")}
    settings.NODE_SOCKETS = {"main": "wss://main.example/ws", "east": "wss://east.example/ws"}
    return settings


def is_written(story: Story) -> None:
    for fact in story.told:
        records.write(fact)
    story.told.clear()


def waiting() -> Story:
    story = Story(Rules(node="main"))
    story.waiting(CALL, START)
    is_written(story)
    return story


def claim(agent: User) -> ClaimCall:
    (call,) = shared.of_others("east", START).calls
    return ClaimCall(call=call, agent=agent.pk, idle_seconds=30, rank=2, among=3)


# names


def test_one_node_is_named_by_default_and_stays_alone() -> None:
    given = read({"ALO153_SECRET_KEY": "x", "ALO153_CONFIDENTIAL_KEYS": f"k:{'A' * 43}="})
    assert (given.node, given.nodes, given.node_sockets) == ("main", "", "")
    assert node_names.nodes("main=10.0.0.1", own="main") == {}


def test_nodes_are_named_with_their_addresses_in_order() -> None:
    found = node_names.nodes("main=10.0.0.1:5070, east=pbx.example", own="east")
    assert list(found.items()) == [
        ("main", Address("10.0.0.1", 5070)),
        ("east", Address("pbx.example", 5060)),
    ]


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"ALO153_NODES": "a=1.1.1.1 b=1.1.1.2"}, "does not name 'main'"),
        ({"ALO153_NODES": "main=1.1.1.1 main=1.1.1.2"}, "twice"),
        ({"ALO153_NODES": "main 1.1.1.1"}, "must read like"),
        ({"ALO153_NODES": "main=1.1.1.1:99999 b=1.1.1.2"}, "host:port"),
        ({"ALO153_NODES": "main=1.1.1.1 b=1.1.1.2"}, "same nodes"),
        ({"ALO153_NODE": "Main Street"}, "no name of a node"),
        (
            {
                "ALO153_NODES": "main=1.1.1.1 b=1.1.1.2",
                "ALO153_NODE_SOCKETS": "main=ws://x b=http://y",
            },
            "must begin with",
        ),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_with_its_variable(
    variables: dict[str, str], words: str
) -> None:
    with pytest.raises(SettingError, match=words) as refused:
        read({"ALO153_SECRET_KEY": "x", "ALO153_CONFIDENTIAL_KEYS": f"k:{'A' * 43}="} | variables)
    assert "ALO153_NODE" in str(refused.value)


def test_each_node_has_a_lock_and_main_the_one_it_always_had() -> None:
    assert lock_of("main") == LOCK
    assert len({lock_of(name) for name in ("main", "east", "west")}) == 3


# shared calls


@pytest.mark.django_db
def test_a_call_is_shared_while_it_waits_and_only_by_a_node_that_serves() -> None:
    story = waiting()
    assert shared.of_others("east", START).calls == (), "main never said that it serves"
    written.beat("main")
    (call,) = shared.of_others("east", START).calls
    assert (call.id, call.node, call.queue, call.queued_at) == (
        CALL,
        "main",
        "general",
        START,
    )
    assert shared.of_others("main", START).calls == (), "its own calls it knows"
    Node.objects.update(seen_at=Now() - timedelta(seconds=7))
    assert shared.of_others("east", START).calls == ()
    story.tell(ev.CallerHungUp(at=START + 9, call=CALL))
    is_written(story)
    assert not SharedCall.objects.exists()


def test_a_node_knows_the_agents_of_the_others_while_they_are_at_a_telephone(elif_: User) -> None:
    written.beat("main")
    AgentSession.objects.create(
        user=elif_, state=AgentState.PAUSED, since=AT, reachable=True, node="main"
    )
    Skill.objects.create(user=elif_, skill="water", level=3, granted_at=AT)
    assert shared.of_others("east", START).agents == ({"water": 3},)
    assert shared.of_others("main", START).agents == (), "its own agents it knows"
    session = AgentSession.objects.filter(user=elif_)
    session.update(reachable=False, seen_at=AT)
    assert shared.of_others("east", START + 5).agents, "the page is being loaded again"
    assert not shared.of_others("east", START + 60).agents
    session.update(reachable=True, state=AgentState.OFFLINE)
    assert not shared.of_others("east", START).agents


def test_a_call_is_claimed_once(elif_: User, murat: User) -> None:
    waiting()
    written.beat("main")
    first, second = claim(elif_), claim(murat)
    assert written.claim(first, node="east")
    assert not written.claim(second, node="west")
    seen = shared.of_others("east", START)
    assert (seen.calls, seen.claimed) == ((), {CALL})
    (told,) = shared.claims_on("main", START)
    assert (told.call, told.node, told.agent) == (CALL, "east", elif_.pk)
    assert (told.rank, told.among, told.idle_seconds) == (2, 3, 30)


def test_a_claim_on_an_earlier_round_is_void(elif_: User, murat: User) -> None:
    story = waiting()
    written.beat("main")
    old = claim(elif_)
    assert written.claim(old, node="east")
    story.tell(shared.claims_on("main", START)[0])
    story.tell(ev.OfferRejected(at=START + 1, offer=f"{CALL}.1", reason=OfferResult.REJECTED))
    is_written(story)
    assert not written.claim(old, node="east")
    assert written.claim(claim(murat), node="east")


def test_what_is_told_again_counts_once(elif_: User) -> None:
    story = Story(Rules(node="main"))
    story.waiting(CALL, START)
    told = list(story.told)
    is_written(story)
    for fact in told:
        records.write(fact)
    assert SharedCall.objects.count() == 1


def test_a_program_that_starts_takes_back_what_was_shared_before(elif_: User) -> None:
    waiting()
    written.begin("main")
    assert not SharedCall.objects.exists()


def test_a_node_that_ends_is_away_at_once(db: None) -> None:
    written.beat("main")
    assert nodes.alive() == {"main"}
    written.leave("main")
    assert nodes.alive() == set()


# agents and commands


def test_a_telephone_goes_to_the_emptiest_node_that_serves(
    elif_: User, murat: User, several: Settings
) -> None:
    written.beat("main")
    written.beat("east")
    account = actions.sign_in_phone(user=elif_, at=AT)
    assert nodes.socket_of(account.node) == "wss://main.example/ws"
    AgentSession.objects.update(state="ready")
    assert actions.sign_in_phone(user=murat, at=AT).node == "east"
    assert set(recalling.recall_accounts(AT)) == {account.name}, "each node knows its own"
    assert actions.provision_guest(at=AT).node == "main"


def test_a_telephone_stays_where_it_is_and_leaves_a_node_that_is_away(
    elif_: User, several: Settings
) -> None:
    written.beat("east")
    assert actions.sign_in_phone(user=elif_, at=AT).node == "east"
    AgentSession.objects.update(state="talking")
    written.beat("main")
    assert actions.sign_in_phone(user=elif_, at=AT).node == "east"
    written.leave("east")
    assert actions.sign_in_phone(user=elif_, at=AT).node == "main"


def test_a_node_does_not_write_about_an_agent_who_has_moved(elif_: User, several: Settings) -> None:
    written.beat("main")
    actions.sign_in_phone(user=elif_, at=AT)
    AgentSession.objects.update(state="ready", reachable=True)
    written.beat("east")
    written.leave("main")
    actions.sign_in_phone(user=elif_, at=AT)
    told = [(row.name, row.node) for row in Command.objects.order_by("id")]
    assert told == [
        ("provision_agent", "main"),
        ("sign_out", "main"),
        ("provision_agent", "east"),
    ]
    late = Story(Rules(node="main"))
    late.ready(elif_.pk, START + 60)
    late.tell(AgentSignedOut(at=START + 61, agent=elif_.pk))
    is_written(late)
    session = AgentSession.objects.get(user=elif_)
    assert (session.state, session.node) == ("ready", "east")


def test_the_node_of_the_call_hears_of_the_call_and_the_agent_s_own_of_the_agent(
    elif_: User, several: Settings
) -> None:
    waiting()
    AgentSession.objects.create(user=elif_, since=AT, node="east", state="talking", call_id=CALL)
    who = {"call_id": CALL, "agent": elif_, "kind": LegKind.AGENT, "role": LegRole.AGENT}
    CallLeg.objects.create(id=f"offer-{CALL}.1", asked_at=AT, joined_at=AT, **who)
    actions.hold(user=elif_, at=AT)
    actions.set_paused(user=elif_, reason="break", at=AT)
    actions.dial_call_back(user=elif_, number=parse("05320000101", country="TR"), at=AT)
    asked = [(row.name, row.node) for row in Command.objects.order_by("id")]
    assert asked == [
        ("hold", "main"),
        ("pause", "east"),
        ("dial", "east"),
    ]
    assert [row.name for row in commands.take(AT)] == ["hold"]


def test_wishes_of_pages_go_to_one_node_whoever_serves_the_page_and_calls_there(
    elif_: User, several: Settings
) -> None:
    is_written(waiting())
    Node.objects.create(name="main", seen_at=Now())
    Node.objects.create(name="east", seen_at=Now())
    outside = {"kind": LegKind.OUTSIDE, "role": LegRole.CONSULTED, "number": "112"}
    CallLeg.objects.create(id="out", call_id=CALL, asked_at=AT, joined_at=AT, **outside)
    Call.objects.update(node="east")
    asked = page_commands.AskCallBack(call=CALL, number="1", queue="general", window="w")
    for own in ("main", "east"):
        several.NODE = own
        assert routing.node_for(asked) == "main"
    Node.objects.filter(name="main").update(seen_at=Now() - timedelta(seconds=7))
    assert routing.node_for(asked) == "east"


def test_a_restart_knows_the_agent_of_another_node_as_a_visitor(
    elif_: User, murat: User, several: Settings
) -> None:
    story = waiting()
    written.beat("main")
    written.claim(claim(elif_), node="east")
    story.tell(shared.claims_on("main", START)[0])
    story.tell(ev.OfferAnswered(at=START + 5, offer=f"{CALL}.1"))
    is_written(story)
    AgentSession.objects.create(user=elif_, since=AT, node="east", state="talking", call_id=CALL)
    AgentSession.objects.create(user=murat, since=AT, node="east", state="ready")
    agents = recalling.recall_agents()
    assert [(agent.id, agent.home) for agent in agents] == [(elif_.pk, "east")]
    live = (
        ev.Leg(id=f"ch-{CALL}", up=True, bridged=True, call=CALL),
        ev.Leg(id=f"offer-{CALL}.1", up=True, bridged=True, call=CALL),
    )
    again = Story(Rules(node="main"))
    again.tell(
        ev.Reconciled(at=START + 9, calls=recalling.recall_calls(), agents=agents, legs=live)
    )
    assert again.state.calls[CALL].answered_at == START + 5
    assert again.told == [], "only their own node writes agents down"
    several.NODE = "east"
    assert recalling.recall_calls() == ()
    assert {agent.id for agent in recalling.recall_agents()} == {elif_.pk, murat.pk}
    assert monitoring.recall_monitors() == ()


def test_one_node_alone_asks_postgresql_no_more_than_before(elif_: User) -> None:
    with CaptureQueriesContext(connection) as asked:
        actions.set_ready(user=elif_, at=AT)
    assert not [q for q in asked.captured_queries if "node" in q["sql"] and "SELECT" in q["sql"]]
    story = Story()
    story.waiting(CALL, START)
    assert not [fact for fact in story.told if "Shared" in type(fact).__name__]
