"""A process apart reads e-mails: what bursts it costs its mail alone."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.channels.email.reading.mails import mail, mail_of, part

from alo153.channels.email.reading import wire
from alo153.channels.email.reading.bounded import READER, read_apart
from alo153.channels.email.reading.mail import read
from alo153.channels.inbound import Inbound, InboundFile, RemoteFile, Undelivered
from alo153.core.processes.bounded.asking import BoundedProcess


def test_a_mail_is_read_apart_as_it_is_here() -> None:
    raw = mail_of("mixed", part("Su yok"), part(b"\0\xff", "Content-Type: image/png; name=a.png"))
    try:
        assert read_apart(raw) == read(raw)
    finally:
        READER.stop()


def test_what_takes_too_much_is_nothing_and_the_next_mail_is_read() -> None:
    narrow = BoundedProcess("alo153.channels.email.reading.process", memory_bytes=100_000_000)
    try:
        assert read_apart(mail(b"a" * 90_000_000), narrow) is None
        assert read_apart(mail("Su yok"), narrow) == read(mail("Su yok"))
    finally:
        narrow.stop()


words = st.text(st.characters(codec="utf-8"), max_size=20)
inbounds = st.builds(
    Inbound,
    to=st.lists(words, max_size=3).map(tuple),
    answers=st.lists(words, max_size=3).map(tuple),
    files=st.lists(st.builds(InboundFile), max_size=3).map(tuple),
    remote_files=st.lists(st.builds(RemoteFile), max_size=2).map(tuple),
    former_senders=st.lists(words, max_size=2).map(tuple),
    undelivered=st.lists(st.builds(Undelivered), max_size=2).map(tuple),
    sent_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(inbounds)
def test_what_was_read_comes_over_whole(inbound: Inbound) -> None:
    found = wire.unpack(wire.pack(inbound))
    assert found == inbound


@given(st.binary(max_size=50))
def test_what_is_no_message_is_none(packed: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever
        wire.unpack(packed)
