"""Somebody at the desk or in the unit puts topic, kind or place of a case right on one page."""

import html

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.core.clock import now

pytestmark = pytest.mark.django_db

REASON = "Vatandaş çukurdan söz ediyormuş."


def signed_in(name: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(name))
    return browser


def typed(case: Case, **more: str) -> dict[str, str]:
    """Return the form as the page shows it, with what somebody changes."""
    return {
        "topic_text": case.topic.name,
        "topic": "",
        "kind": case.kind.slug,
        "district": case.district.slug if case.district else "",
        "neighborhood_text": case.neighborhood.name if case.neighborhood else "",
        "address": case.address,
        "place_layer": case.place_layer,
        "lat": str(case.lat),
        "lon": str(case.lon),
        "reason": REASON,
    } | more


def send(browser: Client, case: Case, **more: str) -> tuple[int, str]:
    answer = browser.post(
        reverse("reclassify:case", args=[case.tracking_code]), typed(case, **more)
    )
    return answer.status_code, html.unescape(answer.content.decode())


def test_the_desk_reads_what_is_there_and_where_it_went() -> None:
    elif_, case = signed_in("elif"), cast.open_case()
    page = html.unescape(elif_.get(f"/center/cases/{case.tracking_code}/").content.decode())
    assert "Konuyu, türü veya yeri düzelt" in page
    address = reverse("reclassify:case", args=[case.tracking_code])
    form = html.unescape(elif_.get(address).content.decode())
    assert 'value="Ağaç budama"' in form
    assert 'value="Yahyakaptan"' in form
    assert 'value="Çınar Sokak 5"' in form
    data = typed(case, topic="yol-cukuru", topic_text="Yolda çukur ve bozuk asfalt")
    answer = elif_.post(f"{address}?work=new:1", data, follow=True)
    assert answer.redirect_chain[0][0] == f"/center/cases/{case.tracking_code}/?work=new%3A1"
    page = html.unescape(answer.content.decode())
    assert "Başvuru düzeltildi ve şu birime iletildi: Yol ve Bakım" in page
    assert REASON in page
    case.refresh_from_db()
    assert (case.lat, case.neighborhood) == (40.76911, cast.neighborhood("izmit/yahyakaptan"))


def test_without_script_typed_words_are_understood_or_offered() -> None:
    elif_, case = signed_in("elif"), cast.open_case()
    status, page = send(elif_, case, topic_text="su", neighborhood_text="cumhuriyet", district="")
    assert status == 422
    assert 'type="radio" name="topic"' in " ".join(page.split())
    assert 'type="radio" name="neighborhood"' in " ".join(page.split())
    assert REASON in page, "nothing typed is lost"
    assert "Konu nedir?" not in page, "what is wrong is named as its field is"
    status, _page = send(elif_, case, topic_text="Yolda çukur ve bozuk asfalt")
    assert status == 302
    case.refresh_from_db()
    assert case.topic == cast.topic("yol-cukuru")


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"reason": ""}, "id_reason", "Gerekçeyi yazın"),
        ({}, "", "Bir şey değişmedi"),
        ({"topic": "kadin-destek"}, "id_topic_text", "Bu konu gizli"),
        ({"kind": "petition"}, "id_kind", "gereken bilgi eksik: ev veya iş adresi, imza"),
        ({"kind": "cimer"}, "id_kind", "bu türe çevrilemez"),
        ({"kind": "fantezi"}, "id_kind", "fantezi"),
        ({"address": "x" * 301}, "id_address", "300"),
        ({"topic": "gotham"}, "id_topic_text", "Listeden bir konu seçin"),
        ({"neighborhood": "999999"}, "id_neighborhood_text", ""),
        ({"neighborhood_text": "Gotham"}, "id_neighborhood_text", "Listeden bir mahalle seçin"),
    ],
)
def test_what_is_wrong_names_its_field_and_keeps_what_was_typed(
    wrong: dict[str, str], field: str, words: str
) -> None:
    elif_, case = signed_in("elif"), cast.open_case()
    status, page = send(elif_, case, **wrong)
    assert status == 422
    assert words in page
    assert f'id="{field}_error"' in page or not field
    assert "Çınar Sokak 5" in page or "address" in wrong
    assert REASON in page or "reason" in wrong
    assert not case.reclassifications.exists()


def test_a_colleague_was_faster_and_nothing_is_lost() -> None:
    elif_, case = signed_in("elif"), cast.open_case()
    lead = cast.open_case(of="Mehmet Öztürk")
    actions.join(case=case, lead=lead, by=cast.actor("elif"), at=now())
    status, page = send(elif_, case, topic="yol-cukuru")
    assert status == 422
    assert REASON in page
    assert "Konuyu, türü veya yeri düzelt" not in html.unescape(
        elif_.get(f"/center/cases/{case.tracking_code}/").content.decode()
    )


def test_a_unit_puts_its_own_case_right_and_goes_back_to_its_list() -> None:
    selin, case = signed_in("selin"), cast.open_case()
    address = reverse("reclassify:case", args=[case.tracking_code])
    assert address in selin.get(f"/unit/cases/{case.tracking_code}/").content.decode()
    assert selin.get(address).status_code == 200
    answer = selin.post(address, typed(case, topic="yol-cukuru"))
    assert answer.headers["Location"] == reverse("unit:inbox")
    assert selin.get(address).status_code == 404


def test_of_a_confidential_case_the_sealed_place_is_not_asked() -> None:
    meral, case = signed_in("meral"), cast.open_case(about="kadin-destek")
    meral.post(reverse("confidential", args=[case.tracking_code]), {"why": "work"})
    address = reverse("reclassify:case", args=[case.tracking_code])
    page = meral.get(address).content.decode()
    assert 'name="reason"' in page
    assert 'name="address"' not in page
    assert 'name="lat"' not in page
