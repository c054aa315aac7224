"""One agent, several screens: the newest one wins, a talk stays where it is until asked for."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from tests import cast
from tests.web.desk.calls.ringing import Ring

from alo153.calls.models import AgentSession, Command

pytestmark = pytest.mark.django_db
SINCE = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def stand(state: str, reason: str = "", *, screen: str = "first", reachable: bool = True) -> None:
    AgentSession.objects.create(
        user=cast.staff("elif"),
        state=state,
        reason=reason,
        since=SINCE,
        screen=screen,
        reachable=reachable,
    )


def sign_on(agent: Client, screen: str, more: str = "") -> int:
    return agent.post(f"/desk/phone/sign-on/?screen={screen}{more}").status_code


def test_the_newest_screen_has_the_telephone(agent: Client) -> None:
    stand("ready")
    assert sign_on(agent, "second") == 200
    assert AgentSession.objects.get().screen == "second"
    assert 'data-screen="second"' in agent.get("/desk/phone/").content.decode()


def test_a_talk_stays_on_its_screen_until_it_is_asked_for(agent: Client) -> None:
    stand("talking")
    refused = agent.post("/desk/phone/sign-on/?screen=second")
    assert refused.status_code == 409
    assert "Başka bir ekranda" in refused.json()["error"]
    assert AgentSession.objects.get().screen == "first"
    assert sign_on(agent, "second", "&take=yes") == 200
    assert AgentSession.objects.get().screen == "second"


def test_a_reload_of_the_same_screen_is_not_refused(agent: Client) -> None:
    stand("talking")
    assert sign_on(agent, "first") == 200


def test_a_screen_that_is_gone_keeps_nobody_out(agent: Client) -> None:
    stand("talking", reachable=False)
    assert sign_on(agent, "second") == 200


def test_hanging_up_is_asked_of_the_switchboard(agent: Client) -> None:
    agent.post("/desk/phone/hang-up/")
    assert Command.objects.get().name == "hang_up"


def test_the_bar_says_that_a_caller_waits_for_this_agent(agent: Client, ring: Ring) -> None:
    call = ring()
    AgentSession.objects.update(state="paused", reason="returning", call=None)
    bar = agent.get("/desk/phone/").content.decode()
    assert "Arayan sizi bekliyor" in bar
    assert f'data-returning="{call.pk}"' in bar
    assert "/desk/phone/ready/" not in bar


def test_who_did_not_come_back_in_time_reads_why(agent: Client) -> None:
    stand("not_answering", "not_back")
    assert "zamanında geri gelmedi" in agent.get("/desk/phone/").content.decode()


def refused(agent: Client, screen: str) -> dict[str, str]:
    """Return why a telephone that is not let in any more gets no account."""
    answer = agent.post(f"/desk/phone/sign-on/?screen={screen}&again=yes")
    assert answer.status_code == 409
    return answer.json()


def test_a_telephone_that_is_not_let_in_gets_an_account_where_it_is_still_the_agents(
    agent: Client,
) -> None:
    sign_on(agent, "first")
    assert sign_on(agent, "first", "&again=yes") == 200


def test_a_telephone_that_was_opened_elsewhere_hears_so_and_does_not_take_it_back(
    agent: Client,
) -> None:
    sign_on(agent, "first")
    sign_on(agent, "second")
    why = refused(agent, "first")
    assert why["reason"] == "elsewhere"
    assert "başka bir ekranda" in why["error"]
    assert AgentSession.objects.get().screen == "second"


def test_a_telephone_that_was_signed_out_hears_so_and_stays_out(agent: Client) -> None:
    sign_on(agent, "first")
    agent.post("/desk/phone/sign-out/")
    assert refused(agent, "first")["reason"] == "signed_out"
    assert not AgentSession.objects.get().secret_digest


def asked_to_sign_in() -> int:
    return Command.objects.filter(name="provision_agent").count()


def lost(agent: Client) -> None:
    """Let a switchboard take the sign-in of the first screen and know nothing of it afterwards."""
    sign_on(agent, "first")
    Command.objects.update(taken_at=SINCE, done_at=SINCE)


def test_an_agent_whose_sign_in_was_lost_is_let_in_once_more(agent: Client) -> None:
    lost(agent)
    assert "Santral sizi henüz bağlamadı" in agent.get("/desk/phone/").content.decode()
    bar = agent.post("/desk/phone/sign-in/", headers={"HX-Request": "true"})
    assert asked_to_sign_in() == 2
    # That row waits for a program which is away: no second one, and the bar says so
    assert "Santral programı yanıt vermiyor" in bar.content.decode()
    agent.post("/desk/phone/sign-in/", headers={"HX-Request": "true"})
    assert asked_to_sign_in() == 2


def test_a_telephone_that_a_supervisor_signed_out_is_not_signed_in_by_itself(agent: Client) -> None:
    lost(agent)
    agent.post("/desk/phone/sign-out/")
    answer = agent.post("/desk/phone/sign-in/", headers={"HX-Request": "true"})
    assert "desk:signed-out" in answer["HX-Trigger"]
    assert asked_to_sign_in() == 1


def test_an_agent_who_is_let_in_already_is_not_asked_for(agent: Client) -> None:
    lost(agent)
    AgentSession.objects.update(state="paused")
    assert agent.post("/desk/phone/sign-in/").status_code == 302
    assert asked_to_sign_in() == 1
