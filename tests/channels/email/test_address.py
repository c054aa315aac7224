"""What `ALO153_IMAP_URL` says, and what it may not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.channels.email.fetching.address import AddressError, Security, read
from alo153.config import environment
from alo153.config.variables import SettingError


def test_a_mailbox_is_named_without_its_password() -> None:
    found = read("imaps://153%40kent.example:p%2Fw%20d@mail.kent.example/Gelen%20Kutusu")
    assert (found.host, found.port, found.security) == ("mail.kent.example", 993, Security.TLS)
    assert (found.user, found.password, found.folder) == (
        "153@kent.example",
        "p/w d",
        "Gelen Kutusu",
    )
    assert found.name == "153@kent.example@mail.kent.example/Gelen Kutusu"
    assert "p/w d" not in repr(found)


@pytest.mark.parametrize(
    ("url", "security", "port"),
    [
        ("imap://u:p@h", Security.NONE, 143),
        ("imap://u:p@h?starttls=1", Security.STARTTLS, 143),
        ("imap://u:p@h:1143/?starttls=1", Security.STARTTLS, 1143),
        ("imaps://u:p@h:9930/INBOX", Security.TLS, 9930),
    ],
)
def test_how_the_line_is_sealed(url: str, security: Security, port: int) -> None:
    found = read(url)
    assert (found.security, found.port, found.folder) == (security, port, "INBOX")


@pytest.mark.parametrize(
    "url",
    [
        "pop3://u:geheim@h",
        "imaps://h",
        "imaps://u@h",
        "imaps://:geheim@h",
        "imaps://u:geheim@h:many",
        "imaps://u:geheim@h/" + "f" * 150,
        "u:geheim@h",
    ],
)
def test_what_cannot_be_used_stops_the_start_and_tells_no_password(url: str) -> None:
    with pytest.raises(SettingError) as told:
        environment.read({"ALO153_DEVELOPMENT": "1", "ALO153_IMAP_URL": url})
    assert str(told.value).startswith("ALO153_IMAP_URL: ")
    assert "geheim" not in str(told.value)


@given(st.text())
def test_whatever_is_said_is_read_or_refused(text: str) -> None:
    for url in (text, f"imaps://{text}", f"imap://u:p@h/{text}"):
        with suppress(AddressError):
            assert len(read(url).name) <= 150
