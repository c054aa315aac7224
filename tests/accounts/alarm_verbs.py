"""Every verb about rules of alarms, and how it is tried."""

from collections.abc import Callable, Mapping
from typing import Any

from tests import cast
from tests.alarms.watching import SUPERVISORS, words

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.alarms import actions
from alo153.alarms.models import AlarmRule
from alo153.alarms.permissions import MANAGE_ALARMS
from alo153.core.clock import now


def _rule() -> AlarmRule:
    return AlarmRule.objects.create(
        name="Çok bekleyen var",
        figure="waiting",
        rings_at=10,
        clears_at=7,
        audience=SUPERVISORS,
        written_by=cast.staff("hakan"),
        written_at=now(),
    )


VERBS: Mapping[str, tuple[Permission, Callable[[Any, User], object]]] = {
    "alarms.write_rule": (
        MANAGE_ALARMS,
        lambda _, by: actions.write_rule(words=words(), by=by, at=now()),
    ),
    "alarms.retire_rule": (
        MANAGE_ALARMS,
        lambda _, by: actions.retire_rule(rule=_rule(), by=by, at=now()),
    ),
}
