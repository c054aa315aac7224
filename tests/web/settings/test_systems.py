"""An administrator gives another system a key, sees it once, and takes it back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.integrations.keys import made
from tests.parts.roles import Role

from alo153.city import queries as city
from alo153.core.clock import now
from alo153.integrations.actions import KeyRefused, admit
from alo153.integrations.models import ApiKey
from alo153.integrations.scopes import KeyScope

PAGE = "/settings/systems/"
KEY = re.compile(r"alo153_\w{8}_[\w-]{43}")


@pytest.fixture
def administrator(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


def form(**changes: Any) -> dict[str, Any]:
    """What is filled in for the water works."""
    return {
        "system": "İSU arıza",
        "scopes": ["open_cases", "read_unit_cases"],
        "units": ["isu"],
        "per_minute": "60",
        "last_date": (city.today(now()) + timedelta(days=30)).isoformat(),
    } | changes


def test_a_key_is_shown_once_and_opens_until_it_is_revoked(administrator: Client) -> None:
    assert "Henüz anahtarı olan bir sistem yok." in administrator.get(PAGE).content.decode()
    text = KEY.search(administrator.post(PAGE, form()).content.decode())
    assert text
    with pytest.raises(KeyRefused):
        admit(text=text[0], address="192.0.2.7", at=now())
    waits = ApiKey.objects.get()
    here = f"{PAGE}keys/{waits.pk}/confirm/"
    assert here not in administrator.get(PAGE).content.decode()
    own = administrator.post(here, follow=True).content.decode()
    assert own.count("onayı başka bir yönetici verir") == 1
    assert "ikinci yöneticinin onayını bekliyor" in own
    second = Client()
    second.force_login(cast.with_roles("hakan", Role.ADMINISTRATOR))
    assert here in second.get(PAGE).content.decode()
    assert "yöneticinin onayını" not in second.post(here, follow=True).content.decode()
    key = admit(text=text[0], address="192.0.2.7", at=now())
    assert (key.scopes, key.units) == (["open_cases", "read_unit_cases"], ["isu"])
    page = administrator.get(PAGE)
    assert not KEY.search(page.content.decode())
    assert f"alo153_{key.prefix}_…" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    administrator.post(f"{PAGE}keys/{key.pk}/revoke/")
    assert "iptal edildi" in administrator.get(PAGE).content.decode()
    with pytest.raises(KeyRefused):
        admit(text=text[0], address="192.0.2.7", at=now())


def test_a_key_for_a_partner_desk_names_the_desk(administrator: Client) -> None:
    bring = form(scopes=["bring_partner_cases"], units=[])
    refused = administrator.post(PAGE, bring)
    assert refused.status_code == 422
    assert "Hangi masaların başvurularını ileteceğini seçin." in refused.content.decode()
    administrator.post(PAGE, bring | {"partners": ["cimer"]})
    assert ApiKey.objects.get().partners == ["cimer"]
    assert "(cimer)" in administrator.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"scopes": []}, "Bu alan zorunludur."),
        ({"units": []}, "Anahtarın geçerli olacağı birimleri seçin."),
        ({"last_date": "2020-01-01"}, "iki yıl içinde bir gün seçin"),
        ({"last_date": "2999-01-01"}, "iki yıl içinde bir gün seçin"),
        ({"per_minute": "0"}, "1"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    administrator: Client, change: dict[str, Any], words: str
) -> None:
    page = administrator.post(PAGE, form(**change))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not ApiKey.objects.exists()


def test_a_key_of_the_whole_city_names_no_unit(administrator: Client) -> None:
    administrator.post(PAGE, form(scopes=["read_every_case"]))
    assert ApiKey.objects.get().units == []


def test_the_list_costs_the_same_however_many_keys_there_are(
    administrator: Client, django_assert_num_queries: Any
) -> None:
    made(KeyScope.OPEN_CASES)
    administrator.get(PAGE)
    with django_assert_num_queries(4):
        administrator.get(PAGE)
    for number in range(5):
        made(KeyScope.OPEN_CASES, system=f"Sistem {number}")
    with django_assert_num_queries(4):
        administrator.get(PAGE)
