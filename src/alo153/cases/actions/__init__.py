"""What can be done to a case: one function per verb, one transaction, one event."""

from alo153.cases.actions.answering import NotTheirs, answer, approve, send_back
from alo153.cases.actions.drafts import discard_draft, save_draft
from alo153.cases.actions.handing_over import accept, forward, return_not_ours
from alo153.cases.actions.noting import attach, link_interaction, note
from alo153.cases.actions.opening import Reporter, Where, open_case, opened_by
from alo153.cases.actions.relaying import close_unreached, record_attempt, relay_again

__all__ = [
    "NotTheirs",
    "Reporter",
    "Where",
    "accept",
    "answer",
    "approve",
    "attach",
    "close_unreached",
    "discard_draft",
    "forward",
    "link_interaction",
    "note",
    "open_case",
    "opened_by",
    "record_attempt",
    "relay_again",
    "return_not_ours",
    "save_draft",
    "send_back",
]
