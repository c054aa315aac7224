"""Mails of other projects' tests: all are read, and nothing is missed that the stdlib finds."""

import email
import re
from collections.abc import Callable
from email.policy import default
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.channels.email.reading.torture import broken, mails_of_others, nasty
from tests.parts.waiting import Stopwatch

from alo153.channels.email.reading.mail import read
from alo153.channels.inbound import Inbound

SECONDS = 30.0
"""A mail takes milliseconds; one that is read in squares takes minutes."""


class Torture(NamedTuple):
    """A mail, and what the stdlib finds in it: nothing where it raises."""

    name: str
    raw: bytes
    subject: str
    sender: str
    text: str


@pytest.fixture(scope="module")
def torture() -> list[Torture]:
    return [_by_stdlib(name, raw) for name, raw in mails_of_others.every()]


def _by_stdlib(name: str, raw: bytes) -> Torture:
    message = email.message_from_bytes(raw, policy=default)
    found = [_unless_it_raises(each, message) for each in (_subject, _sender, _body)]
    return Torture(name, raw, *found)


def _unless_it_raises(read: Callable[[Any], str], message: Any) -> str:
    try:
        return read(message)
    except (LookupError, AttributeError, TypeError, ValueError):
        return ""


def _subject(message: Any) -> str:
    return str(message["subject"] or "")


def _sender(message: Any) -> str:
    return str(message["from"].addresses[0].addr_spec).lower()


def _body(message: Any) -> str:
    body = message.get_body(("plain",))
    return str(body.get_content()) if body else ""


def letters(text: str) -> str:
    """Return what two readers agree on: blanks are nothing that one could find."""
    return "".join(text.split())


def is_guessed(text: str) -> bool:
    """Tell whether the stdlib could not read a text either: it left signs of that."""
    return bool(re.search("[\ufffd\ud800-\udfff\x80-\x9f]", text))


def missed(found: Inbound, mail: Torture) -> list[str]:
    """Name what the stdlib finds and we do not."""
    wrong = []
    if (
        mail.subject
        and not is_guessed(mail.subject)
        and mail.subject.split() != found.subject.split()
    ):
        wrong.append("subject")
    if "@" in mail.sender and not is_guessed(mail.sender) and mail.sender != found.sender:
        wrong.append("sender")
    if not is_guessed(mail.text) and letters(mail.text) not in letters(found.text):
        wrong.append("text")
    return wrong


def test_all_are_read_in_time_and_none_is_lost(torture: list[Torture]) -> None:
    assert len(torture) >= mails_of_others.AT_LEAST
    slow, worse = [], {}
    for mail in torture:
        watch = Stopwatch()
        found = read(mail.raw)
        if watch.seconds > SECONDS:
            slow.append(mail.name)
        if wrong := missed(found, mail):
            worse[mail.name] = wrong
        assert found.text or found.html or found.files or not letters(mail.text), mail.name
    assert (slow, worse) == ([], {})


MADE = {f"nasty: {name}": raw for name, raw in nasty.MAILS.items()}
MADE |= {f"broken: {name}": raw for name, raw in broken.MAILS.items()}


@pytest.mark.parametrize("name", MADE)
def test_those_made_to_be_nasty_are_read_in_time(name: str) -> None:
    watch = Stopwatch()
    found = read(MADE[name])
    assert watch.seconds < SECONDS
    words = found.sender + found.sender_name + found.subject + found.text + found.html
    assert "\0" not in words
    words.encode()


def test_reports_of_the_rule_are_understood(torture: list[Torture]) -> None:
    """Of 23 reports four name no recipient."""
    reports = [each for each in torture if b"message/delivery-status" in each.raw.lower()]
    understood = [each for each in reports if read(each.raw).undelivered]
    assert len(understood) >= 19
    assert all(read(each.raw).automatic for each in understood)


# Of the larger ones the beginning is damaged: there the structure stands
DAMAGED_BYTES = 5_000


@given(
    st.integers(min_value=0),
    st.lists(
        st.tuples(st.integers(0, DAMAGED_BYTES), st.integers(0, 60), st.binary(max_size=8)),
        max_size=6,
    ),
)
def test_with_damages_they_are_read_too(
    torture: list[Torture], which: int, damages: list[tuple[int, int, bytes]]
) -> None:
    raw = torture[which % len(torture)].raw[: 4 * DAMAGED_BYTES]
    for at, length, instead in damages:
        raw = raw[:at] + instead + raw[at + length :]
    found = read(raw)
    words = found.subject + found.text + found.new_text + found.html
    assert "\0" not in words
    words.encode()
