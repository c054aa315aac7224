"""Words and files that only the holder of a key reads: AES-256-GCM, with keys that take turns.

A sealed text says by which key it was sealed. The first key of the ring seals, each of them opens:
a new one is put in front, everything is sealed anew (`rotate_confidential_keys`), and the old one
is taken away. What a text belongs to goes into the seal as associated data (NIST SP 800-38D), so
that it opens nowhere else.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CONFIDENTIAL: Final = "ALO153_CONFIDENTIAL_KEYS"
"""The variable of the ring that seals confidential cases and second factors."""
CARE: Final = "ALO153_CARE_KEYS"
"""The variable of the ring that seals the notes of psychologist and infirmary."""
KEY_BYTES: Final = 32
# Random, 96 bits: the standard's own length. A key may seal 2^32 texts before it must be changed
_NONCE_BYTES: Final = 12
_NAME: Final = re.compile(r"[a-z0-9-]{1,20}")
_HEAD: Final = b"alo153-sealed:"


class KeyringError(Exception):
    """A key is missing or wrong, or what was sealed was changed."""


@dataclass(frozen=True)
class Keyring:
    """Keys by their names; the first one seals.

    Args:
        variable: the environment variable that holds the keys; errors name it.
    """

    keys: Mapping[str, AESGCM]
    variable: str

    @property
    def first(self) -> str:
        """Return the name of the key that seals."""
        return next(iter(self.keys))

    def seal(self, content: bytes, *, of: str) -> tuple[str, bytes]:
        """Return the name of the key and the sealed bytes, of what belongs to ``of``."""
        nonce = os.urandom(_NONCE_BYTES)
        return self.first, nonce + self.keys[self.first].encrypt(nonce, content, of.encode())

    def unseal(self, key: str, sealed: bytes, *, of: str) -> bytes:
        """Return what was sealed.

        Raises:
            KeyringError: the key is not on the ring, or the bytes are not what it sealed for this.
        """
        if key not in self.keys:
            words = f"{self.variable} has no key {key!r}; put it back behind the first one"
            raise KeyringError(words)
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self.keys[key].decrypt(nonce, rest, of.encode())
        except InvalidTag as error:
            words = f"{of} was changed, or the key {key!r} of {self.variable} is not the one it had"
            raise KeyringError(words) from error

    def seal_file(self, content: bytes, *, of: str) -> bytes:
        """Return a file that says by itself which key opens it."""
        key, sealed = self.seal(content, of=of)
        return _HEAD + key.encode() + b"\n" + sealed

    def unseal_file(self, content: bytes, *, of: str) -> bytes:
        """Return what a sealed file holds.

        Raises:
            KeyringError: as `unseal`; also if it was never sealed.
        """
        return self.unseal(key_of_file(content), content.partition(b"\n")[2], of=of)


def key_of_file(content: bytes) -> str:
    """Return the name of the key that sealed a file.

    Raises:
        KeyringError: it was never sealed.
    """
    head, _, _ = content.partition(b"\n")
    if not head.startswith(_HEAD):
        raise KeyringError("the file was not sealed")
    return head.removeprefix(_HEAD).decode(errors="replace")


@lru_cache(maxsize=4)
def read(text: str, variable: str) -> Keyring:
    """Read ``name:base64,name:base64``, each 32 bytes; the first one seals.

    Args:
        variable: the environment variable that holds the text; errors name it.

    Raises:
        KeyringError: there is none, or one is not what it should be. Keys are never shown.
    """
    keys: dict[str, AESGCM] = {}
    for number, part in enumerate(filter(None, map(str.strip, text.split(","))), 1):
        name, _, value = part.partition(":")
        if not _NAME.fullmatch(name) or name in keys:
            words = f"{variable}: key {number} needs a name of its own (a-z, 0-9, -), then a colon"
            raise KeyringError(words)
        keys[name] = AESGCM(_bytes(name, value, variable))
    if not keys:
        raise KeyringError(f"{variable} is not set; ./alo153 up makes one")
    return Keyring(keys, variable)


def new_key(name: str) -> str:
    """Return a new key as the environment holds it."""
    return f"{name}:{base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()}"


def _bytes(name: str, value: str, variable: str) -> bytes:
    try:
        found = base64.urlsafe_b64decode(value.encode().translate(bytes.maketrans(b"+/", b"-_")))
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != KEY_BYTES:
        words = f"{variable}: key {name!r} must be {KEY_BYTES} bytes in base64"
        raise KeyringError(words)
    return found
