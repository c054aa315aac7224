"""Every verb about reports that somebody keeps, and how it is tried."""

from collections.abc import Callable, Mapping
from typing import Any

from tests import cast

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.core.clock import now
from alo153.reports.actions import saving
from alo153.reports.models import SavedReport
from alo153.reports.permissions import SEE_REPORTS


def _report() -> SavedReport:
    return SavedReport.objects.create(owner=cast.staff("hakan"), name="Aylık", shared=True)


def _saved(_: Any, by: User) -> object:
    return saving.save_report(
        name="Haftalık",
        query="",
        shared=False,
        schedule=SavedReport.Schedule.NEVER,
        by=by,
        at=now(),
    )


VERBS: Mapping[str, tuple[Permission, Callable[[Any, User], object]]] = {
    "reports.save_report": (SEE_REPORTS, _saved),
    "reports.drop_report": (
        SEE_REPORTS,
        lambda _, by: saving.drop_report(report=_report(), by=by),
    ),
    "reports.choose_sending": (
        SEE_REPORTS,
        lambda _, by: saving.choose_sending(report=_report(), wanted=True, by=by),
    ),
}
