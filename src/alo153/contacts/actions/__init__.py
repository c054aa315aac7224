"""Actions on contacts and messages: write, withdraw, send once, recover lost ones."""

from alo153.contacts.actions.asking import ask_messages, ask_opt_outs, ask_reports
from alo153.contacts.actions.contacting import (
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
from alo153.contacts.actions.delivery import LATE_JOB, note_delivery, take_push, take_reports
from alo153.contacts.actions.erasing import erase_contacts, erase_messages
from alo153.contacts.actions.following import (
    FOLLOWED_FOR,
    Browser,
    FollowsTooMany,
    TooManyFollowers,
    follow,
    forget_followers,
    tell_followers,
    unfollow,
    unfollow_all,
)
from alo153.contacts.actions.opting import opt_in, opt_out
from alo153.contacts.actions.sending import recover, send
from alo153.contacts.actions.settling import (
    AlreadySettledError,
    give_up,
    resend,
    take_resend_back,
)
from alo153.contacts.actions.sign_in import send_sign_in_code
from alo153.contacts.actions.trying_out import (
    TEST,
    RecipientHasEnough,
    TooManyTests,
    send_test,
    withdraw_test,
)
from alo153.contacts.actions.writing import withdraw, write

__all__ = [
    "FOLLOWED_FOR",
    "LATE_JOB",
    "TEST",
    "AlreadySettledError",
    "Browser",
    "FollowsTooMany",
    "RecipientHasEnough",
    "TooManyFollowers",
    "TooManyTests",
    "add_to_note",
    "answer_interaction",
    "ask_messages",
    "ask_opt_outs",
    "ask_reports",
    "dispose",
    "end_interaction",
    "erase_contacts",
    "erase_messages",
    "follow",
    "forget_followers",
    "give_up",
    "hand_over_interaction",
    "log_information",
    "log_out_of_scope",
    "log_silent",
    "note_delivery",
    "opt_in",
    "opt_out",
    "rate_interaction",
    "record_contact",
    "recover",
    "resend",
    "send",
    "send_sign_in_code",
    "send_test",
    "start_interaction",
    "take_push",
    "take_reports",
    "take_resend_back",
    "tell_followers",
    "unfollow",
    "unfollow_all",
    "withdraw",
    "withdraw_test",
    "write",
    "write_note",
]
