"""Alarms on the pages: while typing, after opening, at the center, on the wall, in the inbox."""

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.web.desk.records import record

from alo153.cases import actions
from alo153.cases.models import Case, RaisedAlarm
from alo153.cases.rules import codes
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
GAS = "Apartmanda gaz kokuyor, çok korkuyoruz."
HTMX = {"HX-Request": "true"}


def browser(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def text(response: object) -> str:
    return html.unescape(response.content.decode())  # type: ignore[attr-defined]


def flagged() -> tuple[Case, RaisedAlarm]:
    # Of some hours ago: nothing but the alarm is late, for the case has the 24 hours of an alarm
    case = cast.open_case(GAS, at=now() - timedelta(hours=20))
    return case, case.alarms.get()


def test_the_agent_is_told_while_typing_and_nothing_is_kept() -> None:
    agent = browser("elif")
    page = text(agent.post("/alarms/heard/", {"text": GAS}))
    assert "Gaz kokusu" in page
    assert "112" in page
    assert "dışarı çıkmalarını söyleyin" in page
    # It has its own time, and that of the topic is not said beside it
    assert 'data-answer-hours="24"' in page
    assert "Söz verilen süre: 24 saat içinde yanıt" in page
    assert text(agent.post("/alarms/heard/", {"text": "Yangın merdiveni kilitli."})).strip() == ""
    assert not RaisedAlarm.objects.exists()


def test_the_record_listens() -> None:
    assert 'hx-post="/alarms/heard/"' in text(browser("elif").get("/desk/new/1/"))


def test_in_the_hall_the_wall_names_an_alarm_and_no_application() -> None:
    case, flag = flagged()
    supervisor = browser("hakan")
    assert codes.display(case.tracking_code) in text(supervisor.get("/live/"))
    hall = text(supervisor.get("/live/?tv=1"))
    assert flag.name in hall
    assert codes.display(case.tracking_code) not in hall
    assert case.tracking_code not in hall


def test_after_opening_the_agent_says_whether_it_is_urgent() -> None:
    agent = browser("elif")
    page = text(agent.post("/desk/work/new:1/case/", record(text=GAS), follow=True))
    flag = RaisedAlarm.objects.get()
    assert f"/alarms/{flag.pk}/confirm/" in page
    part = text(agent.post(f"/alarms/{flag.pk}/confirm/", headers=HTMX))
    assert "acil" in part
    assert "Elif" in part
    assert f"/alarms/{flag.pk}/confirm/" not in part
    assert Case.objects.get().urgent_at is not None


def test_who_opened_a_confidential_case_is_not_asked_what_they_cannot_see() -> None:
    agent, said = browser("elif"), "Eşim beni tehdit ediyor."
    facts = record(text=said, topic="kadin-destek")
    page = text(agent.post("/desk/work/new:1/case/", facts, follow=True))
    assert RaisedAlarm.objects.get().alarm == "tehdit"
    assert "/confirm/" not in page


def test_without_script_one_comes_back_to_the_case() -> None:
    case, flag = flagged()
    answer = browser("elif").post(f"/alarms/{flag.pk}/confirm/")
    assert answer.headers["Location"] == reverse("center:case", args=[case.tracking_code])
    answer = browser("selin").post(f"/alarms/{flag.pk}/dismiss/", {"reason": "Çöp kokusu"})
    assert answer.headers["Location"] == reverse("unit:case", args=[case.tracking_code])


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_dismissal_without_a_reason_says_what_to_do(headers: dict[str, str]) -> None:
    _, flag = flagged()
    answer = browser("selin").post(f"/alarms/{flag.pk}/dismiss/", {"reason": " "}, headers=headers)
    assert answer.status_code == 422
    assert "Neden alarm olmadığını yazın" in text(answer)
    assert RaisedAlarm.objects.get().state == "raised"


def test_who_is_slower_is_told_so() -> None:
    _, flag = flagged()
    actions.confirm_alarm(flag=flag, by=cast.staff("selin"), at=now())
    assert "sizden önce davrandı" in text(
        browser("elif").post(f"/alarms/{flag.pk}/confirm/", headers=HTMX)
    )


@pytest.mark.parametrize(("who", "status"), [("okan", 404), ("derya", 403), ("yasin", 403)])
def test_nobody_else_settles_it(who: str, status: int) -> None:
    _, flag = flagged()
    assert browser(who).post(f"/alarms/{flag.pk}/confirm/").status_code == status


def test_the_center_sees_it_first_and_without_the_words() -> None:
    case, _ = flagged()
    page = text(browser("elif").get("/center/lists/", headers=HTMX | {"HX-Target": "center-list"}))
    assert "Gaz kokusu" in page
    assert f"/center/cases/{case.tracking_code}/" in page
    assert "korkuyoruz" not in page


def test_the_wall_shows_how_long_it_waits_and_no_word_of_the_citizen() -> None:
    _, flag = flagged()
    wall = text(browser("hakan").get("/live/"))
    assert "Gaz kokusu" in wall
    assert flag.raised_at.astimezone(cast.city_zone()).isoformat() in wall
    assert "korkuyoruz" not in wall
    actions.confirm_alarm(flag=flag, by=cast.staff("hakan"), at=now())
    assert "Gaz kokusu" not in text(browser("hakan").get("/live/"))


@pytest.mark.parametrize(
    ("who", "page"), [("elif", "center"), ("hakan", "center"), ("selin", "unit")]
)
def test_the_menu_counts_the_alarms_of_all_who_may_act(who: str, page: str) -> None:
    reader = browser(who)
    assert "alarm-count" not in text(reader.get("/alarms/count/"))
    case, flag = flagged()
    unit, hakan = cast.unit("park-ve-bahceler"), cast.staff("hakan")
    actions.forward(case=case, to=unit, reason="Yakın.", by=hakan, at=now())
    shown = text(reader.get("/alarms/count/"))
    assert "1 alarm" in shown
    assert f'data-newest="{flag.pk}"' in shown
    assert f"/{page}/cases/{case.tracking_code}/" in shown
    assert 'hx-get="/alarms/count/"' in text(reader.get(f"/{page}/"))
    actions.confirm_alarm(flag=flag, by=hakan, at=now())
    assert "alarm-count" not in text(reader.get("/alarms/count/"))


def test_who_may_see_no_case_sees_no_alarm_on_the_wall() -> None:
    flagged()
    assert "Gaz kokusu" not in text(browser("yasin").get("/live/"))


def test_the_unit_has_it_on_top_until_somebody_looked_then_as_urgent() -> None:
    case, flag = flagged()
    unit = browser("selin")
    page = text(unit.get("/unit/"))
    assert "Önce bakılacaklar" in page
    assert "Gaz kokusu" in page
    actions.confirm_alarm(flag=flag, by=cast.staff("selin"), at=now())
    page = text(unit.get("/unit/"))
    assert "Gaz kokusu" not in page
    assert "acil" in page
    actions.dismiss_alarm(flag=flag, reason="Çöp.", by=cast.staff("selin"), at=now())
    assert "Önce bakılacaklar" not in text(unit.get("/unit/"))
    assert case.tracking_code not in text(browser("okan").get("/unit/"))


def test_on_the_page_of_the_case_who_only_reads_has_no_buttons() -> None:
    case, flag = flagged()
    page = text(browser("derya").get(f"/center/cases/{case.tracking_code}/"))
    assert "Gaz kokusu" in page
    assert f"/alarms/{flag.pk}/confirm/" not in page


def test_what_nobody_looked_at_is_marked_on_the_wall_at_the_center_and_in_the_inbox() -> None:
    pages = [("hakan", "/live/"), ("elif", "/center/lists/alarms/"), ("selin", "/unit/")]
    case, _ = flagged()
    for who, page in pages:
        assert "gecikti" not in text(browser(who).get(page)), page
    actions.process_due_alarms(at=now())
    for who, page in pages:
        assert "gecikti" in text(browser(who).get(page)), page
    actions.dismiss_alarm(flag=case.alarms.get(), reason="Tüp", by=cast.staff("elif"), at=now())
    assert "Gaz kokusu" not in text(browser("hakan").get("/live/"))
