"""After too much in a day calls spare the agent; the agent alone reads why."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests import cast
from tests.quality import made

from alo153.calls import actions as calls
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession, AgentStateSpan, Command
from alo153.care import actions
from alo153.care.models import Hardness, Sparing
from alo153.care.queries import own
from alo153.care.rules import SPARED_FOR, WITHOUT_A_BREAK
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(minutes=5)


def hard(number: int, hardness: Hardness) -> None:
    at = cast.AT + timedelta(minutes=10 * number)
    made.contact(at=at)
    actions.mark_hard(hardness=hardness, by=cast.staff("elif"), at=at + timedelta(minutes=1))


def signed_in(agent: str = "elif") -> AgentSession:
    user = cast.staff(agent)
    calls.sign_in_phone(user=user, at=cast.AT)
    return AgentSession.objects.get(user=user)


def works_since(agent: str, hours: float) -> None:
    begins = LATER - timedelta(hours=hours)
    AgentStateSpan.objects.create(
        agent=cast.staff(agent), state=AgentState.READY, began_at=begins, ended_at=None
    )


def test_the_second_call_with_abuse_spares_the_agent_and_the_first_does_not() -> None:
    signed_in()
    hard(0, Hardness.ABUSE)
    assert not Sparing.objects.exists()
    hard(1, Hardness.THREAT)
    row = Sparing.objects.get()
    assert (row.rule, row.until - row.began_at) == ("abusive", SPARED_FOR)
    session = AgentSession.objects.get(user=cast.staff("elif"))
    assert session.spared_until == row.until
    command = Command.objects.get(name="spare")
    assert command.payload == {"agent": session.pk, "until": int(row.until.timestamp())}


def test_three_hard_calls_spare_the_agent() -> None:
    signed_in()
    for number, hardness in enumerate((Hardness.DEATH, Hardness.CHILD, Hardness.SUICIDE)):
        hard(number, hardness)
    assert Sparing.objects.get().rule == "hard"


def test_where_callers_wait_for_nobody_nobody_is_spared(settings: Settings) -> None:
    settings.SPARED_WAIT_SECONDS = 0
    signed_in()
    works_since("elif", WITHOUT_A_BREAK.total_seconds() / 3600)
    hard(0, Hardness.ABUSE)
    hard(1, Hardness.ABUSE)
    assert actions.spare_due(at=LATER) == 0
    assert not Sparing.objects.exists()
    browser = Client()
    browser.force_login(cast.staff("elif"))
    assert "45 dakika" not in browser.get(reverse("care:own")).content.decode()


def test_hours_without_a_break_spare_the_agent_once() -> None:
    signed_in()
    works_since("elif", WITHOUT_A_BREAK.total_seconds() / 3600)
    signed_in("murat")
    works_since("murat", 1)
    assert actions.spare_due(at=LATER) == 1
    assert actions.spare_due(at=LATER + timedelta(minutes=2)) == 0
    assert Sparing.objects.get().agent == cast.staff("elif")


def test_the_agent_alone_reads_the_rule_and_its_use_and_supervisors_read_spared() -> None:
    signed_in()
    AgentSession.objects.update(state=AgentState.READY, reachable=True)
    hakan = Client()
    hakan.force_login(cast.staff("hakan"))
    before = Event.objects.count()
    actions.spare_due(at=LATER)
    hard(0, Hardness.ABUSE)
    hard(1, Hardness.ABUSE)
    assert own.sparings(cast.staff("elif"), LATER).count() == 1
    assert not own.sparings(cast.staff("murat"), LATER).exists()
    assert not Event.objects.filter(pk__gt=before, name__startswith="care").exists()
    AgentSession.objects.update(spared_until=cast.AT + timedelta(days=9_000))
    wall = hakan.get(reverse("live:wall")).content.decode()
    assert "yükü azaltıldı" in wall
    assert "hakaret" not in wall


def test_the_page_of_the_agent_says_the_rule() -> None:
    elif_ = Client()
    elif_.force_login(cast.staff("elif"))
    page = elif_.get(reverse("care:own")).content.decode()
    assert "45 dakika" in page
    assert "60 saniye" in page


def test_a_sign_in_tells_the_switchboard_until_when() -> None:
    session = signed_in()
    until = LATER + SPARED_FOR
    AgentSession.objects.update(spared_until=until)
    calls.sign_in_phone(user=session.user, at=LATER)
    last = Command.objects.filter(name="provision_agent").latest("id")
    assert last.payload["spared_until"] == int(until.timestamp())
