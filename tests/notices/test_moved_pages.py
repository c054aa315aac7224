"""Notices from before the center had addresses of its own lead to its pages."""

from importlib import import_module

import pytest
from django.db import connection
from tests import cast

from alo153.cases.time.notices import DEADLINE
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.notices import actions as notices

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/desk/cases/482109373/", "/center/cases/482109373/"),
        ("/desk/conversations/7/#note-3", "/center/conversations/7/#note-3"),
        ("/unit/cases/482109373/", "/unit/cases/482109373/"),
    ],
)
def test_the_upgrade_moves_the_page_of_a_notice(before: str, after: str) -> None:
    elif_ = cast.staff("elif")
    told = notices.Told(title="Haber", lines=(), path=before)
    notices.give_notice(
        kind=DEADLINE, cause="x:1", about=elif_, words={elif_: told}, by=SYSTEM, at=now()
    )
    upgrade = import_module("alo153.notices.migrations.0003_pages_of_the_center")
    with connection.cursor() as cursor:
        cursor.execute(upgrade.MOVE)
    assert elif_.notices.get().path == after
