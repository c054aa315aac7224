"""Incidents on the pages: opened by a supervisor, offered to calls, reported with one key."""

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases.together.incidents import burst, report
from tests.web.desk.records import record

from alo153.accounts.models import Role as RoleRow
from alo153.cases.models import Case, Incident
from alo153.knowledge.permissions import ANNOUNCE

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "Ana boru patladı",
    "topic": "su-borusu-patlagi",
    "district": "izmit",
    "neighborhood_names": "Kozluk, Yahyakaptan",
    "hours": "3",
    "announced": "Kozluk'ta ana boru patladı, üç saat su yok.",
}


def signed_in(name: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(name))
    return browser


def text(response: object) -> str:
    return html.unescape(response.content.decode())  # type: ignore[attr-defined]


def test_a_supervisor_opens_one_and_sees_where_it_is() -> None:
    page = text(signed_in("hakan").post("/center/incidents/open/", TYPED, follow=True))
    incident = Incident.objects.get()
    assert [near.name for near in incident.neighborhoods.all()] == ["Kozluk", "Yahyakaptan"]
    assert incident.announcement is not None
    assert "İzmit: Kozluk, Yahyakaptan" in " ".join(page.split())
    assert "üç saat su yok" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Ne olduğunu birkaç sözcükle yazın."),
        (
            {"neighborhood_names": "Kozluk, Yokmahalle"},
            "Seçilen ilçede “Yokmahalle” adlı mahalle yok.",
        ),
        ({"radius_m": "500"}, "Önce haritada dairenin ortasını işaretleyin."),
        ({"topic": "hat-sefer-saatleri"}, "Bu konudaki aramalar başvuru açmaz."),
    ],
)
def test_what_is_wrong_is_said_and_kept(wrong: dict[str, str], words: str) -> None:
    response = signed_in("hakan").post("/center/incidents/open/", TYPED | wrong)
    assert response.status_code == 422
    assert words in text(response)
    assert TYPED["announced"] in text(response)
    assert not Incident.objects.exists()


def test_what_is_wrong_is_listed_in_the_order_of_the_page() -> None:
    page = text(signed_in("hakan").post("/center/incidents/open/", {"hours": "3"}))
    assert page.index("Ne oldu? Ne olduğunu") < page.index("Konu nedir? Listeden")


def test_one_key_adds_the_report_of_a_caller() -> None:
    incident, agent = burst(), signed_in("elif")
    offered = text(agent.get("/desk/help/", {"district": "izmit", "work": "new:1"}))
    address = f"/desk/work/new:1/incident/{incident.pk}/"
    assert f'formaction="{address}"' in offered
    assert 'data-key="Shift+F1"' in offered
    empty = record(topic="", topic_text="", text="", district="", neighborhood="")
    page = text(agent.post(address, empty | {"neighborhood_text": ""}, follow=True))
    case = Case.objects.get(lead=incident.lead)
    assert (case.text, case.topic, case.district) == (
        "Ana boru patladı",
        incident.lead.topic,
        incident.district,
    )
    assert "birlikte yürüyor" in page
    again = text(agent.post(address, empty | {"neighborhood_text": ""}, follow=True))
    assert "Bu numara zaten bildirmiş" in again
    assert Case.objects.filter(lead=incident.lead).count() == 1


def test_one_key_is_enough_where_the_topic_asks_questions_too() -> None:
    incident, agent = burst(about="sokak-lambasi"), signed_in("elif")
    address = f"/desk/work/new:1/incident/{incident.pk}/"
    empty = record(topic="", topic_text="", text="", phone="0532 000 01 02")
    agent.post(address, empty | {"question-kac-lamba": "Bütün sokak"})
    case = Case.objects.get(lead=incident.lead)
    assert {each.key: each.answer for each in case.topic_answers.all()} == {
        "kac-lamba": "Bütün sokak",
        "tehlike": "",
    }
    assert "sorulmadı" in text(agent.get(f"/center/cases/{case.tracking_code}/"))


def test_a_report_that_lacks_a_number_says_so_and_loses_nothing() -> None:
    incident, agent = burst(), signed_in("elif")
    typed = record(phone="", text="Bodrum su aldı.")
    response = agent.post(f"/desk/work/new:1/incident/{incident.pk}/", typed)
    assert response.status_code == 422
    assert "Bodrum su aldı." in text(response)


