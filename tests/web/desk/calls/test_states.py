"""What the bar, the wall and the agent's own day show of states."""

from datetime import timedelta

import pytest
from django.test import Client
from tests import cast

from alo153.calls.models import AgentSession, AgentStateSpan, Command
from alo153.core import clock

pytestmark = pytest.mark.django_db


def stand(state: str, reason: str = "", limit: int | None = None) -> None:
    """Let Elif stand in a state since ten minutes, with a limit in minutes from its begin."""
    since = clock.now() - timedelta(minutes=10)
    until = None if limit is None else since + timedelta(minutes=limit)
    AgentSession.objects.create(
        user=cast.staff("elif"),
        state=state,
        reason=reason,
        since=since,
        until=until,
        idle_since=since,
        reachable=True,
    )


def bar(agent: Client) -> str:
    return agent.get("/desk/phone/").content.decode()


def test_who_missed_a_call_reads_it_in_the_second_person(agent: Client) -> None:
    stand("not_answering", "no_answer")
    shown = bar(agent)
    assert "Yanıt vermediniz. Arayan yeniden sırada." in shown
    assert "yanıt vermiyor" not in shown
    assert 'role="alert"' in shown
    assert 'data-key="F7"' in shown


def test_an_agent_who_was_signed_off_reads_when_and_why(agent: Client) -> None:
    """The browser was closed without signing out; the page comes back ten minutes ago."""
    stand("paused", "signed_in")
    off = "çıkışınız yapıldı"
    assert off not in bar(agent)
    back = AgentSession.objects.get().since
    began = back - timedelta(hours=1)
    AgentStateSpan.objects.create(
        agent=cast.staff("elif"), state="offline", reason="absent", began_at=began, ended_at=back
    )
    shown = bar(agent)
    assert off in shown
    assert began.astimezone(cast.city_zone()).strftime("%H:%M") in shown
    AgentSession.objects.update(state="ready", reason="", since=clock.now())
    assert off not in bar(agent)


def test_a_page_that_was_open_all_the_time_says_it_too(agent: Client) -> None:
    stand("offline", "absent")
    assert "çıkışınız yapıldı" in bar(agent)


def test_the_work_after_a_call_can_be_made_longer_once(agent: Client) -> None:
    stand("wrap_up", limit=12)
    shown = bar(agent)
    assert "data-until" in shown
    assert "/desk/phone/more-time/" in shown
    agent.post("/desk/phone/more-time/", {"reason": "asking"})
    agent.post("/desk/phone/more-time/", {"reason": "made up"})
    reasons = [command.payload["reason"] for command in Command.objects.order_by("pk")]
    assert reasons == ["asking", "record"]
    AgentSession.objects.update(reason="asking")
    shown = bar(agent)
    assert "/desk/phone/more-time/" not in shown
    assert "danışma" in shown


def test_recovery_is_one_key_away_in_the_work_after_a_call(agent: Client) -> None:
    stand("wrap_up", limit=12)
    assert 'value="recovery" data-key="Ctrl+F7"' in " ".join(bar(agent).split())
    agent.post("/desk/phone/pause/", {"reason": "recovery"})
    assert Command.objects.get().payload["reason"] == "recovery"


@pytest.mark.parametrize(("limit", "is_over"), [(15, False), (5, True)])
def test_bar_and_wall_say_when_a_pause_is_over(
    agent: Client, client: Client, limit: int, is_over: bool
) -> None:
    stand("paused", "meal", limit)
    client.force_login(cast.staff("hakan"))
    look = "chip-bad" if is_over else "chip-warn"
    for page in (bar(agent), client.get("/live/").content.decode()):
        assert f'class="chip {look}" data-limit' in " ".join(page.split())


def test_the_supervisor_sees_the_word_recovery_and_nothing_else(client: Client) -> None:
    stand("paused", "recovery")
    client.force_login(cast.staff("hakan"))
    page = client.get("/live/").content.decode()
    assert "Toparlanma" in page


def test_an_agent_sees_the_own_day(agent: Client) -> None:
    now = clock.now()
    AgentStateSpan.objects.create(
        agent=cast.staff("elif"), state="paused", reason="prayer", began_at=now, ended_at=now
    )
    assert "<html" in agent.get("/desk/phone/day/").content.decode()
    alone = agent.get("/desk/phone/day/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in alone
    assert "Namaz" in alone
    assert "0 sa 0 dk" in alone
