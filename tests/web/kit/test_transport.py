"""Agents and citizens ask in one line of typing; administrators load what answers."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.transport.live.vehicles import late, message
from tests.transport.made import changed, packed
from tests.web.desk.calls.ringing import Ring

from alo153.contacts.models import Chat, Disposition, Interaction, Message
from alo153.core import clock
from alo153.core.ttl_cache import forget_cached
from alo153.transport import actions, queries
from alo153.transport.live import planner
from alo153.transport.live.planner import Leg
from alo153.transport.live.protobuf import read
from alo153.transport.models import Feed

pytestmark = pytest.mark.django_db
# A Monday, 7:30 in Kocaeli
MONDAY = datetime(2026, 11, 30, 4, 30, tzinfo=UTC)
SETTINGS = "/settings/timetables/"
TOPIC = "hat-sefer-saatleri"


@pytest.fixture(autouse=True)
def kept_apart(settings: Settings, tmp_path: Path) -> None:
    cache.clear()
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = storages


@pytest.fixture
def published() -> None:
    yasin = cast.staff("yasin")
    feed = actions.load_timetable(
        content=packed(), name="k.zip", topic=cast.topic(TOPIC), by=yasin, at=MONDAY
    )
    actions.publish_timetable(feed=feed, by=yasin, at=MONDAY)
    forget_cached()


def ask(client: Client, page: str, question: str) -> str:
    with patch.object(clock, "now", return_value=MONDAY):
        answer = client.post(page, {"question": question})
    return str(answer.content.decode())


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("page", ["/transport/", "/desk/transport/"])
class TestAsking:
    @pytest.fixture(autouse=True)
    def elif_(self, client: Client) -> None:
        client.force_login(cast.staff("elif"))

    def test_the_field_has_the_cursor(self, client: Client, page: str) -> None:
        assert "autofocus" in client.get(page).content.decode()

    def test_when_a_line_leaves(self, client: Client, page: str) -> None:
        shown = ask(client, page, "HAT 500")
        assert "08:00" in shown
        assert "500 → Gar" in shown

    def test_how_one_gets_there(self, client: Client, page: str) -> None:
        shown = ask(client, page, "umuttepe'den gebze'ye")
        assert "1 aktarma" in shown
        assert "Gar Çarşı durağına yürüyün" in shown
        assert "09:30" in shown

    def test_a_choice_asks_again(self, client: Client, page: str) -> None:
        assert 'name="question" value="Cami #1040"' in ask(client, page, "cami")

    def test_what_nobody_knows_keeps_what_was_typed(self, client: Client, page: str) -> None:
        shown = ask(client, page, "kartal")
        assert 'value="kartal"' in shown
        assert "hat veya durak bulamadık" in shown

    def test_nothing_typed_is_named(self, client: Client, page: str) -> None:
        assert "Hat, durak veya güzergâh yazın." in ask(client, page, "")


def test_without_a_timetable_citizens_are_told_so(client: Client) -> None:
    assert "Bugün için tarife yok." in ask(client, "/transport/", "500")
    assert "/transport/" not in client.get("/").content.decode()


@pytest.mark.usefixtures("published")
def test_the_start_page_leads_to_the_question(client: Client) -> None:
    assert 'href="/transport/"' in client.get("/").content.decode()


@pytest.mark.usefixtures("published")
class TestAtTheDesk:
    def test_with_a_call_at_hand_the_answer_is_logged_by_the_same_key(
        self, agent: Client, ring: Ring
    ) -> None:
        call = ring()
        shown = ask(agent, "/desk/transport/", "HAT 500")
        address = f"/desk/work/call:{call.pk}/information/"
        assert f'action="{address}"' in shown
        assert 'data-key="F2"' in shown
        agent.post(address, {"topic": TOPIC})
        contact = Interaction.objects.get(pk=call.interaction_id)
        assert contact.disposition == Disposition.INFORMATION
        assert contact.topic == cast.topic(TOPIC)

    def test_without_a_call_there_is_nothing_to_log(self, agent: Client) -> None:
        assert "/information/" not in ask(agent, "/desk/transport/", "HAT 500")

    def test_delays_are_shown_with_their_age(
        self, agent: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = message(MONDAY - timedelta(seconds=25))
        late(made, "a1", 240)
        known = read(made.SerializeToString(), at=MONDAY)
        monkeypatch.setattr(queries, "live_delays", lambda _: known)
        shown = ask(agent, "/desk/transport/", "500 umuttepe")
        assert "4 dk gecikmeli" in shown
        assert "25 saniye önceki" in shown

    def test_a_planner_that_is_named_makes_the_journeys(
        self, agent: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        leaves = MONDAY + timedelta(minutes=45)
        leg = Leg("B41", "Gebze", "Umuttepe", "Gebze", leaves, leaves + timedelta(hours=1), None)
        monkeypatch.setattr(planner, "plan", lambda *_, **__: [[leg]])
        assert "B41 → Gebze" in ask(agent, "/desk/transport/", "umuttepe > gebze")


@pytest.mark.usefixtures("published")
class TestInAChat:
    def say(self, client: Client, text: str, **more: str) -> str:
        sent = {"text": text, "key": str(uuid4()), **more}
        with patch.object(clock, "now", return_value=MONDAY):
            return str(client.post("/chat/", sent).content.decode())

    @pytest.mark.parametrize("text", ["500 ne zaman", "umuttepe'den gebze'ye nasıl giderim?"])
    def test_a_line_or_a_way_is_answered_before_a_person_is_called(
        self, client: Client, text: str
    ) -> None:
        shown = self.say(client, text)
        assert "08:00" in shown
        assert "Mesajınız henüz gönderilmedi." in shown
        assert not Chat.objects.exists()
        self.say(client, text, asked="yes")
        assert Message.objects.get().body == text

    @pytest.mark.parametrize("text", ["500 numaralı otobüs gelmedi", "gar", "Merhaba"])
    def test_other_words_call_a_person(self, client: Client, text: str) -> None:
        self.say(client, text)
        assert Message.objects.get().body == text


class TestLoading:
    @pytest.fixture(autouse=True)
    def yasin(self, client: Client) -> None:
        client.force_login(cast.staff("yasin"))

    def load(self, client: Client, content: bytes) -> str:
        file = SimpleUploadedFile("kocaeli.zip", content, "application/zip")
        return str(client.post(SETTINGS, {"file": file}, follow=True).content.decode())

    def test_a_file_is_loaded_and_published(self, client: Client) -> None:
        assert "2 hat, 8 durak" in self.load(client, packed())
        done = client.post(f"{SETTINGS}1/publish/", follow=True).content.decode()
        assert "kullanımda" in done
        assert Feed.objects.get().published_by == cast.staff("yasin")

    def test_its_faults_are_named_in_words(self, client: Client) -> None:
        shown = self.load(client, packed(changed("trips.txt", "r700,", "r701,")))
        assert "<code>trips.txt:5</code>" in shown
        assert "<code>route_id</code>" in shown
        assert "r701 burada geçiyor ama hiçbir yerde tanımlı değil" in shown
        again = client.post(f"{SETTINGS}1/publish/", follow=True).content.decode()
        assert "Hatalı tarife yayımlanamaz." in again

    def test_no_file_is_named(self, client: Client) -> None:
        assert "Dosyayı seçin." in client.post(SETTINGS).content.decode()
