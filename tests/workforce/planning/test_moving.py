"""A shift dragged to another person or day: the law first, both days at once, one undo."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import cell, signed_in, text

from alo153.core import clock
from alo153.workforce import actions
from alo153.workforce.models import Leave, Roster, ShiftChange

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def hakan() -> Client:
    return signed_in("hakan")


@pytest.fixture
def roster() -> Roster:
    """Return a draft in which Elif works late on Monday, and Murat early on Tuesday."""
    elif_, murat = center.people("elif", "murat")
    made = center.draft(days=7)
    center.give(made, elif_, "akşam", MONDAY)
    center.give(made, murat, "sabah", TUESDAY)
    return made


def shifts(roster: Roster) -> set[tuple[str, int, str]]:
    found = roster.shifts.values_list("user__username", "day", "type__name")
    return {(who, (day - MONDAY).days, name) for who, day, name in found}


def moved(browser: Client, roster: Roster, source: str, target: str, **seen: object) -> str:
    sent = {"from": source, "to": target, **seen}
    return text(browser.post(f"/planning/rosters/{roster.pk}/move/", sent, follow=True))


def asked(browser: Client, roster: Roster, source: str, target: str, name: str) -> Any:
    """Ask the law for a shift of which the page shows the name."""
    said = {"from": source, "seen_from": center.shift_type(name).pk, "to": target}
    return browser.get(f"/planning/rosters/{roster.pk}/verdict/", said).json()


def seen(*names: str) -> dict[str, object]:
    """Return what the page showed on both days."""
    keys = [center.shift_type(each).pk if each else "" for each in names]
    return dict(zip(("seen_from", "seen_to"), keys, strict=True))


def test_both_days_change_and_one_undo_takes_both_back(hakan: Client, roster: Roster) -> None:
    before = shifts(roster)
    moved(hakan, roster, cell("elif"), cell("murat"), **seen("akşam", ""))
    # Too little rest before his Tuesday
    assert shifts(roster) == before
    moved(hakan, roster, cell("murat", TUESDAY), cell("elif", TUESDAY), **seen("sabah", ""))
    assert shifts(roster) == before
    sunday = MONDAY + timedelta(days=6)
    moved(hakan, roster, cell("elif"), cell("murat", sunday), **seen("akşam", ""))
    assert shifts(roster) == {("murat", 1, "sabah"), ("murat", 6, "akşam")}
    hakan.post(f"/planning/rosters/{roster.pk}/undo/")
    assert shifts(roster) == before
    hakan.post(f"/planning/rosters/{roster.pk}/redo/")
    assert shifts(roster) == {("murat", 1, "sabah"), ("murat", 6, "akşam")}


def test_the_law_is_asked_before_the_drop(hakan: Client, roster: Roster) -> None:
    refused = asked(hakan, roster, cell("elif"), cell("murat"), "akşam")
    assert not refused["lawful"]
    assert "11 saatten az" in refused["words"]
    sunday = cell("murat", MONDAY + timedelta(days=6))
    allowed = asked(hakan, roster, cell("elif"), sunday, "akşam")
    assert allowed["lawful"]
    assert "akşam" in allowed["words"]
    # Her own late Monday is not counted on her early Tuesday if it is this one that moves
    wednesday = cell("elif", MONDAY + timedelta(days=2))
    center.give(roster, center.people("elif")[0], "sabah", MONDAY + timedelta(days=2))
    assert not asked(hakan, roster, wednesday, cell("elif", TUESDAY), "sabah")["lawful"]
    assert asked(hakan, roster, wednesday, cell("elif", MONDAY), "sabah")["lawful"]


def test_the_shift_that_is_replaced_is_named_before_and_after(
    hakan: Client, roster: Roster
) -> None:
    sunday = MONDAY + timedelta(days=6)
    (murat,) = center.people("murat")
    center.give(roster, murat, "gündüz", sunday)
    places = cell("elif"), cell("murat", sunday)
    verdict = asked(hakan, roster, *places, "akşam")
    replaced = f"{murat.full_name}, 6 Aralık Pazar: gündüz yerine akşam"
    assert replaced in verdict["words"]
    assert verdict["seen"] == str(center.shift_type("gündüz").pk)
    assert replaced in moved(hakan, roster, *places, **seen("akşam", "gündüz"))
    assert ("murat", 6, "akşam") in shifts(roster)
    # On a free day nothing is replaced
    free = cell("murat", MONDAY + timedelta(days=5))
    assert asked(hakan, roster, cell("murat", sunday), free, "akşam")["seen"] == ""
    places = cell("murat", sunday), free
    assert "yerine akşam" not in moved(hakan, roster, *places, **seen("akşam", ""))


def test_why_a_shift_cannot_be_moved_any_more_is_said_before_the_drop(
    hakan: Client, roster: Roster
) -> None:
    free = cell("murat", MONDAY + timedelta(days=6))
    # The shift is another one by now, or gone
    for source, name in ((cell("elif"), "sabah"), (cell("elif", TUESDAY), "akşam")):
        answer = asked(hakan, roster, source, free, name)
        assert not answer["lawful"]
        assert "Bu gün siz açtıktan sonra değişti" in answer["words"]
    center.publish(roster)
    answer = asked(hakan, roster, cell("elif"), free, "akşam")
    assert not answer["lawful"]
    assert "Bu sürüm yayımlandı" in answer["words"]


def test_a_person_on_leave_is_no_place_for_a_shift(hakan: Client, roster: Roster) -> None:
    (murat,) = center.people("murat")
    sunday = MONDAY + timedelta(days=6)
    days = {"first": sunday, "last": sunday}
    actions.record_leave(user=murat, kind=Leave.Kind.SICK, **days, by=center.planner(), at=AT)
    places = cell("elif"), cell("murat", sunday)
    answer = asked(hakan, roster, *places, "akşam")
    assert not answer["lawful"]
    assert "İzinli" in answer["words"]
    assert "İzinli" in moved(hakan, roster, *places, **seen("akşam", ""))


def test_a_day_that_another_planner_has_changed_meanwhile_is_not_overwritten(
    hakan: Client, roster: Roster
) -> None:
    sunday = MONDAY + timedelta(days=6)
    (murat,) = center.people("murat")
    center.give(roster, murat, "gündüz", sunday)
    before = shifts(roster)
    said = moved(hakan, roster, cell("elif"), cell("murat", sunday), **seen("akşam", ""))
    assert "Bu günü bu arada" in said
    assert shifts(roster) == before
    # The shift itself is gone
    center.give(roster, murat, "sabah", sunday)
    moved(hakan, roster, cell("elif", TUESDAY), cell("murat"), **seen("akşam", ""))
    assert not ShiftChange.objects.exclude(moved_from=None).exists()


def test_what_is_no_day_of_the_roster_is_not_found(hakan: Client, roster: Roster) -> None:
    address = f"/planning/rosters/{roster.pk}/"
    places = {"from": cell("elif"), "to": "x"}
    assert hakan.get(f"{address}verdict/", places).status_code == 404
    assert hakan.post(f"{address}move/", places).status_code == 404
