"""The key for a hard call: mark it from the bar, warn a caller, and end the call by right."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.web.desk.calls.ringing import NOW, let_ring, talks

from alo153.calls.call_words import AgentState
from alo153.calls.models import Call, Command
from alo153.care.models import AbuseReport, HardCall, Step
from alo153.core import clock
from alo153.notices.models import StaffNotice
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records
from alo153.web.desk.calls.hard import WORDING

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with patch.object(clock, "now", return_value=cast.AT + timedelta(seconds=30)):
        yield


@pytest.fixture
def agent() -> Client:
    client = Client()
    client.force_login(cast.staff("elif"))
    return client


@pytest.fixture
def call() -> Call:
    call = let_ring()
    talks(call)
    return call


def test_the_bar_of_a_talk_has_the_key(agent: Client, call: Call) -> None:
    bar = agent.get(reverse("desk:bar"), headers=HTMX).content.decode()
    assert reverse("desk:hard") in bar
    assert "Ctrl+Shift+F7" in bar


def test_one_press_marks_it_and_a_supervisor_hears_that_there_was_one(
    agent: Client, call: Call
) -> None:
    cast.staff("hakan")
    panel = agent.get(reverse("desk:hard"), headers=HTMX).content.decode()
    assert "intihar" in panel
    for step in Step:
        assert str(WORDING[step]) in unescape(panel), "the agent reads what to say at each step"
    done = agent.post(reverse("desk:hard"), {"hardness": "suicide"}, headers=HTMX)
    assert "Toparlanma molanız" in done.content.decode()
    assert HardCall.objects.get().interaction == call.interaction
    assert Command.objects.get().payload["reason"] == "recovery"
    notice = StaffNotice.objects.get(reader=cast.staff("hakan"))
    assert "intihar" not in notice.title.lower() + notice.text.lower()


def test_without_a_script_it_is_a_page(agent: Client, call: Call) -> None:
    page = agent.get(reverse("desk:hard")).content.decode()
    assert "<h1" in page
    sent = agent.post(reverse("desk:hard"), {"hardness": "child"})
    assert sent.url == reverse("care:own")  # type: ignore[attr-defined]


def test_what_is_missing_is_named(agent: Client, call: Call) -> None:
    refused = agent.post(reverse("desk:hard"), {"hardness": "x"}, headers=HTMX)
    assert refused.status_code == 422
    assert "Neden zor olduğunu seçin." in refused.content.decode()
    assert refused.headers["HX-Retarget"] == "#hard", "the telephone in the bar stays"
    assert not HardCall.objects.exists()


def test_a_caller_is_asked_warned_and_the_call_is_ended(agent: Client, call: Call) -> None:
    url = reverse("desk:abuse")
    assert "söylendi" in agent.post(url, {"verb": "asked"}, headers=HTMX).content.decode()
    agent.post(url, {"verb": "warned"}, headers=HTMX)
    assert AbuseReport.objects.get().step == Step.WARNED
    done = agent.post(url, {"verb": "ended"}, headers=HTMX).content.decode()
    assert "Görüşme sonlandırıldı." in done
    said = [each.name for each in Command.objects.order_by("pk")]
    assert said == ["skip_survey", "pause", "hang_up"]
    assert AbuseReport.objects.get().step == Step.ENDED


def test_without_a_call_nothing_is_ended(agent: Client) -> None:
    refused = agent.post(reverse("desk:abuse"), {"verb": "threat"}, headers=HTMX)
    assert refused.status_code == 422
    assert not Command.objects.exists()


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("desk:hard", {"hardness": "abuse"}),
        ("desk:abuse", {"verb": "warned"}),
        ("desk:abuse", {"verb": "threat"}),
    ],
)
def test_what_was_opened_in_one_call_is_not_done_to_the_next_caller(
    agent: Client, call: Call, place: str, typed: dict[str, str]
) -> None:
    panel = agent.get(reverse("desk:hard"), headers=HTMX).content.decode()
    assert panel.count(f'name="contact" value="{call.interaction_id}"') == 3
    talks(let_ring("+905320000102"))
    late = typed | {"contact": str(call.interaction_id)}
    refused = agent.post(reverse(place), late, headers=HTMX)
    assert refused.status_code == 422
    assert "o görüşme bitti" in refused.content.decode()
    assert not Command.objects.exists()
    assert not HardCall.objects.exists()
    assert not AbuseReport.objects.exists()


def test_in_the_work_after_it_the_call_is_still_the_one_that_is_marked(
    agent: Client, call: Call
) -> None:
    typed = {"hardness": "child", "contact": str(call.interaction_id)}
    records.write(
        facts.AgentChanged(
            at=NOW + 20,
            agent=cast.staff("elif").pk,
            since=NOW + 20,
            presence=AgentState.WRAP_UP,
            reason="",
            call=str(call.pk),
            reachable=True,
        )
    )
    agent.post(reverse("desk:hard"), typed, headers=HTMX)
    assert HardCall.objects.get().interaction == call.interaction
