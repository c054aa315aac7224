"""Hours in which citizens may choose to be called: only those that can be kept are offered."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import cast

from alo153.calls.menu.windows import Slot, Window, count, read, slots
from alo153.city.citypack import PackError, queues_of
from alo153.city.rules.opening import Hours

ISTANBUL = ZoneInfo("Europe/Istanbul")
OFFICE = ((time(8, 30), time(17, 30)),)
HOURS = Hours(days=(OFFICE,) * 5 + ((),) * 2, zone=ISTANBUL)
MORNING = Window(key="morning", begins=time(9), ends=time(12), capacity=2)
AFTERNOON = Window(key="afternoon", begins=time(13, 30), ends=time(17), capacity=2)
EVENING = Window(key="evening", begins=time(18), ends=time(20), capacity=2)
WINDOWS = (EVENING, AFTERNOON, MORNING)


def at(day: int, clock: str) -> float:
    """Give an instant in March 2026, whose second day is a Monday."""
    return datetime.fromisoformat(f"2026-03-{day:02}T{clock}").replace(tzinfo=ISTANBUL).timestamp()


def offered(when: float, hours: Hours = HOURS, **promised: int) -> list[str]:
    ends = {at(2, "17:00"): promised.get("afternoon", 0)}
    return [f"{one.window} {one.day}" for one in slots(WINDOWS, hours, when, promised=ends)]


def test_the_soonest_are_offered_and_none_that_the_hours_cut_off() -> None:
    assert offered(at(2, "08:00")) == ["morning today", "afternoon today", "morning tomorrow"]
    assert offered(at(2, "13:30")) == ["morning tomorrow", "afternoon tomorrow"]


def test_on_friday_afternoon_nothing_is_left_but_by_a_queue_that_is_always_open() -> None:
    assert offered(at(6, "14:00")) == []
    always = Hours(zone=ISTANBUL)
    assert offered(at(6, "14:00"), always) == [
        "evening today",
        "morning tomorrow",
        "afternoon tomorrow",
    ]


def test_a_holiday_is_not_promised() -> None:
    feast = Hours(
        days=HOURS.days,
        zone=ISTANBUL,
        closed_from=lambda day: time(13) if day == date(2026, 3, 2) else None,
    )
    assert offered(at(2, "08:00"), feast)[:2] == ["morning today", "morning tomorrow"]


def test_a_full_window_is_not_offered_and_the_one_of_tomorrow_is() -> None:
    assert offered(at(2, "12:30"), afternoon=1)[0] == "afternoon today"
    assert offered(at(2, "12:30"), afternoon=2) == ["morning tomorrow", "afternoon tomorrow"]


@given(
    st.floats(at(2, "00:00"), at(2, "00:00") + timedelta(days=365).total_seconds()),
    st.lists(st.integers(min_value=0, max_value=3), max_size=6),
)
def test_whatever_is_offered_begins_later_is_open_and_not_full(
    when: float, promises: list[int]
) -> None:
    soon = slots(WINDOWS, HOURS, when, promised={})
    promised = {slot.ends: number for slot, number in zip(soon, promises, strict=False)}
    found = slots(WINDOWS, HOURS, when, promised=promised)
    assert len(found) <= 3
    assert [each.begins for each in found] == sorted(each.begins for each in found)
    for slot in found:
        assert when < slot.begins < slot.ends
        assert slot.ends - when < timedelta(days=2).total_seconds()
        assert HOURS.open_at(slot.begins)
        assert HOURS.open_at(slot.ends - 1)
        assert promised.get(slot.ends, 0) < 2


def test_a_slot_is_read_as_it_was_written() -> None:
    slot = Slot("late-evening", "tomorrow", at(2, "18:00"), at(2, "20:00"))
    assert read(slot.id) == slot
    assert " " not in slot.id


def test_a_call_without_a_promise_takes_no_place() -> None:
    assert count([0.0, 5.0, 5.0, 7.0]) == {5.0: 2, 7.0: 1}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('begins = "09:00"', 'begins = "9 am"'), "window morning, begins"),
        (('ends = "17:00"', 'ends = "13:00"'), "window afternoon, ends: 13:00 is not after"),
        (
            ('begins = "13:30"', 'begins = "11:30"'),
            "window afternoon, begins: begins before morning ends",
        ),
        (("capacity = 40", "capacity = 0"), "window evening, capacity"),
        (('"Bu akşam için", ', ""), "window evening, said"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    text = (cast.CITIES / "kocaeli/queues.toml").read_text()
    assert change[0] in text
    (tmp_path / "queues.toml").write_text(text.replace(*change))
    with pytest.raises(PackError) as error:
        queues_of(tmp_path)
    (mistake,) = error.value.mistakes
    assert f"{mistake.where}: {mistake.what}".startswith(said)
    assert mistake.line
