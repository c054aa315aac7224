"""A block that only reads makes no savepoint; of one that writes nothing stays."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.parts.postgresql.undone import undone

from alo153.city.models import Unit

pytestmark = pytest.mark.django_db


def test_who_only_reads_asks_no_more() -> None:
    with CaptureQueriesContext(connection) as asked, undone():
        assert Unit.objects.exists()
    assert len(asked) == 1


@pytest.mark.parametrize("within", [True, False], ids=["as a request does", "bare"])
def test_what_was_written_is_gone(within: bool) -> None:
    before = Unit.objects.count()
    with undone():
        assert Unit.objects.count() == before
        if within:
            with transaction.atomic():
                Unit.objects.filter(slug="yol-ve-bakim").update(slug="yol")
        else:
            Unit.objects.filter(slug="yol-ve-bakim").update(slug="yol")
        assert Unit.objects.filter(slug="yol").exists()
    assert not Unit.objects.filter(slug="yol").exists()
    assert cast.unit("yol-ve-bakim")


def test_what_failed_is_undone_as_well() -> None:
    with pytest.raises(ValueError, match="no"):
        _fails_late()
    assert cast.unit("yol-ve-bakim")


def _fails_late() -> None:
    with undone():
        Unit.objects.filter(slug="yol-ve-bakim").update(slug="yol")
        raise ValueError("no")
