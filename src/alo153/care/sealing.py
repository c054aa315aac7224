"""Seal words of the rooms by a key of their own (`ALO153_CARE_KEYS`).

Nothing else in the program uses it: readers of confidential applications read none of this.
"""

import base64
from typing import Final

from django.conf import settings

from alo153.core import keyring

LONGEST: Final = 10_000


def has_key() -> bool:
    """Say whether this installation has a key for the rooms; without one nothing is written."""
    return bool(settings.CARE_KEYS)


def sealed(words: str, *, of: str) -> str:
    """Return the token of words; of none an empty one. ``of`` names what they belong to.

    Raises:
        KeyringError: there is no key.
    """
    if not words:
        return ""
    key, content = keyring.read(settings.CARE_KEYS).seal(words.encode(), of=of)
    return f"{key}:{base64.b64encode(content).decode()}"


def opened(token: str, *, of: str) -> str:
    """Return the words of a token.

    Raises:
        KeyringError: the key is missing, or the token was changed or belongs elsewhere.
    """
    if not token:
        return ""
    key, _, content = token.partition(":")
    found = keyring.read(settings.CARE_KEYS).unseal(key, base64.b64decode(content), of=of)
    return found.decode()
