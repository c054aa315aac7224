"""Bad input: two planners on one grid, a law that changes meanwhile, a partner who left."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests import cast
from tests.parts.roles import Role
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import signed_in, text

from alo153.accounts.models import User
from alo153.core import clock
from alo153.workforce import actions, queries
from alo153.workforce.candidates import swaps
from alo153.workforce.law.rules import Key
from alo153.workforce.models import Leave, Roster, Swap

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
FRIDAY = MONDAY + timedelta(days=4)


def second_planner() -> User:
    return cast.with_roles("zeynep", Role.SUPERVISOR)


def type_on(roster: Roster, user: User, day: date = MONDAY) -> str:
    found = roster.shifts.filter(user=user, day=day).first()
    return found.type.name if found else ""


def give(roster: Roster, user: User, name: str, *, by: User, seen: str | None = "") -> None:
    """Give a shift on Monday, having seen another there."""
    saw = None if seen is None else actions.Seen(center.shift_type(seen).pk if seen else None)
    actions.assign(
        roster=roster,
        user=user,
        day=MONDAY,
        shift_type=center.shift_type(name),
        seen=saw,
        by=by,
        at=AT,
    )


def test_the_second_planner_is_told_who_was_faster() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    give(roster, elif_, "sabah", by=center.planner())
    with pytest.raises(actions.ChangedMeanwhile) as refused:
        give(roster, elif_, "akşam", by=second_planner())
    assert refused.value.by == center.planner()
    assert type_on(roster, elif_) == "sabah"
    give(roster, elif_, "akşam", by=second_planner(), seen="sabah")
    assert type_on(roster, elif_) == "akşam"


def test_nobody_undoes_what_another_has_changed_since() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    give(roster, elif_, "sabah", by=center.planner())
    give(roster, elif_, "akşam", by=second_planner(), seen="sabah")
    with pytest.raises(actions.ChangedMeanwhile):
        actions.undo(roster=roster, by=center.planner(), at=AT)
    actions.undo(roster=roster, by=second_planner(), at=AT)
    assert type_on(roster, elif_) == "sabah"
    actions.undo(roster=roster, by=center.planner(), at=AT)
    assert type_on(roster, elif_) == ""


def test_redo_does_again_what_was_undone_until_something_else_is_done() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    center.give(roster, elif_, "gündüz", MONDAY)
    center.give(roster, elif_, "sabah", MONDAY)
    by = {"roster": roster, "by": center.planner(), "at": AT}
    with pytest.raises(actions.NothingToRedo):
        actions.redo(**by)
    actions.undo(**by)
    actions.undo(**by)
    assert type_on(roster, elif_) == ""
    actions.redo(**by)
    assert type_on(roster, elif_) == "gündüz"
    actions.redo(**by)
    assert type_on(roster, elif_) == "sabah"
    actions.undo(**by)
    center.give(roster, elif_, "akşam", MONDAY)
    with pytest.raises(actions.NothingToRedo):
        actions.redo(**by)


def test_a_draft_of_an_older_version_is_not_published_over_a_newer_one() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.give(roster, murat, "akşam", TUESDAY)
    center.publish(roster)
    tried = actions.branch(
        roster=actions.revise(roster=roster, by=center.planner(), at=AT),
        name="sakin",
        by=center.planner(),
        at=AT,
    )
    actions.discard(
        roster=Roster.objects.get(state=Roster.State.DRAFT, branch=""), by=center.planner(), at=AT
    )
    swap = actions.offer_swap(giver_day=MONDAY, taker=murat, taker_day=TUESDAY, by=elif_, at=AT)
    assert actions.accept_swap(swap=swap, by=murat, at=AT)
    with pytest.raises(actions.Outdated):
        center.publish(tried)


def test_a_what_if_of_before_the_first_publishing_undoes_no_swap() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.give(roster, murat, "akşam", TUESDAY)
    tried = actions.branch(roster=roster, name="sakin", by=center.planner(), at=AT)
    center.publish(roster)
    swap = actions.offer_swap(giver_day=MONDAY, taker=murat, taker_day=TUESDAY, by=elif_, at=AT)
    assert actions.accept_swap(swap=swap, by=murat, at=AT)
    with pytest.raises(actions.Outdated):
        center.publish(tried)
    assert type_on(Roster.objects.get(state=Roster.State.PUBLISHED), murat) == "sabah"


def test_a_swap_waits_while_a_planner_changes_the_roster() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.give(roster, murat, "akşam", TUESDAY)
    center.publish(roster)
    swap = actions.offer_swap(giver_day=MONDAY, taker=murat, taker_day=TUESDAY, by=elif_, at=AT)
    draft = actions.revise(roster=roster, by=center.planner(), at=AT)
    with pytest.raises(actions.DraftExists):
        actions.accept_swap(swap=swap, by=murat, at=AT)
    actions.discard(roster=draft, by=center.planner(), at=AT)
    assert actions.accept_swap(swap=swap, by=murat, at=AT)


def test_a_swap_stays_open_if_a_version_came_into_force_while_it_waited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.give(roster, murat, "akşam", TUESDAY)
    center.publish(roster)
    swap = actions.offer_swap(giver_day=MONDAY, taker=murat, taker_day=TUESDAY, by=elif_, at=AT)
    center.publish(actions.revise(roster=roster, by=center.planner(), at=AT))
    # As it was read before the other version came
    monkeypatch.setattr(swaps, "roster_with", lambda *_: roster)
    answer = signed_in("murat").post(f"/shifts/swaps/{swap.pk}/accept/", follow=True)
    assert answer.status_code == 200
    swap.refresh_from_db()
    assert swap.state == Swap.State.OFFERED


def test_a_partner_who_left_is_not_offered_and_the_swap_lapses() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.give(roster, murat, "akşam", TUESDAY)
    center.publish(roster)
    swap = actions.offer_swap(giver_day=MONDAY, taker=murat, taker_day=TUESDAY, by=elif_, at=AT)
    center.contract(murat, ended=True, valid_from=MONDAY)
    assert swaps.partners(elif_, MONDAY, at=AT) == []
    assert not actions.accept_swap(swap=swap, by=murat, at=AT)
    swap.refresh_from_db()
    assert swap.state == Swap.State.LAPSED
    assert type_on(Roster.objects.get(state=Roster.State.PUBLISHED), elif_) == "sabah"


def test_the_page_says_which_shifts_are_swapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.give(roster, murat, "akşam", TUESDAY)
    center.publish(roster)
    actions.offer_swap(giver_day=MONDAY, taker=murat, taker_day=TUESDAY, by=elif_, at=AT)
    asked = text(signed_in("murat").get("/shifts/"))
    assert "30 Kasım Pazartesi (sabah) vardiyasını sizin 1 Aralık Salı (akşam)" in asked
    offered = text(signed_in("elif").get("/shifts/"))
    assert "30 Kasım Pazartesi (sabah) vardiyanızı 1 Aralık Salı (akşam)" in offered


def test_undo_goes_on_behind_the_shift_of_somebody_who_fell_ill() -> None:
    elif_, murat, zeynep = center.people("elif", "murat", "zeynep")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.publish(roster)
    by = {"by": center.planner(), "at": AT}
    second = actions.revise(roster=roster, **by)
    center.give(second, murat, "sabah", TUESDAY)
    # The draft loses her shift, and Zeynep gets it
    sick = {"user": elif_, "kind": Leave.Kind.SICK, "first": MONDAY, "last": MONDAY}
    actions.record_leave(**sick, **by)
    actions.replace(shift=roster.shifts.get(), user=zeynep, **by)
    assert type_on(second, zeynep) == "sabah"
    assert actions.undo(roster=second, **by).user == zeynep
    assert actions.undo(roster=second, **by).user == murat
    with pytest.raises(actions.NothingToUndo):
        actions.undo(roster=second, **by)


def test_whoever_accepts_a_swap_gets_the_shift_that_was_offered_and_no_other() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.give(roster, murat, "akşam", TUESDAY)
    center.publish(roster)
    swap = actions.offer_swap(giver_day=MONDAY, taker=murat, taker_day=TUESDAY, by=elif_, at=AT)
    second = actions.revise(roster=roster, by=center.planner(), at=AT)
    center.give(second, elif_, "gece", MONDAY)
    center.publish(second)
    assert not actions.accept_swap(swap=swap, by=murat, at=AT)
    swap.refresh_from_db()
    assert swap.state == Swap.State.LAPSED
    assert type_on(Roster.objects.get(state=Roster.State.PUBLISHED), elif_) == "gece"


RULE = """
[[rule]]
key = "day_most"
value = {value}
citation = "m. 63"
valid_from = {valid_from}
"""


@pytest.fixture(name="law")
def _law(settings: Any, tmp_path: Path) -> Path:
    """Return the file of a city whose law a test writes."""
    settings.CITIES_DIR = tmp_path
    (tmp_path / settings.CITY).mkdir()
    return tmp_path / settings.CITY / "law.toml"


def test_a_law_that_changes_within_a_published_roster_stops_only_what_lies_ahead(
    law: Path,
) -> None:
    law.write_text(RULE.format(value=660, valid_from="2003-06-10"))
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY, TUESDAY, FRIDAY)
    center.publish(roster)
    # Seven hours a day are the most from the first of January on, says the new law: for all days
    law.write_text(RULE.format(value=420, valid_from="2026-01-01") + "\n")
    on_wednesday = AT + (WEDNESDAY - AT.date())
    assert queries.judgments(roster)[elif_.pk].days == {MONDAY, TUESDAY, FRIDAY}
    roster.refresh_from_db()
    assert roster.state == Roster.State.PUBLISHED
    second = actions.revise(roster=roster, by=center.planner(), at=on_wednesday)
    by = {"by": center.planner(), "at": on_wednesday}
    with pytest.raises(actions.Unlawful) as refused:
        actions.publish(roster=second, **by)
    # Monday and Tuesday were worked under the law of before: nobody can change them any more
    assert [(breach.key, breach.day) for _who, breach in refused.value.breaches] == [
        (Key.DAY_MOST, FRIDAY)
    ]
    actions.assign(roster=second, user=elif_, day=FRIDAY, shift_type=None, **by)
    actions.publish(roster=second, **by)
    assert second.shifts.count() == 2


def test_a_value_that_holds_from_a_day_on_splits_the_roster_there(law: Path) -> None:
    law.write_text(
        RULE.format(value=660, valid_from="2003-06-10")
        + RULE.format(value=420, valid_from=WEDNESDAY.isoformat())
    )
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY, TUESDAY)
    with pytest.raises(actions.Unlawful):
        center.give(roster, elif_, "gündüz", WEDNESDAY)
