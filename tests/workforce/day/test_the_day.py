"""The day as it goes: forecast anew, steps in their order, deviations explained by either side."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from tests import cast
from tests.parts.roles import Role
from tests.workforce import center
from tests.workforce.center import AT
from tests.workforce.day.early_shift import here
from tests.workforce.facts import contacts
from tests.workforce.pages import signed_in, text

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession, AgentStateSpan
from alo153.city import queries as city
from alo153.city.queries import local_time
from alo153.core import clock
from alo153.notices.models import StaffNotice
from alo153.workforce import actions, adherence, queries
from alo153.workforce.candidates import longer
from alo153.workforce.intraday import lines, outlook, ranking
from alo153.workforce.intraday.ranking import Kind
from alo153.workforce.models import Deviation, ForecastLine, ForecastVersion, Overtime, Shift
from alo153.workforce.queries import holds

pytestmark = pytest.mark.django_db
TODAY = AT.date()
HOUR = timedelta(hours=1)
# Ten o'clock in Kocaeli
TEN = AT


def forecast(calls: list[float]) -> None:
    ForecastVersion.objects.create(
        made_at=city.day_begins(TODAY),
        first_date=TODAY,
        days=1,
        mean=calls,
        low=calls,
        high=calls,
        handling_seconds=240,
    )


def staffed(*usernames: str, name: str = "gündüz", consents: bool = False) -> list[User]:
    people = center.people(*usernames)
    for user in people:
        center.contract(user, consents=consents)
    roster = center.draft(days=7, first=TODAY)
    for user in people:
        center.give(roster, user, name, TODAY)
    center.publish(roster)
    here(*people)
    return people


def quiet(**hours: float) -> list[float]:
    """Return a day without calls but in hours like h14=30."""
    day = [0.0] * 24
    for hour, calls in hours.items():
        day[int(hour[1:])] = calls
    return day


def look(at: datetime = TEN) -> outlook.Outlook:
    found = outlook.of_today(at)
    assert found
    return found


def test_without_a_forecast_there_is_no_outlook() -> None:
    assert outlook.of_today(TEN) is None


def test_people_on_their_break_are_not_there() -> None:
    (elif_,) = staffed("elif")
    forecast(quiet())
    pause = queries.shifts_of(elif_, TODAY, TODAY).get().pause
    assert pause
    found = look()
    assert found.present[found.place(pause.starts_at)] == 0
    assert found.present[found.place(pause.ends_at)] == 1
    assert found.hours[3].present == 0


def test_whoever_does_not_come_is_not_counted_on_after_a_grace() -> None:
    # The shift begins at nine
    (elif_,) = staffed("elif")
    forecast(quiet())
    AgentSession.objects.all().delete()
    nine = queries.shifts_of(elif_, TODAY, TODAY).get().starts_at
    assert look(nine + HOUR / 6).hours[16].present == 1
    found = look()
    assert (found.hours[9].present, found.hours[16].present) == (1, 0)
    assert ranking.steps(found, writing=0, volunteers=()) == []
    here(elif_)
    assert look().hours[16].present == 1


def test_whoever_signed_out_a_moment_ago_or_is_excused_is_counted_on() -> None:
    elif_, murat = staffed("elif", "murat")
    forecast(quiet())
    here(elif_, state=AgentState.OFFLINE, since=TEN - HOUR / 12)
    here(murat, state=AgentState.OFFLINE, since=TEN - HOUR)
    assert look().hours[16].present == 1
    told = actions.explain(
        user=murat,
        day=TODAY,
        begins_at=TEN - HOUR,
        ends_at=TEN + HOUR,
        kind=Deviation.Kind.TECHNICAL,
        words="",
        by=murat,
        at=AT,
    )
    actions.answer_deviation(deviation=told, accepted=True, by=center.planner(), at=AT)
    assert look().hours[16].present == 2


def test_a_skill_is_short_where_the_one_who_has_it_did_not_come() -> None:
    elif_, _murat = staffed("elif", "murat", name="sabah")
    forecast(quiet())
    english(calls=30.0, at_hour=11)
    (before,) = [each for each in lines.of_outlook(look()).lines if each.skill]
    here(elif_, state=AgentState.OFFLINE, since=TEN - HOUR)
    (after,) = [each for each in lines.of_outlook(look()).lines if each.skill]
    assert [(each.hour, each.present) for each in after.short] == [(11, 0.0)]
    assert all(each.present > 0 for each in before.short)


def test_a_morning_with_fewer_calls_lowers_the_rest_of_the_day() -> None:
    forecast([100.0] * 24)
    found = look()
    assert found.factor < 1
    assert found.hours[12].expected < 100
    assert found.hours[8].is_over
    # Nobody called for two hours where two hundred were expected
    assert found.alarm


def test_a_break_in_a_rush_is_moved_out_of_it() -> None:
    people = staffed("elif", "murat")
    pauses = [queries.shifts_of(each, TODAY, TODAY).get().pause for each in people]
    rush = city.local(min(each.starts_at for each in pauses if each)).hour
    forecast(quiet(**{f"h{rush}": 15.0}))
    found = look()
    steps = ranking.steps(found, writing=0, volunteers=())
    assert steps[0].kind is Kind.MOVE_BREAK
    assert steps[0].hour == rush
    assert steps[0].after > steps[0].before
    assert steps[0].to
    assert city.local(steps[0].to).hour != rush


def test_those_who_write_and_volunteers_are_proposed_by_what_they_bring() -> None:
    (elif_,) = staffed("elif", name="sabah", consents=True)
    forecast(quiet(h10=60.0, h15=60.0))
    found = look()
    able = longer.volunteers(list(found.shifts), ranking.LENGTH)
    assert [each.user for each in able] == [elif_]
    steps = ranking.steps(found, writing=3, volunteers=able)
    assert [each.kind for each in steps][:2] == [Kind.HOLD_WRITTEN, Kind.OVERTIME]
    assert steps[0].gain > steps[1].gain > 0
    assert (steps[0].hour, steps[1].hour) == (10, 15)


def test_nobody_is_a_volunteer_without_consent_or_after_a_no() -> None:
    elif_, murat = staffed("elif", "murat", name="sabah")
    center.contract(murat, consents=True)
    shifts = list(look_shifts())
    assert [each.user for each in longer.volunteers(shifts, 60)] == [murat]
    asked = actions.ask_overtime(user=murat, day=TODAY, minutes=60, by=center.planner(), at=AT)
    actions.decline_overtime(overtime=asked, by=murat, at=AT)
    assert longer.volunteers(shifts, 60) == []
    assert Overtime.objects.get().state == Overtime.State.DECLINED
    assert elif_ not in [each.user for each in longer.volunteers(shifts, 60)]


def look_shifts() -> list[Shift]:
    forecast(quiet())
    return list(look().shifts)


def test_where_too_many_are_there_somebody_may_go_and_one_stays() -> None:
    staffed("elif", "murat", "zeynep")
    forecast(quiet())
    steps = ranking.steps(look(), writing=0, volunteers=())
    assert [each.kind for each in steps] == [Kind.LET_GO, Kind.LET_GO]
    assert all(each.to and city.local(each.to).minute == 0 for each in steps)


def test_whoever_was_let_go_is_neither_let_go_again_nor_asked_to_stay() -> None:
    staffed("elif", "murat", "zeynep")
    forecast(quiet())
    first, second = ranking.steps(look(), writing=0, volunteers=())
    assert first.shift
    assert first.to
    user = first.shift.user
    go = {"user": user, "day": TODAY, "begins_at": first.to, "by": center.planner(), "at": AT}
    # Two planners press the same button of their pages
    assert actions.let_go(**go) == actions.let_go(**go)
    assert StaffNotice.objects.filter(reader=user, about_type="workforce.deviation").count() == 1
    found = look()
    assert user not in [each.user for each in found.staying]
    (left,) = ranking.steps(found, writing=0, volunteers=())
    assert second.shift
    assert left.shift
    assert left.shift.user == second.shift.user != user


def english(*, calls: float, at_hour: int) -> None:
    """Forecast calls in English in an hour of today, and 20 chats at noon."""
    version = ForecastVersion.objects.get()
    for queue, channel, hour, some in (
        ("english", "phone", at_hour, calls),
        ("general", "chat", 12, 20.0),
    ):
        halves = [some / 2 if number // 2 == hour else 0.0 for number in range(48)]
        ForecastLine.objects.create(
            version=version,
            queue=queue,
            channel=channel,
            mean=halves,
            low=halves,
            high=halves,
            handling_seconds=300,
        )


def test_each_queue_and_medium_is_held_against_its_own_forecast() -> None:
    staffed("elif", "murat")
    forecast(quiet(h9=60.0))
    english(calls=40.0, at_hour=9)
    contacts(city.day_begins(TODAY) + 9 * HOUR, 35, queue="english")
    found = {each.row.queue: each for each in lines.of_outlook(look()).lines}
    spoken, written = found["english"], found["general"]
    assert (spoken.planned, spoken.came, spoken.ahead) == (40, 35, 0)
    assert (written.planned, written.came) == (0, 0)
    assert written.ahead == pytest.approx(20)
    assert (spoken.skill, written.skill, written.short) == ("english", "", ())


def test_a_step_names_the_queue_that_its_person_serves() -> None:
    elif_, murat = staffed("elif", "murat", name="sabah", consents=True)
    forecast(quiet(h15=60.0))
    english(calls=30.0, at_hour=15)
    today = lines.of_outlook(look())
    (spoken,) = [each for each in today.lines if each.skill]
    # Until three in the afternoon one has English, afterwards nobody
    assert [(each.hour, each.present) for each in spoken.short] == [(15, 0.0)]
    able = longer.volunteers(list(look().shifts), ranking.LENGTH)
    steps = ranking.steps(look(), writing=0, volunteers=able)
    helped = {each.shift.user: today.helped(each) for each in steps if each.shift}
    assert helped == {elif_: [spoken], murat: []}


def test_the_page_of_the_day_shows_queues_and_whom_a_step_helps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: TEN)
    staffed("elif", name="sabah", consents=True)
    forecast(quiet(h15=60.0))
    english(calls=30.0, at_hour=15)
    page = text(signed_in("hakan").get("/planning/day/"))
    assert "Bugün kuyruklar ve kanallar" in page
    assert "İngilizce, telefon 0 0 30" in page
    assert "Genel, canlı yazışma" in page
    assert re.search(r"15\.00: \d+ kişiden 0", page)
    assert "Yararı: İngilizce, telefon" in page


def test_whoever_is_let_go_is_told_and_missed_no_more() -> None:
    (elif_,) = staffed("elif")
    forecast(quiet())
    shift = queries.shifts_of(elif_, TODAY, TODAY).get()
    at = shift.ends_at - 2 * HOUR
    actions.let_go(user=elif_, day=TODAY, begins_at=at, by=center.planner(), at=AT)
    assert "çıkabilirsiniz" in StaffNotice.objects.filter(reader=elif_).latest("pk").title
    assert not adherence.expected_now(at + HOUR).missing
    found = look()
    assert found.present[found.place(at)] == 0


def test_an_own_explanation_counts_once_a_planner_accepts_it() -> None:
    (elif_,) = staffed("elif")
    shift = queries.shifts_of(elif_, TODAY, TODAY).get()
    start = shift.starts_at
    AgentStateSpan.objects.create(
        agent=elif_, state=AgentState.READY, began_at=start + HOUR, ended_at=None
    )
    told = actions.explain(
        user=elif_,
        day=TODAY,
        begins_at=start,
        ends_at=start + HOUR,
        kind=Deviation.Kind.TECHNICAL,
        words="ağ yoktu",
        by=elif_,
        at=AT,
    )
    until = start + 2 * HOUR
    assert [each.share for each in adherence.of_day(TODAY, until)] == [50]
    actions.answer_deviation(deviation=told, accepted=True, by=center.planner(), at=AT)
    assert [each.share for each in adherence.of_day(TODAY, until)] == [100]
    actions.answer_deviation(deviation=told, accepted=False, by=center.planner(), at=AT)
    assert [each.share for each in adherence.of_day(TODAY, until)] == [50]


def test_a_planner_s_own_explanation_is_answered_by_another() -> None:
    (hakan,) = staffed("hakan")
    shift = queries.shifts_of(hakan, TODAY, TODAY).get()
    told = actions.explain(
        user=hakan,
        day=TODAY,
        begins_at=shift.starts_at,
        ends_at=shift.ends_at,
        kind=Deviation.Kind.OTHER,
        words="",
        by=hakan,
        at=AT,
    )
    with pytest.raises(actions.OwnExplanation):
        actions.answer_deviation(deviation=told, accepted=True, by=hakan, at=AT)
    other = cast.with_roles("selin", Role.SUPERVISOR)
    actions.answer_deviation(deviation=told, accepted=True, by=other, at=AT)
    told.refresh_from_db()
    assert (told.accepted, told.answered_by) == (True, other)


@pytest.mark.parametrize("changed", [date(2026, 3, 8), date(2026, 11, 1)])
def test_the_day_goes_by_the_clock_also_where_that_is_changed(
    monkeypatch: pytest.MonkeyPatch, changed: date
) -> None:
    monkeypatch.setattr(local_time, "zone", lambda: ZoneInfo("America/New_York"))
    (elif_,) = center.people("elif")
    roster = center.draft(days=7, first=changed - timedelta(days=6))
    center.give(roster, elif_, "gündüz", changed)
    center.publish(roster)
    shifts = list(queries.published_on(changed, changed))
    there = np.nonzero(outlook.present_of(changed, shifts))[0]
    assert (int(there[0]), int(there[-1]) + 1) == (9 * 4, 17 * 4)


def test_what_is_explained_twice_and_over_a_break_counts_once() -> None:
    elif_, _murat = staffed("elif", "murat")
    forecast(quiet())
    shift = queries.shifts_of(elif_, TODAY, TODAY).get()
    pause = shift.pause
    assert pause
    noon = shift.starts_at + 3 * HOUR
    AgentStateSpan.objects.create(
        agent=elif_, state=AgentState.READY, began_at=shift.starts_at, ended_at=noon
    )
    for _ in range(2):
        actions.let_go(user=elif_, day=TODAY, begins_at=noon, by=center.planner(), at=AT)
    found = look()
    # Murat is there while Elif would have had her break
    place = found.place(pause.starts_at)
    assert pause.starts_at >= noon
    assert found.present[place] == 1
    kept = next(each for each in adherence.of_day(TODAY, noon + HOUR) if each.shift == shift)
    assert kept.share == 100
    assert kept.planned == 3 * HOUR


def test_only_planners_explain_for_others_and_only_within_a_shift() -> None:
    elif_, murat = staffed("elif", "murat")
    shift = queries.shifts_of(elif_, TODAY, TODAY).get()
    facts = {"user": elif_, "day": TODAY, "kind": Deviation.Kind.OTHER, "words": "", "at": AT}
    inside = {"begins_at": shift.starts_at, "ends_at": shift.starts_at + HOUR}
    with pytest.raises(NotPermitted):
        actions.explain(**facts, **inside, by=murat)
    with pytest.raises(actions.NoSuchShift):
        actions.explain(
            **facts, begins_at=shift.starts_at - HOUR, ends_at=shift.ends_at, by=center.planner()
        )
    assert actions.explain(**facts, **inside, by=center.planner()).accepted


def test_written_work_is_held_and_offered_again() -> None:
    actions.hold_written(minutes=60, by=center.planner(), at=AT)
    assert holds.standing(AT + HOUR / 2)
    assert holds.standing(AT + 2 * HOUR) is None
    actions.release_written(by=center.planner(), at=AT + HOUR / 2)
    assert holds.standing(AT + HOUR / 2) is None
    actions.release_written(by=center.planner(), at=AT + HOUR / 2)
    with pytest.raises(NotPermitted):
        actions.hold_written(minutes=60, by=cast.staff("elif"), at=AT)


def test_missing_hours_are_counted_from_a_quarter_on() -> None:
    wanted, present = np.full(96, 2.0), np.full(96, 1.0)
    assert ranking.missing(wanted, present, 92) == 1