def test_the_page_counts_and_ends() -> None:
    incident, hakan = burst(announced="Ana boru patladı."), signed_in("hakan")
    report(incident, 1)
    report(incident, 2)
    address = f"/center/incidents/{incident.pk}/"
    assert "2</strong> kişi bildirdi" in " ".join(text(hakan.get(address)).split())
    assert "Olay bitti" in text(hakan.post(f"{address}end/", follow=True))
    late = signed_in("elif").post(
        f"/desk/work/new:1/incident/{incident.pk}/", record(), follow=True
    )
    assert "Bu olay bitti." in text(late)
    assert "Ana boru patladı" in text(hakan.get("/center/incidents/"))


def test_open_ones_are_on_top_of_the_list_then_the_newest(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    hakan, (over, first, second) = signed_in("hakan"), (burst() for _ in range(3))
    hakan.post(f"/center/incidents/{over.pk}/end/")
    report(first, 1)

    def listed(query: str = "") -> list[int]:
        page = text(hakan.get(f"/center/incidents/?{query}"))
        return [int(key) for key in re.findall(r'href="/center/incidents/(\d+)/"', page)]

    assert listed() == [second.pk, first.pk, over.pk]
    assert listed("state=over") == [over.pk]
    assert listed("state=open&sort=opened") == [first.pk, second.pk]
    # session, user with roles, the call bar (two); the rows, their cases, their neighborhoods
    with django_assert_num_queries(7):
        hakan.get("/center/incidents/")
    rows = hakan.get("/center/incidents/?as=csv&sort=opened").content.decode().splitlines()
    assert [row.split(";")[2] for row in rows[1:]] == ["0", "1", "0"]


def test_the_expected_end_moves_and_the_announcement_with_it() -> None:
    incident, hakan = burst(announced="Ana boru patladı."), signed_in("hakan")
    address = f"/center/incidents/{incident.pk}/"
    assert "Beklenen bitişi değiştir" in text(hakan.get(address))
    before = incident.expected_end_at
    assert "Beklenen bitiş değişti" in text(
        hakan.post(f"{address}until/", {"hours": "24"}, follow=True)
    )
    incident.refresh_from_db()
    assert incident.expected_end_at - before > timedelta(hours=20)
    assert incident.announcement is not None
    assert incident.announcement.ends_at == incident.expected_end_at
    wrong = hakan.post(f"{address}until/", {"hours": "-5"}, follow=True)
    assert "Ne zaman biteceğini listeden seçin." in text(wrong)
    hakan.post(f"{address}end/")
    late = hakan.post(f"{address}until/", {"hours": "8"}, follow=True)
    assert "Bu olay zaten bitti." in text(late)


def test_a_role_that_opens_incidents_and_announces_nothing_moves_and_ends_what_is_announced() -> (
    None
):
    incident, said = burst(announced="Ana boru patladı."), "Ana boru patladı."
    role = RoleRow.objects.get(key="supervisor")
    role.permissions = [key for key in role.permissions if key != ANNOUNCE.key]
    role.save(update_fields=["permissions"])
    hakan, address = signed_in("hakan"), f"/center/incidents/{incident.pk}/"
    shown = text(hakan.get(address))
    assert said in shown
    assert "/live/announcements/" not in shown
    hakan.post(f"{address}until/", {"hours": "24"})
    incident.refresh_from_db()
    assert incident.announcement is not None
    assert incident.announcement.ends_at == incident.expected_end_at
    hakan.post(f"{address}end/")
    incident.announcement.refresh_from_db()
    assert incident.announcement.ended_at
    # It opens one without words for callers; words that are sent all the same are not said
    assert 'name="announced"' not in text(hakan.get("/center/incidents/open/"))
    assert hakan.post("/center/incidents/open/", TYPED).status_code == 302
    assert Incident.objects.latest("pk").announcement is None


def test_the_wall_shows_open_incidents() -> None:
    incident = burst()
    report(incident, 1)
    page = text(signed_in("hakan").get("/live/"))
    assert incident.title in page
    assert "1 kişi" in page
    address = reverse("center:incident", args=[incident.pk])
    assert f'href="{address}"' in page
    hall = text(signed_in("hakan").get("/live/?tv=1"))
    assert incident.title in hall
    assert address not in hall
    assert address not in text(signed_in("derya").get("/live/")), "she opens no applications"


def test_only_who_may_open_an_incident_is_told_to() -> None:
    pages = {}
    for username in ("elif", "hakan"):
        browser = Client()
        browser.force_login(cast.staff(username))
        pages[username] = browser.get("/center/incidents/").content.decode()
    assert "bir olay açın" in pages["hakan"]
    assert "bir olay açın" not in pages["elif"]
    assert "Süpervizör bir olay açtığında" in pages["elif"]
