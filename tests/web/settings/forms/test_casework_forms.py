"""Kinds, roles and skills are written in forms; the file keeps its comments and its order."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests import cast

from alo153.city import queries
from alo153.city.citypack.documents import document, read_overlaid
from alo153.city.citypack.parts import CityPack
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
HOME = "/settings/documents"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def yasin(client: Client) -> Client:
    client.force_login(cast.staff("yasin"))
    return client


def shown(client: Client, address: str) -> str:
    page: str = client.get(f"{HOME}/{address}").content.decode()
    return page


def draft(kind: str) -> str:
    return queries.document_drafts(cast.staff("yasin"))[kind].text


def differing(kind: str) -> set[str]:
    before = queries.document_in_force(document(kind)).text.splitlines()
    return set(draft(kind).splitlines()) - set(before)


def read(kind: str) -> CityPack:
    return read_overlaid(queries.city_folder(), {document(kind).file: draft(kind)})


PETITION = {
    "name": "dilekçe (3071)",
    "law": "3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun, madde 4 ve 7",
    "say": "Telefonla dilekçe verilmez: imzalı kâğıt, e-imza, KEP veya e-Devlet gerekir. "
    "Yanıt en geç 30 gün içinde, gerekçesiyle verilir.",
    "needs": ["signature", "full_name", "address"],
    "standard_amount": "30",
    "standard_unit": "days",
    "interim": "60",
    "forward_and_inform": "on",
}


def test_a_kind_is_changed_in_one_line(yasin: Client) -> None:
    assert "dilekçe (3071)" in shown(yasin, "kinds/")
    page = shown(yasin, "kinds/entries/petition/")
    assert 'value="30"' in page
    assert page.count('name="needs"') == 5
    assert page.count("checked") >= 4
    sent = {**PETITION, "standard_amount": "20"}
    assert yasin.post(f"{HOME}/kinds/entries/petition/", sent).status_code == 302
    assert differing("kinds") == {'standard = "20 days"'}
    assert "madde 7: safahat 30 günde" in draft("kinds")


def test_a_new_kind_is_checked_at_its_fields(yasin: Client) -> None:
    new = {"slug": "Dilek", "name": "dilek", "anonymous": "on", "needs": ["address"]}
    refused = yasin.post(f"{HOME}/kinds/new/", new)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "tip_off" in page
    assert "Hem adını vermeyip" in page
    assert 'value="Dilek"' in page
    right = {"slug": "dilek", "name": "dilek", "standard_amount": "5", "standard_unit": "days"}
    assert yasin.post(f"{HOME}/kinds/new/", right).status_code == 302
    assert "dilek" in {each.slug for each in read("kinds").kinds.kinds}


def test_a_time_that_is_not_longer_is_said_at_its_field(yasin: Client) -> None:
    refused = yasin.post(f"{HOME}/kinds/entries/petition/", {**PETITION, "interim": "10"})
    assert refused.status_code == 422
    assert "id_interim_error" in refused.content.decode()


COUNTER = {
    "label_tr": "masa görevlisi",
    "label_en": "counter staff",
    "scope": "city",
    "idle_minutes": "480",
    "permissions": ["open_case", "see_citizen", "see_every_case", "serve_at_counter"],
}


def test_a_role_keeps_the_order_of_its_permissions(yasin: Client) -> None:
    assert "masa görevlisi" in shown(yasin, "roles/")
    address = f"{HOME}/roles/entries/counter_staff/"
    assert yasin.get(address).status_code == 200
    sent = {**COUNTER, "idle_minutes": "61"}
    assert yasin.post(address, sent).status_code == 302
    assert differing("roles") == {"idle_minutes = 61"}


def test_a_role_of_a_unit_takes_no_permission_of_the_city(yasin: Client) -> None:
    refused = yasin.post(f"{HOME}/roles/entries/counter_staff/", {**COUNTER, "scope": "unit"})
    assert refused.status_code == 422
    assert "id_permissions_error" in refused.content.decode()


def test_a_new_role_can_be_put_in_force(yasin: Client) -> None:
    new = {
        "key": "okur",
        "label_tr": "okur",
        "label_en": "reader",
        "scope": "city",
        "permissions": ["see_results"],
    }
    assert yasin.post(f"{HOME}/roles/new/", new).status_code == 302
    (made,) = (each.bundle for each in read("roles").roles if each.bundle.key == "okur")
    assert (made.permissions, made.labels["en"]) == (("see_results",), "reader")


def test_a_skill_comes_changes_and_goes(yasin: Client) -> None:
    assert "Yetkinlikler" in shown(yasin, "queues/")
    new = {"key": "farsi", "name": "Farsça"}
    assert yasin.get(f"{HOME}/queues/new/?group=skills").status_code == 200
    assert yasin.post(f"{HOME}/queues/new/?group=skills", new).status_code == 302
    assert differing("queues") == {'farsi = "Farsça"'}
    taken = yasin.post(f"{HOME}/queues/new/?group=skills", new)
    assert taken.status_code == 422
    address = f"{HOME}/queues/entries/skill--farsi/"
    assert yasin.post(address, {"name": "Fars dili"}).status_code == 302
    assert read("queues").queues.skills["farsi"] == "Fars dili"
    assert yasin.post(f"{address}remove/").status_code == 302
    assert differing("queues") == set()


def test_a_skill_that_a_queue_asks_for_is_missed(yasin: Client) -> None:
    assert yasin.post(f"{HOME}/queues/entries/skill--water/remove/").status_code == 302
    assert "water" in shown(yasin, "queues/").partition("Taslak henüz")[2][:800]
