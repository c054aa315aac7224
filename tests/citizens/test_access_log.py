"""The access log is only ever added to, and whoever gets around that is seen."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from tests import cast
from tests.parts.events.access_log import tamper
from tests.parts.events.sealing import ended

from alo153.citizens.actions import log_access
from alo153.citizens.actions import sealing_access_log as sealing
from alo153.citizens.models import AccessLog
from alo153.core.history import horizon

pytestmark = pytest.mark.django_db


def look(what: str = "desk") -> None:
    log_access(user=cast.staff("elif"), citizen=cast.citizen("Ayşe Işık"), what=what, at=cast.AT)


def seal() -> int:
    newest = sealing.newest_entry()
    number = ended(horizon.mark()).transaction
    return sealing.seal_access_log(up_to=newest, before_transaction=number, at=cast.AT)


def verify() -> str:
    out = StringIO()
    call_command("verify_history", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("how", ["update", "delete"])
def test_postgresql_refuses_to_change_or_delete_an_entry(how: str) -> None:
    look()
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        AccessLog.objects.update(what="x") if how == "update" else AccessLog.objects.all().delete()
    assert AccessLog.objects.get().what == "desk"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE citizens_accesslog SET what = 'nothing'",
        "DELETE FROM citizens_accesslog WHERE what = 'second'",
        "DELETE FROM citizens_accesslog",
    ],
)
def test_an_entry_that_was_sealed_cannot_vanish_unseen(statement: str) -> None:
    look("first")
    look("second")
    assert seal() == 2
    assert seal() == 0
    look("third")
    assert seal() == 1
    assert "3 accesses to records are as they were sealed" in verify()
    tamper(statement)
    with pytest.raises(CommandError, match=r"Accesses 1 to \d+ changed"):
        verify()
