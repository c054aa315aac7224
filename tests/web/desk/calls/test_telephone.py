"""The call bar, the telephone's account and the wall."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests import cast
from tests.web.desk.calls.ringing import Ring

from alo153.calls.models import AgentSession, Command

pytestmark = pytest.mark.django_db


SKILLS = {"water": 4, "english": 3}
"""Elif's, by demo.toml."""


def commands() -> list[tuple[str, dict[str, object]]]:
    return list(Command.objects.order_by("id").values_list("name", "payload"))


def test_signing_on_gives_an_account_for_this_session(agent: Client) -> None:
    given = agent.post("/desk/phone/sign-on/").json()
    user = cast.staff("elif")
    assert given["uri"] == f"sip:agent-{user.pk}@alo153"
    assert given["password"] not in AgentSession.objects.get(user=user).secret_digest
    told = {"agent": user.pk, "skills": SKILLS, "spared_until": 0}
    assert commands() == [("provision_agent", told)]
    assert agent.get("/desk/phone/sign-on/").status_code == 405


def test_ready_pause_and_hold_are_asked_for(agent: Client) -> None:
    user = cast.staff("elif").pk
    agent.post("/desk/phone/ready/")
    agent.post("/desk/phone/pause/", {"reason": "meal"})
    agent.post("/desk/phone/pause/", {"reason": "made up"})
    agent.post("/desk/phone/hold/")
    agent.post("/desk/phone/resume/")
    assert commands() == [
        ("ready", {"agent": user}),
        ("pause", {"agent": user, "reason": "meal"}),
        ("pause", {"agent": user, "reason": "record"}),
        ("hold", {"agent": user}),
        ("resume", {"agent": user}),
    ]
    assert agent.post("/desk/phone/dance/").status_code == 404


def test_the_bar_says_what_rings(agent: Client, ring: Ring) -> None:
    call = ring()
    bar = agent.get("/desk/phone/").content.decode()
    assert "çalıyor" in bar
    assert 'data-ringing="Çağrı geliyor: 0532 000 01 01"' in bar
    assert f'data-page="/desk/calls/{call.pk}/"' in bar


def test_the_bar_without_a_telephone(agent: Client) -> None:
    assert "çevrim" in agent.get("/desk/phone/").content.decode()


def test_the_bar_counts_down_to_the_limit_of_the_wrap_up(agent: Client) -> None:
    since = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    AgentSession.objects.create(
        user=cast.staff("elif"), state="wrap_up", since=since, until=since + timedelta(seconds=90)
    )
    bar = agent.get("/desk/phone/").content.decode()
    assert 'data-until="2026-11-24T10:01:30+03:00"' in bar


def test_the_wall_shows_line_and_agents(client: Client, ring: Ring) -> None:
    ring()
    client.force_login(cast.staff("hakan"))
    page = client.get("/live/").content.decode()
    assert "en uzun bekleyiş" in page
    assert "çok uzun" in page
    assert "Elif Yıldız" in page
    alone = client.get("/live/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in alone


def test_agents_do_not_see_the_wall(agent: Client) -> None:
    assert agent.get("/live/").status_code == 403
