"""Who is brought back is as enrolling makes them."""

from typing import Any

import pytest
from django.db.models import Model, QuerySet
from tests import cast
from tests.parts.postgresql import enrolled

from alo153.accounts.models import RoleGrant, Skill, User
from alo153.citizens import demo
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
# Each has another one every time
OWN = {"id", "password", "user_id", "subject_id"}


def written() -> list[list[dict[str, Any]]]:
    """Return what enrolling writes, without keys."""
    staff = Event.objects.filter(subject_type="accounts.user")
    rows: list[QuerySet[Any]] = [
        *(model._default_manager.all() for model in (User, RoleGrant, Skill)),
        staff,
    ]
    return [[_facts(row) for row in each.order_by("pk")] for each in rows]


def _facts(row: Model) -> dict[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: value for name, value in values.items() if name not in OWN}


@pytest.mark.parametrize("username", [person.username for person in cast.pack().staff])
def test_who_is_brought_is_as_enrolled(username: str) -> None:
    user = enrolled.bring(username)
    assert user.check_password(cast.PASSWORD)
    assert enrolled.bring(username) == user, "whoever is there is not brought again"
    brought = written()
    subjects = Event.objects.filter(subject_type="accounts.user").values_list("subject_id")
    assert {subject for (subject,) in subjects} == {str(user.pk)}
    user.delete()
    person = next(each for each in cast.pack().staff if each.username == username)
    again = demo.enroll_person(person, password=cast.PASSWORD, at=cast.AT)
    events = Event.objects.filter(subject_type="accounts.user", subject_id=str(again.pk))
    assert written()[:-1] == brought[:-1]
    assert [_facts(event) for event in events.order_by("pk")] == brought[-1]
