"""The planner's pages and one's own: as plain forms, with the law's words where it refuses."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import cell, signed_in, text

from alo153.accounts.models import Skill
from alo153.core import clock
from alo153.workforce import actions, queries
from alo153.workforce.models import Contract, Leave, Roster, ShiftType, SolverRun, Swap

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def hakan() -> Client:
    return signed_in("hakan")


def test_a_planner_gets_from_nothing_to_a_posted_roster(hakan: Client) -> None:
    elif_ = cast.staff("elif")
    assert "sözleşmesi yok" in text(hakan.get("/planning/"))
    contract = {
        "valid_from": "2026-11-01",
        "statuses": ["worker"],
        "week_hours": "45",
        "leave_days": "14",
    }
    assert hakan.post(f"/planning/people/{elif_.pk}/", contract).status_code == 302
    assert Contract.objects.get().week_minutes == 2700
    shift = {"name": "Sabah", "begins": "07:00", "ends": "15:00", "break_minutes": "30"}
    assert hakan.post("/planning/types/", shift).status_code == 302
    begun = hakan.post("/planning/", {"first": "2026-11-30", "days": "7"})
    roster = Roster.objects.get()
    assert begun.url == f"/planning/rosters/{roster.pk}/"
    page = hakan.get(f"{begun.url}?cell={cell('elif')}")
    assert "Sabah" in text(page)
    given = {"cell": cell("elif"), "type": ShiftType.objects.get().pk}
    hakan.post(f"{begun.url}assign/", given)
    assert roster.shifts.get().user == elif_
    assert "yalnızca yeni bir sürümle değişir" in text(hakan.get(begun.url))
    hakan.post(f"{begun.url}publish/")
    notice = text(hakan.get(f"{begun.url}notice/"))
    assert "1. sürüm" in notice
    assert elif_.full_name in notice
    assert "07:00-15:00" in notice
    assert "Sabah" in text(signed_in("elif").get("/shifts/"))


def test_what_the_law_refuses_is_said_with_its_article(hakan: Client) -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "akşam", MONDAY)
    early = center.shift_type("sabah")
    address = f"/planning/rosters/{roster.pk}/"
    page = text(hakan.get(f"{address}?cell={cell('elif', TUESDAY)}"))
    assert "11 saatten az dinlenme" in page
    assert "Postalar" in page
    sent = {"cell": cell("elif", TUESDAY), "type": early.pk}
    refused = hakan.post(f"{address}assign/", sent, follow=True)
    assert "Mevzuat buna izin vermiyor" in text(refused)
    assert roster.shifts.count() == 1


def test_a_hole_shows_who_may_lawfully_fill_it(hakan: Client) -> None:
    elif_, murat, zeynep = center.people("elif", "murat", "zeynep")
    roster = center.draft(days=7)
    center.give(roster, elif_, "akşam", MONDAY)
    center.give(roster, zeynep, "gündüz", TUESDAY)
    early = center.shift_type("sabah")
    asked = {"day": TUESDAY.isoformat(), "type": early.pk}
    page = text(hakan.get(f"/planning/rosters/{roster.pk}/fill/", asked))
    # Elif's evening ended too late, and Zeynep works already
    assert f"Bu vardiyayı ver : {murat.full_name}" in page
    assert f"Bu vardiyayı ver : {elif_.full_name}" not in page
    assert f"Bu vardiyayı ver : {zeynep.full_name}" not in page


def test_a_hole_leads_to_who_may_fill_it_those_with_its_skill_first(hakan: Client) -> None:
    _elif, murat, zeynep = center.people("elif", "murat", "zeynep")
    Skill.objects.get_or_create(
        user=zeynep, skill="english", defaults={"level": 3, "granted_at": AT}
    )
    roster = center.draft(days=7)
    center.want(roster, [0.0] * 16 + [1.0] * 8, "english")
    for name in ("sabah", "akşam"):
        center.shift_type(name)
    day = hakan.get(f"/planning/rosters/{roster.pk}/curve/{TUESDAY.isoformat()}/")
    assert "akşam vardiyasında bir kişi daha 8 saat" in text(day)
    (link,) = re.findall(r'href="([^"]*/fill/[^"]*skill=english)"', day.content.decode())
    page = text(hakan.get(link.replace("&amp;", "&")))
    assert page.index(f"ver : {zeynep.full_name}") < page.index(f"ver : {murat.full_name}")
    assert "İngilizce" in page


def test_undo_discard_and_a_new_version_are_one_press(hakan: Client) -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    address = f"/planning/rosters/{roster.pk}/"
    hakan.post(f"{address}undo/")
    assert not roster.shifts.exists()
    assert "Geri alınacak bir şey yok" in text(hakan.post(f"{address}undo/", follow=True))
    hakan.post(f"{address}publish/")
    hakan.post(f"{address}revise/")
    second = Roster.objects.get(state=Roster.State.DRAFT)
    assert second.version == 2
    hakan.post(f"/planning/rosters/{second.pk}/discard/")
    second.refresh_from_db()
    assert second.state == Roster.State.DISCARDED
    assert hakan.post(f"{address}explode/").status_code == 404


def test_a_published_version_refuses_changes_in_words(hakan: Client) -> None:
    center.people("elif")
    roster = center.publish(center.draft(days=7))
    sent = {"cell": cell("elif"), "type": center.shift_type("sabah").pk}
    answer = hakan.post(f"/planning/rosters/{roster.pk}/assign/", sent, follow=True)
    assert "artık değiştirilemez" in text(answer)


def test_people_wanted_are_typed_hour_by_hour(hakan: Client) -> None:
    roster = center.draft(days=8)
    address = f"/planning/rosters/{roster.pk}/demand/"
    line = " ".join(["2"] * 24)
    wrong = hakan.post(address, {"by_hand": "1", "typed-skill": "", "typed-people": "2 3"})
    assert wrong.status_code == 422
    assert "24 sayı" in text(wrong)
    hakan.post(address, {"by_hand": "1", "typed-skill": "", "typed-people": line})
    assert roster.requirements.get().people == [2.0] * 8 * 24


def test_without_calls_there_is_no_forecast_and_that_is_said(hakan: Client) -> None:
    roster = center.draft(days=7)
    sent = {"share": 80, "seconds": 20, "handling": 240, "shrinkage": 12, "others": 0}
    facts = {f"forecast-{key}": value for key, value in sent.items()}
    answer = hakan.post(f"/planning/rosters/{roster.pk}/demand/", facts)
    assert answer.status_code == 422
    assert "elle girin" in text(answer)


def test_the_solver_is_asked_for_and_stopped(hakan: Client) -> None:
    center.people("elif")
    roster = center.draft(days=7)
    address = f"/planning/rosters/{roster.pk}/"
    hakan.post(f"{address}run/", {"seconds": "60"})
    assert SolverRun.objects.get().seconds == 60
    assert "Durdur" in text(hakan.get(address))
    hakan.post(f"{address}cancel/")
    assert SolverRun.objects.get().state == SolverRun.State.CANCELLED


def test_payroll_is_a_table_that_no_program_runs(hakan: Client) -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gece", MONDAY)
    center.publish(roster)
    file = hakan.get(f"/planning/rosters/{roster.pk}/payroll/")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:3] == [elif_.full_name, "7.50", "5.62"]


def test_no_name_is_a_formula_in_a_table(hakan: Client) -> None:
    (elif_,) = center.people("elif")
    elif_.full_name = "＝1+1"
    elif_.save()
    roster = center.draft(days=7)
    center.give(roster, elif_, "gece", MONDAY)
    center.publish(roster)
    for table in ("payroll", "table"):
        file = hakan.get(f"/planning/rosters/{roster.pk}/{table}/")
        assert "'＝1+1" in file.content.decode("utf-8-sig")


def test_whoever_moves_a_break_reads_where_the_law_wants_it(hakan: Client) -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY)
    center.publish(roster)
    page = text(hakan.get("/planning/day/", {"day": MONDAY.isoformat()}))
    assert "m. 68, molanın çalışmanın ortalarında verilmesini ister" in page


def test_the_day_says_who_should_be_here(hakan: Client) -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7, first=AT.date())
    center.give(roster, elif_, "sabah", AT.date())
    center.publish(roster)
    assert f"olması gereken 1 kişi yok: {elif_.full_name}" in text(hakan.get("/planning/day/"))
    assert f"Burada değil: {elif_.full_name}" in text(hakan.get("/live/"))


def test_leave_is_asked_for_and_taken_back_on_one_s_own_page() -> None:
    center.people("elif")
    browser = signed_in("elif")
    sent = {"first": "2026-12-07", "last": "2026-12-08"}
    assert browser.post("/shifts/leave/", sent).status_code == 302
    assert "12 izin gününüz kaldı" in text(browser.get("/shifts/"))
    again = browser.post("/shifts/leave/", sent)
    assert again.status_code == 422
    assert "zaten izniniz ya da izin isteğiniz var" in text(again)
    leave = Leave.objects.filter(state=Leave.State.GRANTED).get()
    browser.post(f"/shifts/leave/{leave.pk}/withdraw/")
    assert "14 izin gününüz kaldı" in text(browser.get("/shifts/"))
    assert signed_in("murat").post(f"/shifts/leave/{leave.pk}/withdraw/").status_code == 404


def test_days_in_the_wrong_order_keep_what_was_typed() -> None:
    center.people("elif")
    sent = {"first": "2026-12-08", "last": "2026-12-07"}
    answer = signed_in("elif").post("/shifts/leave/", sent)
    assert answer.status_code == 422
    assert 'value="2026-12-08"' in answer.content.decode()
    assert "Son gün ilk günden önce" in text(answer)


def test_a_swap_is_offered_and_accepted_on_the_pages() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.give(roster, murat, "akşam", TUESDAY)
    center.publish(roster)
    offering = signed_in("elif")
    address = f"/shifts/swap/{MONDAY.isoformat()}/"
    assert murat.full_name in text(offering.get(address))
    offering.post(address, {"partner": cell("murat", TUESDAY)})
    swap = Swap.objects.get()
    assert offering.post(f"/shifts/swaps/{swap.pk}/accept/").status_code == 404
    answering = signed_in("murat")
    assert elif_.full_name in text(answering.get("/shifts/"))
    answering.post(f"/shifts/swaps/{swap.pk}/accept/")
    assert queries.shifts_of(elif_, TUESDAY, TUESDAY).exists()


def test_a_calendar_program_reads_by_the_address_until_it_is_revoked() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.publish(roster)
    browser = signed_in("elif")
    shown = browser.post("/shifts/calendar/")
    found = re.search(r"/shifts/calendar/[\w-]+\.ics", shown.content.decode())
    assert found
    program = Client()
    file = program.get(found[0])
    assert file["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in file.content
    browser.post("/shifts/calendar/", {"revoke": "1"})
    assert program.get(found[0]).status_code == 404
    assert program.get("/shifts/calendar/x.ics").status_code == 404


def test_a_contract_says_what_is_wrong_with_it(hakan: Client) -> None:
    elif_ = cast.staff("elif")
    answer = hakan.post(f"/planning/people/{elif_.pk}/", {"week_hours": "60"})
    assert answer.status_code == 422
    assert not Contract.objects.exists()


def test_a_shift_is_given_no_more(hakan: Client) -> None:
    kind = center.shift_type("sabah")
    hakan.post(f"/planning/types/{kind.pk}/retire/")
    assert not queries.shift_types().exists()
    actions.retire_shift_type(shift_type=kind, by=center.planner(), at=AT)
