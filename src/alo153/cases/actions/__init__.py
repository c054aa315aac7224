"""What can be done to a case: one function per verb, one transaction, one event."""

from alo153.cases.actions.answering import NotTheirs, answer, approve, send_back
from alo153.cases.actions.drafts import discard_draft, save_draft
from alo153.cases.actions.exporting import export
from alo153.cases.actions.handing_over import accept, forward, return_not_ours
from alo153.cases.actions.holding import (
    NotOfThisKind,
    Telling,
    extend,
    pass_on,
    pause,
    record_payment,
    resume,
    tell_costs,
    tell_interim,
    withdraw_unpaid,
)
from alo153.cases.actions.minding import mind_clocks, read_clocks_again
from alo153.cases.actions.noting import (
    attach,
    keep_signed_paper,
    link_interaction,
    message_lost,
    note,
)
from alo153.cases.actions.opening import (
    AlreadyRegistered,
    Bringing,
    NeedsMissing,
    Registered,
    Reporter,
    Where,
    open_case,
    opened_by,
)
from alo153.cases.actions.relaying import close_unreached, record_attempt, relay_again

__all__ = [
    "AlreadyRegistered",
    "Bringing",
    "NeedsMissing",
    "NotOfThisKind",
    "NotTheirs",
    "Registered",
    "Reporter",
    "Telling",
    "Where",
    "accept",
    "answer",
    "approve",
    "attach",
    "close_unreached",
    "discard_draft",
    "export",
    "extend",
    "forward",
    "keep_signed_paper",
    "link_interaction",
    "message_lost",
    "mind_clocks",
    "note",
    "open_case",
    "opened_by",
    "pass_on",
    "pause",
    "read_clocks_again",
    "record_attempt",
    "record_payment",
    "relay_again",
    "resume",
    "return_not_ours",
    "save_draft",
    "send_back",
    "tell_costs",
    "tell_interim",
    "withdraw_unpaid",
]
