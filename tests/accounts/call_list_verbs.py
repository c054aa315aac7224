"""Every verb of outgoing lists, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from tests.calls.call_lists.lists import AYSE, NOTICE, writer

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.calls.models import CallList
from alo153.calls.permissions import RUN_CALL_LISTS
from alo153.calls.supervision.call_lists import actions
from alo153.calls.supervision.call_lists.receivers import Receivers
from alo153.core.clock import now


def _of_list(verb: Callable[..., object]) -> Callable[[Any, User], object]:
    """Try a verb with a list of Hakan's: that it may not be done now, tests/calls proves."""

    def attempt(_: Any, by: User) -> None:
        ours = CallList.objects.create(
            kind=NOTICE.kind,
            menu_node=NOTICE.menu_node,
            begins=NOTICE.begins,
            ends=NOTICE.ends,
            written_at=now(),
            written_by=writer(),
        )
        with suppress(actions.ListRefused):
            verb(call_list=ours, by=by, at=now())

    return attempt


VERBS: Mapping[str, tuple[Permission, Callable[[Any, User], object]]] = {
    "calls.write_list": (
        RUN_CALL_LISTS,
        lambda _, by: actions.write_list(
            plan=NOTICE, receivers=Receivers((AYSE,)), by=by, at=now()
        ),
    ),
    "calls.approve_list": (RUN_CALL_LISTS, _of_list(actions.approve_list)),
    "calls.begin_list": (RUN_CALL_LISTS, _of_list(actions.begin_list)),
    "calls.pause_list": (RUN_CALL_LISTS, _of_list(actions.pause_list)),
    "calls.end_list": (RUN_CALL_LISTS, _of_list(actions.end_list)),
}
