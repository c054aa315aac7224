"""A key as it is given: the program's name, what it is found by, and the secret. Pure.

    alo153_k7Qp2xWd_Jm4...

It is long enough that its SHA-256 keeps it: nobody guesses 256 random bits, so that no slow hash is
needed, which each request would pay for.
"""

import re
import secrets
from hashlib import sha256
from typing import Final

PREFIX_LETTERS: Final = 8
_SECRET_BYTES: Final = 32
_ALPHABET: Final = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
_FORM: Final = re.compile(r"alo153_([0-9A-Za-z]{8})_[\w-]{43}", re.ASCII)


def new_prefix() -> str:
    """Draw what a key is found by, and shown as on its page."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(PREFIX_LETTERS))


def new_key(prefix: str) -> str:
    """Draw a key that is found by this."""
    return f"alo153_{prefix}_{secrets.token_urlsafe(_SECRET_BYTES)}"


def prefix_of(key: str) -> str:
    """Return what a key is found by; empty if it is no key of ours."""
    found = _FORM.fullmatch(key)
    return found[1] if found else ""


def digest(key: str) -> str:
    """Return what is kept of a key, in hex."""
    return sha256(key.encode()).hexdigest()
