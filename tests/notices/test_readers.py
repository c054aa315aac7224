"""Each kind of news names its readers; people choose how they hear of what can reach them."""

import pytest
from tests import cast

from alo153.notices.queries import kinds_for
from alo153.notices.registry import every_kind

pytestmark = pytest.mark.django_db
# An alarm's rule can name any unit or role; everybody may ask for care, and have a contact
EVERYBODY = {"critical_alarm", "evaluation", "live_alarm", "own_page"}
OF_A_UNIT = {
    *("citizen_answered", "contractor_reported", "deadline", "new_case", "objection", "plan_back"),
    *("reclassified", "sub_task_deadline", "work_given"),
}
OF_SHIFTS = {"leave", "open_shifts", "overtime", "shifts", "swap"}
CHOICES = {
    "selin": OF_A_UNIT,
    "nurten": OF_A_UNIT,
    "elif": OF_SHIFTS | {"mention"},
    "hakan": OF_SHIFTS
    | {"alarm", "call_list_stopped", "deadline", "hard_call", "mention", "objection", "report"}
    | {"empty_shifts", "leave_waits", "overtime_answer", "staff_change_waits", "sub_task_deadline"}
    | {"unfilled_shift", "unlawful_shifts", "written_after_end"},
    "yasin": {"api_key_waits", "document_refused", "staff_change_refused", "staff_change_waits"}
    | {"timetable_read", "webhook_disabled"},
    "gulay": {"deadline", "report"},
    "sevgi": OF_A_UNIT | {"alarm", "mention"},
    "emre": set(),
}


@pytest.mark.parametrize(("name", "own"), CHOICES.items(), ids=CHOICES)
def test_people_choose_among_the_news_of_their_roles(name: str, own: set[str]) -> None:
    assert {kind.key for kind in kinds_for(cast.staff(name))} == own | EVERYBODY


def test_every_kind_can_reach_somebody_of_the_cast_and_urgent_ones_are_first() -> None:
    cast.enroll_everybody()
    found = {
        kind for person in cast.pack().staff for kind in kinds_for(cast.staff(person.username))
    }
    assert found == set(every_kind())
    urgent = [kind.urgent for kind in kinds_for(cast.staff("hakan"))]
    assert urgent == sorted(urgent, reverse=True)
