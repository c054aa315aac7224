"""Shifts as a table: out, and into a draft, all of it or nothing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import signed_in, text

from alo153.core import clock
from alo153.workforce import actions
from alo153.workforce.models import Roster

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
HEAD = "username;name;day;shift"


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


def send(roster: Roster, *lines: str) -> tuple[int, str]:
    body = "\n".join([HEAD, *lines]).encode("utf-8-sig")
    file = SimpleUploadedFile("shifts.csv", body, "text/csv")
    answer = signed_in("hakan").post(f"/planning/rosters/{roster.pk}/import/", {"file": file})
    return answer.status_code, text(answer)


def days(roster: Roster) -> dict[str, str]:
    rows = roster.shifts.order_by("day").values_list("day", "type__name")
    return {day.isoformat(): name for day, name in rows}


def test_what_goes_out_comes_in_again() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY, TUESDAY)
    sent = signed_in("hakan").get(f"/planning/rosters/{roster.pk}/table/")
    _head, *lines = sent.content.decode("utf-8-sig").splitlines()
    assert lines[0] == f"elif;{elif_.full_name};{MONDAY};gündüz"
    other = center.draft(days=7, first=MONDAY - timedelta(days=70))
    assert send(other, *lines)[0] == 422
    center.give(roster, elif_, "sabah", TUESDAY)
    assert send(roster, *lines)[0] == 302
    assert days(roster) == {f"{MONDAY}": "gündüz", f"{TUESDAY}": "gündüz"}
    # Each changed day is undone by itself
    actions.undo(roster=roster, by=center.planner(), at=AT)
    assert days(roster)[f"{TUESDAY}"] == "sabah"


def test_a_quotation_that_nothing_closes_is_named_with_its_line() -> None:
    roster = center.draft(days=7)
    status, page = send(roster, '"' + "x" * 140_000)
    assert status == 422
    assert "2. satır" in page


def test_an_empty_shift_is_a_day_off_and_other_days_stay() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY, TUESDAY)
    assert send(roster, f"elif;;{MONDAY};")[0] == 302
    assert days(roster) == {f"{TUESDAY}": "gündüz"}


def test_an_unlawful_line_lets_nothing_in() -> None:
    center.people("elif", "murat")
    roster = center.draft(days=7)
    center.shift_type("akşam")
    center.shift_type("sabah")
    lines = [f"murat;;{MONDAY};sabah", f"elif;;{MONDAY};akşam", f"elif;;{TUESDAY};sabah"]
    status, said = send(roster, *lines)
    assert status == 422
    assert "11 saatten az dinlenme" in said
    assert not roster.shifts.exists()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("kimse;;{day};sabah", "kimse"),
        ("elif;;dün;sabah", "dün"),
        ("elif;;{day};öğle", "öğle"),
        ("elif", "elif"),
    ],
)
def test_what_is_not_known_is_named_with_its_line(line: str, wrong: str) -> None:
    center.people("elif")
    center.shift_type("sabah")
    roster = center.draft(days=7)
    status, said = send(roster, f"elif;;{TUESDAY};sabah", line.format(day=MONDAY))
    assert status == 422
    assert "3. satır" in said
    assert wrong in said
    assert not roster.shifts.exists()
