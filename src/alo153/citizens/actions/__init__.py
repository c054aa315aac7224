"""Actions on citizens: one function per verb, one event each."""

from alo153.citizens.actions.access_log import (
    log_access,
    log_accesses,
    log_listening,
)
from alo153.citizens.actions.recognizing import (
    NotOneLine,
    add_identity,
    keep_note,
    recognize,
    remember_apart,
)
from alo153.citizens.actions.signing_in import (
    CodeOver,
    TooManyCodes,
    WrongCode,
    ask_code,
    forget_codes,
    use_code,
)
from alo153.citizens.actions.verifying import rename_identities, verify_identity
from alo153.citizens.actions.vouching import recognize_vouched

__all__ = [
    "CodeOver",
    "NotOneLine",
    "TooManyCodes",
    "WrongCode",
    "add_identity",
    "ask_code",
    "forget_codes",
    "keep_note",
    "log_access",
    "log_accesses",
    "log_listening",
    "recognize",
    "recognize_vouched",
    "remember_apart",
    "rename_identities",
    "use_code",
    "verify_identity",
]
