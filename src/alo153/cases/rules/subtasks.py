"""The life of a sub-task: asked, and one of three ends. Pure.

A case has one leading unit; what another unit does for it is a sub-task. It ends by that unit's
answer, by "not ours", or withdrawal by the asker. An end is final: for more, the leading unit asks
again.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from alo153.cases.rules.clocks import Step
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.rules.verbs import Verb


class SubTaskState(StrEnum):
    """The progress of work that one unit asks of another."""

    ASKED = "asked"
    DONE = "done"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


SUB_TASK_LABELS = {
    SubTaskState.ASKED: _("open"),
    SubTaskState.DONE: _("done"),
    SubTaskState.RETURNED: _("not ours"),
    SubTaskState.WITHDRAWN: _("withdrawn"),
}


SUB_TASK_STEP_LABELS = {
    Step.REMIND: _("the asked unit was reminded"),
    Step.MANAGER: _("its manager and the leading unit were told"),
}
"""Notices about the due date of a sub-task, in this order; the case's lead decides further."""


ENDS: Mapping[Verb, SubTaskState] = {
    Verb.FINISH_SUB_TASK: SubTaskState.DONE,
    Verb.RETURN_SUB_TASK: SubTaskState.RETURNED,
    Verb.WITHDRAW_SUB_TASK: SubTaskState.WITHDRAWN,
}


class SubTaskOver(Exception):
    """The sub-task has ended before."""


class SubTasksOpen(NotPossible):
    """A case cannot be answered while another unit still works on a part of it."""


def ended(state: SubTaskState, verb: Verb) -> SubTaskState:
    """Return how a sub-task ends by a verb.

    Raises:
        SubTaskOver: it has ended before.
    """
    if state is not SubTaskState.ASKED:
        raise SubTaskOver
    return ENDS[verb]
