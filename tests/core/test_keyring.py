"""A ring of keys says what is wrong with it, and never a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.core import keyring
from alo153.core.keyring import KeyringError

ONE, TWO = "one:" + "A" * 43 + "=", "two:" + "B" * 42 + "E="


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_was_sealed_opens_for_what_it_belongs_to(content: bytes, of: str) -> None:
    ring = keyring.read(f"{ONE},{TWO}", "KEYS")
    key, sealed = ring.seal(content, of=of)
    assert key == "one"
    assert ring.unseal(key, sealed, of=of) == content
    assert ring.unseal_file(ring.seal_file(content, of=of), of=of) == content
    with pytest.raises(KeyringError):
        ring.unseal(key, sealed, of=f"{of}x")


@given(st.binary(min_size=1, max_size=60), st.data())
def test_a_changed_bit_is_seen(content: bytes, data: st.DataObject) -> None:
    ring = keyring.read(ONE, "KEYS")
    key, sealed = ring.seal(content, of="a")
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))
    changed = bytearray(sealed)
    changed[place // 8] ^= 1 << place % 8
    with pytest.raises(KeyringError, match="was changed"):
        ring.unseal(key, bytes(changed), of="a")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not set"),
        (" , ", "is not set"),
        ("one", "'one' must be 32 bytes"),
        ("one:short", "'one' must be 32 bytes"),
        ("one:ğğğ", "'one' must be 32 bytes"),
        (":AAAA", "key 1 needs a name"),
        (f"{ONE},{ONE}", "key 2 needs a name of its own"),
        (f"{ONE},T W O:AAAA", "key 2 needs a name of its own"),
    ],
)
def test_a_wrong_setting_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(KeyringError, match=f"^KEYS.*{words}") as told:
        keyring.read(text, "KEYS")
    assert "AAAA" not in str(told.value)


def test_a_file_that_was_never_sealed_is_told() -> None:
    with pytest.raises(KeyringError, match="was not sealed"):
        keyring.read(ONE, "KEYS").unseal_file(b"\xff\xd8 a photo", of="a")
