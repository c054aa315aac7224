"""Why somebody has this night, asked of a roster of the city."""

from datetime import timedelta

import pytest
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import signed_in, text

from alo153.core import clock
from alo153.workforce import actions
from alo153.workforce.candidates import reasons
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Leave
from alo153.workforce.roster.explain import Reason

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


TUESDAY = MONDAY + timedelta(days=1)
NIGHT = [1.0] * 8 + [0.0] * 16


def test_a_night_is_explained_by_who_is_needed_and_who_cannot() -> None:
    elif_, murat, zeynep, pinar = center.people("elif", "murat", "zeynep", "pinar")
    center.contract(zeynep, center.WORKER | {Status.NURSING})
    roster = center.draft(days=7)
    center.want(roster, NIGHT)
    center.give(roster, elif_, "gece", TUESDAY)
    center.give(roster, murat, "gündüz", TUESDAY)
    actions.record_leave(
        user=pinar, kind=Leave.Kind.SICK, first=TUESDAY, last=TUESDAY, by=center.planner(), at=AT
    )
    found = reasons.of_shift(roster, elif_.pk, TUESDAY)
    assert found.why.short == {"": 8}
    assert {reason: [user for user, _ in them] for reason, them in found.others.items()} == {
        Reason.AWAY: [pinar],
        Reason.WORKS: [murat],
        Reason.LAW: [zeynep],
    }
    ((_, forbidden),) = found.others[Reason.LAW]
    assert forbidden.breach
    assert forbidden.breach.citation


def test_the_page_says_why_and_nobody_but_planners_reads_it() -> None:
    elif_, zeynep = center.people("elif", "zeynep")
    center.contract(zeynep, center.WORKER | {Status.NURSING})
    roster = center.draft(days=7)
    center.want(roster, NIGHT)
    center.give(roster, elif_, "gece", TUESDAY)
    address = f"/planning/rosters/{roster.pk}/why/?cell={elif_.pk}-{TUESDAY.isoformat()}"
    shown = text(signed_in("hakan").get(address))
    assert "Bu vardiya olmasa 8 saat boyunca bir kişi eksik kalırdı" in shown
    assert "Yasa izin vermiyor" in shown
    assert zeynep.full_name in shown
    assert "Gece Postaları" in shown
    assert signed_in("elif").get(address).status_code in (302, 403, 404)
    empty = f"/planning/rosters/{roster.pk}/why/?cell={elif_.pk}-{MONDAY.isoformat()}"
    assert signed_in("hakan").get(empty).status_code == 404


def test_people_read_the_reasons_of_their_own_shifts_in_which_nobody_else_is_named() -> None:
    elif_, murat, zeynep = center.people("elif", "murat", "zeynep")
    center.contract(zeynep, center.WORKER | {Status.NURSING})
    roster = center.draft(days=7)
    center.want(roster, NIGHT)
    center.give(roster, elif_, "gece", TUESDAY)
    center.give(roster, murat, "gündüz", TUESDAY)
    drafted = roster.shifts.get(user=elif_)
    hers = signed_in("elif")
    assert hers.get(f"/shifts/why/{drafted.pk}/").status_code == 404
    center.publish(roster)
    address = f"/shifts/why/{roster.shifts.get(user=elif_).pk}/"
    assert address in hers.get("/shifts/").content.decode()
    shown = text(hers.get(address))
    assert "Bu vardiya olmasa 8 saat boyunca bir kişi eksik kalırdı" in shown
    assert "Bu çizelgedeki geceleri: 1" in shown
    assert "1 çalışma arkadaşınızın o gün başka vardiyası var" in shown
    assert "1 çalışma arkadaşınız izinli, yasa gereği" in shown
    for other in (murat, zeynep):
        assert other.full_name not in shown
    assert "Gece Postaları" not in shown
    assert signed_in("murat").get(address).status_code == 404


def test_the_slider_of_a_new_version_reaches_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", TUESDAY)
    center.publish(roster)
    second = actions.revise(roster=roster, by=center.planner(), at=AT)
    asked: list[float] = []
    monkeypatch.setattr(actions, "start_run", lambda **said: asked.append(said["calm"]))
    page = signed_in("hakan")
    assert 'name="calm"' in page.get(f"/planning/rosters/{second.pk}/").content.decode()
    page.post(f"/planning/rosters/{second.pk}/run/", {"seconds": "60", "calm": "75"})
    page.post(f"/planning/rosters/{second.pk}/run/", {"seconds": "60"})
    assert asked == [0.75, 0.5]


def test_a_day_off_and_somebody_without_a_contract_have_no_reasons() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    for user in (elif_, cast.staff("murat")):
        with pytest.raises(LookupError):
            reasons.of_shift(roster, user.pk, MONDAY)


def test_a_shift_of_a_type_that_is_given_no_more_is_explained() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY)
    center.publish(roster)
    actions.retire_shift_type(shift_type=center.shift_type("gündüz"), by=center.planner(), at=AT)
    page = signed_in("elif").get(f"/shifts/why/{roster.shifts.get().pk}/")
    assert page.status_code == 200
