"""The rooms of Harborview: another country, other roles, no psychologist."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from tests import cast
from tests.intake.rooms.filled import AT

from alo153.intake.lived_in import actions
from alo153.intake.lived_in.rooms.furnishing import ROOMS, furnish

# Of what a small past may not have, and what a city without a psychologist has not
MAY_BE_MISSING = {"feedback", "hand_backs", "visits", "suggestions"}


@pytest.mark.django_db
@pytest.mark.usefixtures("harborview", "day_of_the_cast")
def test_every_room_of_the_second_city_is_filled(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALO153_DEMO_PASSWORD", "harborview harborview")
    settings.CITY = "harborview"
    folder: Path = cast.CITIES / "harborview"
    for command in ("load_demo", "load_alarm_rules"):
        call_command(command, stdout=StringIO())
    actions.invent_past(days=3, contacts=30, cases=5, seed=1, at=AT)
    done = furnish(folder, at=AT)
    assert done.failed == []
    assert set(done.filled) >= {room.name for room in ROOMS} - MAY_BE_MISSING
