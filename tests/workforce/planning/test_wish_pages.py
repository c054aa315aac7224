"""Pages of wishes, overtime, breaks, what-ifs and the rules of working time, as plain forms."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import cell, signed_in, text

from alo153.core import clock
from alo153.workforce import actions, queries
from alo153.workforce.models import Overtime, Roster, RuleConfirmation, ShiftBreak, Wish

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def hakan() -> Client:
    return signed_in("hakan")


def published(*days: Any) -> Roster:
    elif_ = cast.staff("elif")
    center.contract(elif_, consents=True)
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", *days)
    return center.publish(roster)


def test_an_agent_wishes_and_reads_later_what_came_of_it(hakan: Client) -> None:
    center.people("elif")
    night = center.shift_type("gece")
    browser = signed_in("elif")
    assert "12 puandan 12 puan kaldı" in text(browser.get("/shifts/wishes/"))
    sent = {"day": MONDAY.isoformat(), "what": f"avoid-{night.pk}", "points": "2"}
    assert browser.post("/shifts/wishes/", sent).status_code == 302
    page = text(browser.get("/shifts/wishes/"))
    assert "gece vardiyası olmasın (2 puan)" in page
    assert "çizelge bekleniyor" in page
    roster = center.draft(days=7)
    opened = text(hakan.get(f"/planning/rosters/{roster.pk}/?cell={cell('elif')}"))
    assert "İstek: gece vardiyası olmasın" in opened
    assert "1 istekten 1 tanesini" in text(hakan.get(f"/planning/rosters/{roster.pk}/wishes/"))
    center.publish(roster)
    page = text(browser.get("/shifts/wishes/"))
    assert "karşılandı" in page
    assert "1 istekten 1" in page


def test_a_wish_that_cannot_be_keeps_what_was_typed() -> None:
    center.people("elif")
    browser = signed_in("elif")
    sent = {"day": AT.date().isoformat(), "what": "off", "points": "3"}
    answer = browser.post("/shifts/wishes/", sent)
    assert answer.status_code == 422
    assert "vardiya değişimi arayın" in text(answer)
    assert f'value="{AT.date().isoformat()}"' in answer.content.decode()
    sent["day"] = MONDAY.isoformat()
    browser.post("/shifts/wishes/", sent)
    wish = Wish.objects.get()
    assert signed_in("murat").post(f"/shifts/wishes/{wish.pk}/drop/").status_code == 404
    browser.post(f"/shifts/wishes/{wish.pk}/drop/")
    assert not Wish.objects.exists()


def test_overtime_is_asked_on_the_day_and_answered_on_one_s_own_page(hakan: Client) -> None:
    published(MONDAY)
    shift = queries.published_on(MONDAY, MONDAY).get()
    asked = hakan.post(f"/planning/day/overtime/{shift.pk}/", {"minutes": "60"}, follow=True)
    assert "soruldu" in text(asked)
    question = Overtime.objects.get()
    browser = signed_in("elif")
    assert "60 dakika daha kalabilir misiniz?" in text(browser.get("/shifts/"))
    browser.post(f"/shifts/overtime/{question.pk}/agree/")
    page = text(browser.get("/shifts/"))
    assert "60 dk fazla mesai" in page
    assert "270 saatten 1 saat" in page
    assert "18:30" in page
    # The notice that is posted says so, too: 4857 art. 67
    posted = Roster.objects.get(state=Roster.State.PUBLISHED)
    assert "60 dk fazla mesai" in text(hakan.get(f"/planning/rosters/{posted.pk}/notice/"))
    assert signed_in("murat").post(f"/shifts/overtime/{question.pk}/agree/").status_code == 404
    assert browser.post(f"/shifts/overtime/{question.pk}/explode/").status_code == 404


def test_a_question_whose_day_is_over_is_asked_no_more() -> None:
    (elif_,) = center.people("elif")
    past = AT.date() - timedelta(days=1)
    for day in (past, AT.date()):
        Overtime.objects.create(
            user=elif_, day=day, minutes=30, asked_by=center.planner(), asked_at=AT
        )
    page = text(signed_in("elif").get("/shifts/"))
    assert page.count("30 dakika daha kalabilir misiniz?") == 1


def test_overtime_without_consent_is_refused_with_its_article(hakan: Client) -> None:
    published(MONDAY)
    center.contract(cast.staff("elif"), consents=False)
    shift = queries.published_on(MONDAY, MONDAY).get()
    answer = hakan.post(f"/planning/day/overtime/{shift.pk}/", {"minutes": "60"}, follow=True)
    assert "yazılı onay" in text(answer)
    assert "Fazla Çalışma Yön. m. 9" in text(answer)


def test_a_break_is_moved_on_the_day(hakan: Client) -> None:
    published(MONDAY)
    found = ShiftBreak.objects.get()
    page = hakan.get(f"/planning/day/?day={MONDAY.isoformat()}").content.decode()
    assert 'name="to"' in page
    # What people explain waits on its own day: each day leads to those beside it
    for beside in (MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)):
        assert f"/planning/day/?day={beside.isoformat()}" in page
    moved = hakan.post(f"/planning/day/breaks/{found.pk}/", {"to": "11:15"}, follow=True)
    assert "Mola taşındı" in text(moved)
    assert "11:15" in text(signed_in("elif").get("/shifts/"))
    for to in ("03:00", "11:17", "x"):
        now = ShiftBreak.objects.get(replaced_at=None)
        refused = hakan.post(f"/planning/day/breaks/{now.pk}/", {"to": to}, follow=True)
        assert "Mola oraya taşınamaz" in text(refused)


def test_the_second_planner_reads_who_was_faster(hakan: Client) -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    address = f"/planning/rosters/{roster.pk}/"
    page = hakan.get(f"{address}?cell={cell('elif')}").content.decode()
    assert '<input type="hidden" name="seen" value="">' in page
    center.give(roster, elif_, "sabah", MONDAY)
    late = {"cell": cell("elif"), "type": center.shift_type("akşam").pk, "seen": ""}
    answer = hakan.post(f"{address}assign/", late, follow=True)
    assert f"bu arada {cast.staff('hakan').full_name} değiştirdi" in text(answer)
    assert roster.shifts.get().type.name == "sabah"
    hakan.post(f"{address}undo/")
    hakan.post(f"{address}redo/")
    assert roster.shifts.get().type.name == "sabah"
    assert "Yinelenecek bir şey yok" in text(hakan.post(f"{address}redo/", follow=True))


def test_a_what_if_is_copied_compared_and_taken(hakan: Client) -> None:
    center.people("elif")
    roster = center.draft(days=7)
    address = f"/planning/rosters/{roster.pk}/compare/"
    made = hakan.post(address, {"name": "11 vardiyası"})
    assert made.status_code == 302
    again = hakan.post(address, {"name": "11 vardiyası"})
    assert again.status_code == 422
    assert "bu adda bir deneme" in text(again).lower()
    page = text(hakan.get(address))
    assert "taslağın kendisi" in page
    assert "11 vardiyası" in page
    hakan.post(f"{made.url}adopt/")
    assert Roster.objects.get(state=Roster.State.DRAFT).pk != roster.pk


def test_the_missing_start_is_named(hakan: Client) -> None:
    center.people("elif")
    center.shift_type("sabah")
    roster = center.draft(days=7)
    address = f"/planning/rosters/{roster.pk}/starts/"
    assert "Önce bu çizelgenin" in text(hakan.get(address))
    center.want(roster, [0.0] * 12 + [5.0] * 8 + [0.0] * 4)
    page = text(hakan.get(address))
    assert "12:00" in page
    assert "Hangisi olmasa da olur?" in page


def test_a_rule_is_confirmed_on_the_page_and_marked_no_more(hakan: Client) -> None:
    page = hakan.get("/planning/law/").content.decode()
    line = re.search(r'name="line" value="([^"]+)"', page)
    assert line
    hakan.post("/planning/law/1/", {"line": "another"})
    assert not RuleConfirmation.objects.exists()
    hakan.post("/planning/law/1/", {"line": line[1]})
    assert RuleConfirmation.objects.get().confirmed_by == cast.staff("hakan")
    assert cast.staff("hakan").full_name in text(hakan.get("/planning/law/"))
    hakan.post("/planning/law/1/", {"line": line[1], "reopen": "1"})
    assert not RuleConfirmation.objects.exists()


def test_fairness_is_shown_to_planners_and_to_oneself(hakan: Client) -> None:
    published(MONDAY)
    roster = center.draft(days=7, first=MONDAY + timedelta(days=7))
    assert "Yılın adil dağılımı" in text(hakan.get(f"/planning/rosters/{roster.pk}/"))
    assert "Bu yılki payım" in text(signed_in("elif").get("/shifts/"))


def test_a_draft_that_is_outdated_says_what_to_do(hakan: Client) -> None:
    roster = published(MONDAY)
    by = {"by": center.planner(), "at": AT}
    draft = actions.revise(roster=roster, **by)
    tried = actions.branch(roster=draft, name="x", **by)
    actions.publish(roster=draft, **by)
    answer = hakan.post(f"/planning/rosters/{tried.pk}/publish/", follow=True)
    assert "yeni bir sürüm oluşturdu" in text(answer)
