"""Seal the notes of psychologist and infirmary with their own keys (`ALO153_CARE_KEYS`).

No other package uses these keys: people who may read confidential cases cannot read the notes.
"""

import base64
from typing import Final

from django.conf import settings

from alo153.core import keyring
from alo153.core.keyring import Keyring

LONGEST: Final = 10_000
"""Characters of a note."""


def has_key() -> bool:
    """Say whether this installation has such a key; without one it stores no notes."""
    return bool(settings.CARE_KEYS)


def sealed(words: str, *, of: str) -> str:
    """Return the token of words, ``key:base64``; empty for empty words.

    Args:
        of: names the row that the words belong to; the token opens with the same name only.

    Raises:
        KeyringError: there is no key.
    """
    if not words:
        return ""
    key, content = _ring().seal(words.encode(), of=of)
    return f"{key}:{base64.b64encode(content).decode()}"


def opened(token: str, *, of: str) -> str:
    """Return the words of a token; empty for an empty token.

    Raises:
        KeyringError: the key is missing, or the token was changed or belongs to another row.
        ValueError: the token was cut and is no base64 any more.
    """
    if not token:
        return ""
    key, _, content = token.partition(":")
    found = _ring().unseal(key, base64.b64decode(content), of=of)
    return found.decode()


def _ring() -> Keyring:
    return keyring.read(settings.CARE_KEYS, keyring.CARE)
