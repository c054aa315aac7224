"""What an operator hands over is read, whatever octets it consists of."""

from hypothesis import given
from hypothesis import strategies as st

from alo153.channels.sms.smpp import decoding
from alo153.channels.sms.smpp.decoding import Place
from alo153.channels.sms.smpp.encoding import Alphabets, parts_of


@given(st.text(max_size=500), st.sampled_from(Alphabets), st.integers(0, 255))
def test_what_is_written_is_read(text: str, alphabets: Alphabets, name: int) -> None:
    text = text.encode("utf-16-be", "replace").decode("utf-16-be")
    found = [
        decoding.read(part.octets, data_coding=part.data_coding, has_header=part.has_header)
        for part in parts_of(text, alphabets, name=name)
    ]
    assert "".join(words for words, _ in found) == text
    if len(found) > 1:
        places = [Place(name, len(found), number) for number in range(1, len(found) + 1)]
        assert [place for _, place in found] == places


def test_a_name_may_be_of_two_octets() -> None:
    octets = bytes.fromhex("06 080401020301") + b"\0s\0u"
    assert decoding.read(octets, data_coding=8, has_header=True) == ("su", Place(258, 3, 1))


@given(st.binary(max_size=160), st.integers(0, 255), st.booleans())
def test_any_octets_are_read(octets: bytes, data_coding: int, has_header: bool) -> None:
    text, place = decoding.read(octets, data_coding=data_coding, has_header=has_header)
    assert isinstance(text, str)
    assert place is None or 1 <= place.number <= place.total <= 255
