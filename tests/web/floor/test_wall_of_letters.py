"""The wall shows what waits in writing by medium, and by queue where it waits in several."""

from dataclasses import replace

import pytest
from tests import cast
from tests.contacts.conversations.letters import LETTER, taken_in

from alo153.web.floor.wall.queues import rows

pytestmark = pytest.mark.django_db


def shown() -> dict[str, tuple[int, float | None]]:
    written = [each for each in rows(cast.AT, 20) if each.is_written]
    return {str(each.name): (each.waiting, each.within) for each in written}


def test_a_medium_that_waits_in_two_queues_has_two_rows() -> None:
    taken_in()
    assert shown()["e-posta"] == (1, 14400)
    taken_in(replace(LETTER, sender="can@example.org", to=("su@kocaeli.example",)))
    found = shown()
    assert "e-posta" not in found
    assert (found["Genel, e-posta"], found["Su ve kanal, e-posta"]) == ((1, 14400), (1, 7200))
