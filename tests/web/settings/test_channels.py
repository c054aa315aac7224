"""A channel of a company abroad is off until somebody answers for it by their name."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from tests import cast
from tests.channels.contract.stand_ins.telegram import SECRET, TOKEN

from alo153.channels.models import ApprovedTemplate, ChannelOpening
from alo153.channels.social.opening.queries import is_open
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
PAGE = "/settings/channels/"
YES = {"telegram-ground": "Kurul kararı 2026/17", "telegram-answers": "on"}


@pytest.fixture
def yasin(client: Client) -> Client:
    client.force_login(cast.staff("yasin"))
    return client


@pytest.fixture
def account() -> Iterator[None]:
    address = f"telegram+https://{TOKEN}@api.telegram.org?secret={SECRET}"
    with override_settings(SOCIAL_URLS={"telegram": address}):
        yield


def test_the_page_says_why_each_is_off_and_what_to_do(yasin: Client) -> None:
    page = yasin.get(PAGE).content.decode()
    assert "yurt dışına" in page
    assert page.count('<span class="chip">kapalı</span>') == 5
    for channel in ("WHATSAPP", "TELEGRAM", "MESSENGER", "INSTAGRAM", "X"):
        assert f"ALO153_{channel}_URL" in page
    assert re.search(r'id="way-email">\s*E-posta', page), "written as the titles around it"


def test_of_the_one_that_is_paid_the_page_says_so(yasin: Client) -> None:
    page = yasin.get(PAGE).content.decode()
    assert page.count("ücret alır") == 1
    assert "X, okunan ve gönderilen her mesaj" in page


def test_without_an_account_nothing_is_turned_on(yasin: Client) -> None:
    assert yasin.post(f"{PAGE}telegram/open/", YES).status_code == 422
    assert not ChannelOpening.objects.exists()


@pytest.mark.usefixtures("account")
class TestTurningOn:
    @pytest.mark.parametrize("missing", sorted(YES))
    def test_somebody_answers_for_it_and_says_on_which_ground(
        self, yasin: Client, missing: str
    ) -> None:
        typed = {name: value for name, value in YES.items() if name != missing}
        assert yasin.post(f"{PAGE}telegram/open/", typed).status_code == 422
        assert not is_open("telegram")

    def test_it_is_on_and_off_again_and_both_are_kept(self, yasin: Client) -> None:
        for _ in range(2):
            assert yasin.post(f"{PAGE}telegram/open/", YES).status_code == 302
        page = yasin.get(PAGE).content.decode()
        assert "Kurul kararı 2026/17" in page
        assert "/hooks/social/telegram/" in page
        assert is_open("telegram")
        assert yasin.post(f"{PAGE}telegram/close/").status_code == 302
        opening = ChannelOpening.objects.get()
        assert opening.opened_by == opening.closed_by == cast.staff("yasin")
        told = Event.objects.filter(name__startswith="channel.").order_by("id")
        assert list(told.values_list("name", flat=True)) == ["channel.opened", "channel.closed"]

    def test_no_secret_stands_on_the_page(self, yasin: Client) -> None:
        page = yasin.get(PAGE).content.decode()
        assert SECRET not in page
        assert TOKEN.partition(":")[2] not in page

    def test_others_turn_nothing_on(self, client: Client) -> None:
        client.force_login(cast.staff("elif"))
        assert client.get(PAGE).status_code == 403
        assert client.post(f"{PAGE}telegram/open/", YES).status_code == 403
        assert not is_open("telegram")


class TestApprovedWords:
    WORDS = {"name": "basvuru_sonucu", "language": "tr", "body": "Sayın {{1}}, sonuç: {{2}}."}

    def test_they_are_written_down_changed_and_taken_out(self, yasin: Client) -> None:
        for body in ("Sayın {{1}}.", self.WORDS["body"]):
            changed = self.WORDS | {"body": body}
            assert yasin.post(f"{PAGE}templates/", changed).status_code == 302
        [kept] = ApprovedTemplate.objects.filter(retired_at=None)
        assert kept.body == self.WORDS["body"]
        assert kept.body in yasin.get(PAGE).content.decode()
        assert yasin.post(f"{PAGE}templates/{kept.pk}/retire/").status_code == 302
        assert not ApprovedTemplate.objects.filter(retired_at=None).exists()

    @pytest.mark.parametrize(
        "wrong",
        [{"body": "Sayın {{2}}."}, {"name": "Başvuru"}, {"language": "Türkçe"}, {"body": ""}],
        ids=["hole", "name", "language", "empty"],
    )
    def test_what_whatsapp_could_not_have_approved_is_refused(
        self, yasin: Client, wrong: dict[str, str]
    ) -> None:
        assert yasin.post(f"{PAGE}templates/", self.WORDS | wrong).status_code == 422
        assert not ApprovedTemplate.objects.exists()
