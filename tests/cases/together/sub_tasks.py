"""A sub-task of a case, that another unit is asked for."""

from datetime import timedelta

from tests import cast

from alo153.cases import actions
from alo153.cases.models import Case, SubTask
from alo153.core.clock import now

ROAD = "Ağaç ekibi için yolu 9 ile 12 arasında kapatın."


def asked(case: Case, *, unit: str = "yol-ve-bakim", by: str = "selin") -> SubTask:
    cast.staff("okan")
    return actions.ask_unit(
        case=case,
        unit=cast.unit(unit),
        text=ROAD,
        due_at=now() + timedelta(days=1),
        by=cast.staff(by),
        at=now(),
    )
