"""A row that is inserted by a statement made once is the row that Django saves."""

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from pytest_django import DjangoAssertNumQueries
from tests import cast

from alo153.cases.models import Case, ClockEntry, Forwarding
from alo153.citizens.models import AccessLog, Citizen
from alo153.contacts.models import Message
from alo153.core.database.inserting import insert_row

pytestmark = pytest.mark.django_db
# Of a copy they differ
_OWN = {"tracking_code", "link_key", "form_token", "id"}


@pytest.mark.parametrize("model", [Case, ClockEntry, Forwarding, Message, AccessLog, Citizen])
def test_an_inserted_row_is_as_a_saved_one(
    model: type[models.Model], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = cast.open_case("Çınarın dalları lambayı kapatıyor.")
    AccessLog.objects.create(user=cast.staff("elif"), case_id=case.pk, what="desk", at=cast.AT)
    first = model._default_manager.latest("pk")
    saved, inserted = _copy(first, 1), _copy(first, 2)
    saved.save(force_insert=True)
    with django_assert_num_queries(1):
        assert insert_row(inserted) is inserted
    assert inserted.pk not in {None, saved.pk, first.pk}
    assert not inserted._state.adding
    assert inserted._state.db == saved._state.db
    assert _values(inserted) == _values(saved)
    assert _values(model._default_manager.get(pk=inserted.pk)) == _values(
        model._default_manager.get(pk=saved.pk)
    )


def test_what_a_constraint_refuses_is_refused() -> None:
    case = cast.open_case("Çınarın dalları lambayı kapatıyor.")
    again = _copy(case, 1)
    again.tracking_code = case.tracking_code
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_row(again)


def _copy(row: Any, number: int) -> Any:
    """Return a new row that says the same, where two may."""
    values = {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if not (field.primary_key or field.generated)
    }
    other = {
        "key": None,  # a case has one receipt
        "apart": True,  # the database's own default is another
        "tracking_code": f"00000000{number}",
        "link_key": f"key {number}",
        "form_token": None,
    }
    return type(row)(**values | {name: other[name] for name in other.keys() & values.keys()})


def _values(row: models.Model) -> dict[str, Any]:
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in _OWN
    }
