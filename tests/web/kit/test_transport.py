"""Agents and citizens ask in one line of typing; administrators load what answers."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.transport.made import changed, packed
from tests.transport.published import MONDAY, keep_files_in, publish_town

from alo153.core import clock
from alo153.transport.models import Feed
from alo153.transport.tasks import read_timetable

pytestmark = pytest.mark.django_db
SETTINGS = "/settings/timetables/"


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in the year of the timetable."""
    monkeypatch.setattr(clock, "now", lambda: MONDAY)


@pytest.fixture(autouse=True)
def kept_apart(settings: Settings, tmp_path: Path) -> None:
    cache.clear()
    keep_files_in(tmp_path, settings)


@pytest.fixture
def published() -> None:
    publish_town()


def ask(client: Client, page: str, question: str) -> str:
    return str(client.post(page, {"question": question}).content.decode())


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


class TestLoading:
    @pytest.fixture(autouse=True)
    def yasin(self, client: Client) -> None:
        client.force_login(cast.staff("yasin"))

    def load(self, client: Client, content: bytes) -> str:
        file = SimpleUploadedFile("kocaeli.zip", content, "application/zip")
        said = client.post(SETTINGS, {"file": file}, follow=True).content.decode()
        assert "okunuyor" in said
        client.post(f"{SETTINGS}1/publish/")
        assert Feed.objects.get().published_at is None
        read_timetable(feed=Feed.objects.get().pk)
        return str(client.get(SETTINGS).content.decode())

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
        assert "Hatalı ya da henüz okunmamış tarife yayımlanamaz." in again

    def test_no_file_is_named(self, client: Client) -> None:
        assert "Dosyayı seçin." in client.post(SETTINGS).content.decode()
