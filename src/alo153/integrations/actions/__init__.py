"""Actions on the city's other systems."""

from alo153.integrations.actions.admitting import KeyRefused, Refusal, TooOften, admit
from alo153.integrations.actions.api_keys import LONGEST, OwnKey, confirm_key, make_key, revoke_key
from alo153.integrations.actions.once import KeyReused, do_once, forget_requests

__all__ = [
    "LONGEST",
    "KeyRefused",
    "KeyReused",
    "OwnKey",
    "Refusal",
    "TooOften",
    "admit",
    "confirm_key",
    "do_once",
    "forget_requests",
    "make_key",
    "revoke_key",
]
