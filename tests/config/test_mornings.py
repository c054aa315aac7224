"""What the worker does once a day, it does by the clock of the city."""

from datetime import UTC, datetime, timedelta

import pytest
from tests import cast

from alo153.cases import actions, tasks
from alo153.city import queries
from alo153.core import clock


@pytest.fixture(params=["kocaeli", "harborview"])
def city(request: pytest.FixtureRequest) -> str:
    request.getfixturevalue("harborview" if request.param == "harborview" else "db")
    return str(request.param)


@pytest.mark.parametrize("day", ["2026-07-01", "2026-12-01"])
def test_reminders_leave_in_the_city_s_morning(
    city: str, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: dict[str, list[str]] = {}
    for name in ("process_due_confirmations", "resume_plans"):
        monkeypatch.setattr(
            actions,
            name,
            lambda *, at, name=name: done.setdefault(name, []).append(_on_the_wall(at)),
        )
    for hour in range(24):
        at = datetime.fromisoformat(f"{day}T00:05Z") + timedelta(hours=hour)
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        tasks.resume_plans()
        monkeypatch.setattr(clock, "now", lambda at=at: at + timedelta(minutes=10))
        tasks.process_due_confirmations()
    opens = {"kocaeli": "08:05", "harborview": "09:05"}[city]
    assert done == {"process_due_confirmations": ["10:15"], "resume_plans": [opens]}


def _on_the_wall(at: datetime) -> str:
    return f"{queries.local(at):%H:%M}"


def test_a_day_is_the_city_s_day(city: str) -> None:
    late = datetime(2026, 7, 1, 22, tzinfo=UTC)
    zone = cast.pack(city).city.timezone
    assert (str(queries.today(late)), str(queries.zone())) == (
        {"kocaeli": "2026-07-02", "harborview": "2026-07-01"}[city],
        zone,
    )
    midnight = {"kocaeli": "2026-07-02T00:00+03:00", "harborview": "2026-07-01T00:00-04:00"}[city]
    assert queries.midnight(late).isoformat(timespec="minutes") == midnight
