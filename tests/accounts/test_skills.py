"""What an agent can do on the telephone, and how well."""

from datetime import timedelta

import pytest
from tests import cast
from tests.parts.roles import Role

from alo153.accounts.actions import enroll, set_skills
from alo153.accounts.backend import Backend
from alo153.accounts.models import User
from alo153.accounts.queries import holding, skills_of
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.core import clock, events
from alo153.core.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_the_demo_staff_have_skills() -> None:
    assert skills_of(cast.staff("zeynep"))["sign_language"] == 4


def test_a_role_that_has_ended_is_forgotten_everywhere() -> None:
    """Deniz was a supervisor until yesterday, and holds the seat of an agent until tomorrow."""
    day = timedelta(days=1)
    deniz = enroll(
        username="deniz",
        full_name="Deniz Aksoy",
        email="",
        roles=[Role.SUPERVISOR, Role.AGENT],
        password=cast.PASSWORD,
        by=SYSTEM,
        at=cast.AT,
    )
    ends = {Role.SUPERVISOR: clock.now() - day, Role.AGENT: clock.now() + day}
    for role, end in ends.items():
        deniz.role_grants.filter(role=role).update(expires_at=end)
    assert deniz in holding(ANSWER_CALLS)
    assert deniz not in holding(SUPERVISE_CALLS)
    assert by_page(deniz) == by_rows(deniz) == {Role.AGENT}
    deniz.role_grants.update(expires_at=clock.now() - day)
    assert deniz not in holding(ANSWER_CALLS)
    assert by_page(deniz) == by_rows(deniz) == frozenset()


def by_page(user: User) -> frozenset[Role]:
    """Return the roles as every page reads them: by the statement of `backend.py`."""
    found = Backend().get_user(user.pk)
    return found.roles if found else frozenset()


def by_rows(user: User) -> frozenset[Role]:
    """Return the roles as they are read elsewhere."""
    return User.objects.get(pk=user.pk).roles


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
