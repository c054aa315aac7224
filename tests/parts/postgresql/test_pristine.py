"""After a test that commits the database is as it was, whatever the test did to it."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests import cast
from tests.parts.postgresql import pristine

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.city.models import Neighborhood, Topic, Unit
from alo153.core.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
OF_THE_CITY = {"city.loaded", "rules.saved", "role.added"}


def contents() -> dict[str, list[str]]:
    """Return every row of every table as words."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = {}
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" t ORDER BY 1')
            found[name] = [row for (row,) in cursor.fetchall()]
        return found


def test_what_was_added_changed_or_removed_is_as_it_was() -> None:
    pristine.restore()
    before = contents()
    assert pristine.restore() == set(), "nothing was touched"
    cast.open_case()
    Topic.objects.filter(slug="agac-budama").update(name="Anything")
    connection.cursor().execute("TRUNCATE core_event")
    touched = {model._meta.db_table for model in (Case, Event, Topic, User)}
    restored = pristine.restore()
    assert restored >= touched | {"procrastinate_jobs"}
    assert Neighborhood._meta.db_table not in restored
    assert contents() == before
    assert pristine.restore() == set()
    with pytest.raises(DatabaseError, match="append"), transaction.atomic():
        Event.objects.all()._raw_delete(using="default")  # triggers are awake again


def test_without_a_row_the_way_back_is_the_same() -> None:
    pristine.restore()
    before = contents()
    cast.open_case()
    pristine.clear()
    assert {name for name, rows in contents().items() if rows} == {"django_migrations"}
    pristine.restore()
    assert contents() == before


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_finds_kocaeli(turn: int) -> None:
    assert Unit.objects.exists()
    assert set(Event.objects.values_list("name", flat=True)) == OF_THE_CITY
    cast.open_case()
