"""Each transport whose other side posts to us reads it by the one contract.

Nothing is named here: whatever declares `read_push` is tested, and fails without `pushed` and
`signed` of its stand-in.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.channels.contract.other_side import pushing_stand_in_of, stand_in_of
from tests.channels.contract.words import ANY_WORDS, LONGEST

from alo153.channels import readers, registry
from alo153.channels.inbound import Inbound
from alo153.channels.pushes import Push, Unreadable
from alo153.channels.transport import Transport
from alo153.citizens.channel import SOCIAL

PUSHING = [kind for kind in registry.TRANSPORTS if kind.read_push]
BRINGING = [kind for kind in PUSHING if getattr(stand_in_of(kind), "MOST_IN_ONE", 1)]
each_pushing = pytest.mark.parametrize("kind", PUSHING, ids=lambda kind: kind.name)
each_bringing = pytest.mark.parametrize("kind", BRINGING, ids=lambda kind: kind.name)
SECRET_WORDS = "Benim derdim"


def pushed(kind: Transport, raw: bytes) -> Push:
    assert kind.read_push
    return kind.read_push(raw)


def read(kind: Transport, raw: bytes) -> Inbound | None:
    """Read the one message of a post, as it is kept."""
    [message] = pushed(kind, raw).messages
    return readers.read(kind.channel, message.raw)


@pytest.mark.parametrize("words", [*ANY_WORDS.values(), LONGEST], ids=[*ANY_WORDS, "long"])
@each_bringing
def test_what_was_written_is_read_as_it_was_written(kind: Transport, words: str) -> None:
    found = read(kind, pushing_stand_in_of(kind).pushed(words))
    assert found
    assert (found.text, found.new_text) == (words, words)
    assert found.sender
    assert found.complete


@each_bringing
def test_who_said_nothing_is_heard_too(kind: Transport) -> None:
    found = read(kind, pushing_stand_in_of(kind).pushed(""))
    assert found
    assert found.text == ""


@each_bringing
def test_a_repeat_has_the_name_of_the_first(kind: Transport) -> None:
    other = pushing_stand_in_of(kind)
    posts = [other.pushed("Su yok."), other.pushed("Su yok."), other.pushed("Su yok.", name="2")]
    first, again, another = (pushed(kind, post).messages[0].key for post in posts)
    assert first == again != another
    many = pushed(kind, other.pushed("Su yok.", times=other.MOST_IN_ONE)).messages
    assert {message.key for message in many} == {first}


@each_pushing
def test_nobody_else_is_believed(kind: Transport) -> None:
    other = pushing_stand_in_of(kind)
    raw, another = other.pushed("Su yok."), other.pushed("Su var.")
    if kind.hook is None:
        # Its address holds a secret: tests/web/api/test_every_hook.py
        assert kind.channel not in SOCIAL
        return
    proof = {name.lower(): value for name, value in other.signed(raw).items()}
    with other.running() as side:
        believed = kind.hook.is_signed
        assert believed(side.address, proof, raw)
        assert not believed(side.address, {}, raw)
        for wrong in ("", "x", "ş", *(f"{value}x" for value in proof.values())):
            assert not believed(side.address, dict.fromkeys(proof, wrong), raw)
        if other.signed(raw) != other.signed(another):
            assert not believed(side.address, proof, another)
            assert not believed(side.address, proof, raw + b" ")


@each_pushing
def test_its_own_post_says_something(kind: Transport) -> None:
    assert pushed(kind, pushing_stand_in_of(kind).pushed("Su yok.")) != Push()


@each_pushing
@given(raw=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(kind: Transport, raw: bytes) -> None:
    assert_bounded(kind, raw)


@each_pushing
@given(data=st.data())
def test_a_damaged_post_is_read_or_refused_in_words(kind: Transport, data: st.DataObject) -> None:
    raw = pushing_stand_in_of(kind).pushed(SECRET_WORDS)
    at = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 40))
    instead = data.draw(
        st.sampled_from([b"", b"null", b"[]", b"{}", b"-1", b'"', b"\xff", b"1e999"])
    )
    assert_bounded(kind, raw[:at] + instead + raw[at + length :])


def assert_bounded(kind: Transport, raw: bytes) -> None:
    """Only `Unreadable` is raised, and it tells nobody's words."""
    found, told = Push(), ""
    try:
        found = pushed(kind, raw)
    except Unreadable as error:
        told = str(error)
    assert all(SECRET_WORDS not in why for why in (told, *found.unread))
    for message in found.messages:
        assert 0 < len(message.key) <= 200
        readers.read(kind.channel, message.raw)
