"""Where a role holds: the whole city, a unit, or a unit with those below it; and until when."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.parts.roles import Role

from alo153.accounts.actions import enroll
from alo153.accounts.backend import Backend
from alo153.accounts.models import RoleGrant, User
from alo153.accounts.queries import holding
from alo153.accounts.registry import every_permission
from alo153.accounts.roles import Scope, permitted
from alo153.cases import actions, queries
from alo153.cases.permissions import EDIT_TEMPLATES, HEAR_OF_LATE_CASES, WORK_ON_UNIT_CASES
from alo153.city import queries as units
from alo153.city.actions import join_unit
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
ABOVE, BELOW = "cevre-koruma", "deniz-kiyi"


def given(username: str, role: Role, unit: str) -> User:
    """Return one of the cast with this role in this unit alone."""
    user = cast.staff(username)
    user.role_grants.all().delete()
    join_unit(user=user, unit=cast.unit(unit), roles=[role], by=SYSTEM, at=cast.AT)
    return user


def works_in(user: User, unit: str) -> bool:
    """Tell whether somebody works in a unit, or leads one above it."""
    return WORK_ON_UNIT_CASES in units.permissions_in(user, cast.unit(unit))


def test_a_manager_reaches_the_units_below_and_staff_their_own_alone() -> None:
    manager, staff = (
        given("nurten", Role.UNIT_MANAGER, ABOVE),
        given("selin", Role.UNIT_STAFF, ABOVE),
    )
    below = given("okan", Role.UNIT_MANAGER, BELOW)
    assert works_in(manager, BELOW)
    assert not works_in(staff, BELOW)
    assert not works_in(below, ABOVE)
    assert units.nearest_holding(cast.unit(BELOW), HEAR_OF_LATE_CASES) == [below]
    below.role_grants.all().delete()
    assert units.nearest_holding(cast.unit(BELOW), HEAR_OF_LATE_CASES) == [manager]


def test_who_is_told_of_a_case_below_may_open_it_and_work_on_it() -> None:
    case = cast.open_case()
    elif_, manager = cast.staff("elif"), given("nurten", Role.UNIT_MANAGER, ABOVE)
    reason = "Kıyıda."
    actions.forward(case=case, to=cast.unit(BELOW), reason=reason, by=elif_, at=now())
    assert case in queries.visible_to(manager)
    assert case in queries.inbox(manager)
    assert case not in queries.visible_to(given("selin", Role.UNIT_STAFF, ABOVE))
    actions.accept(case=case, by=manager, at=now())


def test_templates_are_edited_only_where_somebody_manages() -> None:
    both = cast.with_roles("okan", Role.UNIT_STAFF)
    parks = cast.unit("park-ve-bahceler")
    join_unit(user=both, unit=parks, roles=[Role.UNIT_MANAGER], by=SYSTEM, at=cast.AT)
    assert units.unit_keys(both, EDIT_TEMPLATES) == [parks.pk]
    assert len(units.unit_keys(both, WORK_ON_UNIT_CASES)) == 2


@pytest.mark.parametrize(("days", "holds"), [(None, True), (1, True), (-1, False)])
def test_an_end_is_honored_wherever_it_is_asked(days: int | None, holds: bool) -> None:
    selin, parks = cast.staff("selin"), cast.unit("park-ve-bahceler")
    end = None if days is None else now() + timedelta(days=days)
    selin.role_grants.update(expires_at=end)
    by_rows, by_page = User.objects.get(pk=selin.pk), Backend().get_user(selin.pk)
    assert by_page is not None
    assert by_rows.grants == by_page.grants
    assert (by_rows.roles == {Role.UNIT_STAFF}) is holds
    assert works_in(by_rows, parks.slug) is holds
    assert (by_rows in units.holding_in(parks, WORK_ON_UNIT_CASES)) is holds
    assert (by_rows in holding(WORK_ON_UNIT_CASES)) is holds
    assert by_page.may(WORK_ON_UNIT_CASES) is holds


def test_a_grant_for_a_unit_carries_no_right_of_the_whole_city() -> None:
    every = " ".join(each.key for each in every_permission())
    for scope in (Scope.UNIT, Scope.BRANCH):
        assert permitted(every, scope) == {each for each in every_permission() if each.in_units}
    assert permitted(every, Scope.CITY) == set(every_permission())
    assert not cast.staff("selin").permissions


def test_the_role_of_a_unit_is_not_given_without_one() -> None:
    with pytest.raises(ValueError, match="unit_staff"):
        enroll(
            username="kisi",
            full_name="Kişi",
            email="",
            roles=[Role.UNIT_STAFF],
            password=cast.PASSWORD,
            by=SYSTEM,
            at=cast.AT,
        )
    selin = cast.staff("selin")
    for wrong in ({"scope": "city", "scope_key": ABOVE}, {"scope": "unit", "scope_key": ""}):
        row = RoleGrant(user=selin, role_id=Role.AGENT, granted_at=cast.AT, **wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
