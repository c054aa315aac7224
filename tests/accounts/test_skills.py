"""What an agent can do on the telephone, and how well."""

import pytest
from tests import cast

from alo153.accounts.actions import set_skills
from alo153.accounts.queries import skills_of
from alo153.core import events

pytestmark = pytest.mark.django_db


def test_the_demo_staff_have_skills() -> None:
    assert skills_of(cast.staff("zeynep"))["sign_language"] == 4


def test_exactly_these_skills_remain_and_each_change_is_an_event() -> None:
    murat, hakan = cast.staff("murat"), cast.actor("hakan")
    before = events.history(murat).count()
    set_skills(user=murat, skills={"water": 5, "arabic": 1}, by=hakan, at=cast.AT)
    assert skills_of(murat) == {"water": 5, "arabic": 1}
    told = [(event.name, event.data) for event in events.history(murat)[before:]]
    assert told == [
        ("staff.skill_removed", {"skill": "social"}),
        ("staff.skill_granted", {"skill": "arabic", "level": 1}),
        ("staff.skill_granted", {"skill": "water", "level": 5}),
    ]


def test_the_same_skills_again_are_no_event() -> None:
    murat, hakan = cast.staff("murat"), cast.actor("hakan")
    before = events.history(murat).count()
    set_skills(user=murat, skills=skills_of(murat), by=hakan, at=cast.AT)
    assert events.history(murat).count() == before
