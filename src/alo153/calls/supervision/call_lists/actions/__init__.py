"""The verbs of outgoing lists."""

from alo153.calls.supervision.call_lists.actions.dialing import Taken, settle, take
from alo153.calls.supervision.call_lists.actions.forgetting import forget_numbers
from alo153.calls.supervision.call_lists.actions.running import (
    ListRefused,
    NobodyToCall,
    Plan,
    approve_list,
    begin_list,
    end_approval,
    end_list,
    pause_list,
    write_list,
)

__all__ = [
    "ListRefused",
    "NobodyToCall",
    "Plan",
    "Taken",
    "approve_list",
    "begin_list",
    "end_approval",
    "end_list",
    "forget_numbers",
    "pause_list",
    "settle",
    "take",
    "write_list",
]
