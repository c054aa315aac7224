"""What can be done to citizens and contacts: one function per verb, one event each."""

from alo153.citizens.actions.access_log import ONE_LISTENING, log_listening, log_look, log_looks
from alo153.citizens.actions.contacting import (
    LONGEST_NOTE,
    add_to_note,
    answer_interaction,
    dispose,
    end_interaction,
    hand_over_interaction,
    log_information,
    log_out_of_scope,
    log_silent,
    rate_interaction,
    record_contact,
    start_interaction,
    write_note,
)
from alo153.citizens.actions.knowing import (
    NotOneLine,
    add_identity,
    keep_note,
    recognize,
    remember_apart,
)

__all__ = [
    "LONGEST_NOTE",
    "ONE_LISTENING",
    "NotOneLine",
    "add_identity",
    "add_to_note",
    "answer_interaction",
    "dispose",
    "end_interaction",
    "hand_over_interaction",
    "keep_note",
    "log_information",
    "log_listening",
    "log_look",
    "log_looks",
    "log_out_of_scope",
    "log_silent",
    "rate_interaction",
    "recognize",
    "record_contact",
    "remember_apart",
    "start_interaction",
    "write_note",
]
