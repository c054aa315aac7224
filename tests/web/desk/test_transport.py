"""An agent answers when a line leaves, sees delays, and logs it by the key of the record."""

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.transport.live.vehicles import late, message
from tests.transport.published import MONDAY, TOPIC, keep_files_in, publish_town
from tests.web.desk.calls.ringing import Ring

from alo153.contacts.models import Disposition, Interaction
from alo153.core import clock
from alo153.transport import queries
from alo153.transport.live import planner
from alo153.transport.live.planner import Leg
from alo153.transport.live.protobuf import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def published(settings: Settings, tmp_path: Path) -> None:
    cache.clear()
    keep_files_in(tmp_path, settings)
    publish_town()


def ask(client: Client, question: str) -> str:
    with patch.object(clock, "now", return_value=MONDAY):
        answer = client.post("/desk/transport/", {"question": question})
    return str(answer.content.decode())


def test_with_a_call_at_hand_the_answer_is_logged_by_the_same_key(
    agent: Client, ring: Ring
) -> None:
    call = ring()
    shown = ask(agent, "HAT 500")
    address = f"/desk/work/call:{call.pk}/information/"
    assert f'action="{address}"' in shown
    assert 'data-key="F2"' in shown
    agent.post(address, {"topic": TOPIC})
    contact = Interaction.objects.get(pk=call.interaction_id)
    assert contact.disposition == Disposition.INFORMATION
    assert contact.topic == cast.topic(TOPIC)


def test_without_a_call_there_is_nothing_to_log(agent: Client) -> None:
    assert "/information/" not in ask(agent, "HAT 500")


def test_delays_are_shown_with_their_age(agent: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made = message(MONDAY - timedelta(seconds=25))
    late(made, "a1", 240)
    known = read(made.SerializeToString(), at=MONDAY)
    monkeypatch.setattr(queries, "live_delays", lambda _: known)
    shown = ask(agent, "500 umuttepe")
    assert "4 dk gecikmeli" in shown
    assert "25 saniye önceki" in shown


def test_a_planner_that_is_named_makes_the_journeys(
    agent: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaves = MONDAY + timedelta(minutes=45)
    leg = Leg("B41", "Gebze", "Umuttepe", "Gebze", leaves, leaves + timedelta(hours=1), None)
    monkeypatch.setattr(planner, "plan", lambda *_, **__: [[leg]])
    assert "B41 → Gebze" in ask(agent, "umuttepe > gebze")
