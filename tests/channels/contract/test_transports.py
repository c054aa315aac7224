"""Each transport of the registry keeps the one contract, against a server that stands in for it.

Nothing is named here: a transport that is declared is tested, and fails without a stand-in.
"""

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.test import override_settings
from tests.channels.contract.http_provider import HttpProvider
from tests.channels.contract.other_side import Mood, OtherSide, Taken, stand_in_of
from tests.channels.contract.words import ANY_WORDS

from alo153.channels import registry
from alo153.channels.contract import (
    Adapter,
    Letter,
    NotSent,
    PermanentFailure,
    TemporaryFailure,
    Unclear,
)
from alo153.channels.transport import Transport
from alo153.citizens.channel import Channel
from alo153.config.providers import mailers
from alo153.contacts.models import Message

pytestmark = pytest.mark.django_db

KINDS = registry.TRANSPORTS
IDS = [f"{kind.channel}-{kind.name}" for kind in KINDS]
BODY = "Işıklı Çağ: ğüşöç ĞÜŞİÖÇ yandı, 5 € değil {bedava}."
# Whatever is heard of the other side: what it means to us
MEANING: dict[Mood, type[NotSent]] = {
    Mood.LATER: TemporaryFailure,
    Mood.ABSENT: TemporaryFailure,
    Mood.REFUSES: PermanentFailure,
    Mood.WRONG_ADDRESS: PermanentFailure,
    Mood.STRANGER: PermanentFailure,
    Mood.CUT: Unclear,
}
BAD_DAYS = [
    pytest.param(kind, mood, id=f"{name}-{mood.name.lower()}")
    for kind, name in zip(KINDS, IDS, strict=True)
    for mood in sorted(stand_in_of(kind).MOODS, key=lambda mood: mood.value)
]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=IDS)


@contextmanager
def other_side_of(kind: Transport) -> Iterator[tuple[OtherSide, Adapter]]:
    """Run the other side, and open the adapter as the settings do."""
    with stand_in_of(kind).running() as other:
        changes = dict(other.settings)
        if kind.channel == Channel.EMAIL:
            changes |= {"EMAIL_URL": other.address, "MAILERS": mailers.from_urls(other.address)}
        with override_settings(**changes):
            yield other, registry.transport_at(kind.channel, other.address).open(other.address)


def letter(kind: Transport, *, body: str = BODY, subject: str = "Sonuçlandı") -> Letter:
    named = subject if kind.channel == Channel.EMAIL else ""
    return Letter(id=uuid4(), to=stand_in_of(kind).TO, subject=named, body=body)


def as_taken(sent: Letter) -> Taken:
    return Taken(sent.to, sent.subject, sent.body)


@each_kind
def test_its_address_is_its_own(kind: Transport) -> None:
    for scheme in kind.schemes:
        assert registry.transport_at(kind.channel, f"{scheme}://somewhere") is kind
        assert [k for k in registry.transports_of(kind.channel) if scheme in k.schemes] == [kind]


@pytest.mark.parametrize("channel", sorted({kind.channel for kind in KINDS}))
def test_all_kinds_of_a_channel_read_the_same_addresses(channel: Channel) -> None:
    settings = {"EMAIL_URL": "mailbox: a:b", "SMS_URL": "mailbox: c:d", "PUSH_KEY": "e"}
    with override_settings(**settings, SOCIAL_URLS={}):
        named = {tuple(kind.addresses()) for kind in registry.transports_of(channel)}
        assert named == {tuple(registry.addresses_of(channel))}


@each_kind
def test_words_arrive_as_written_and_have_a_name_there(kind: Transport) -> None:
    first, second = letter(kind), letter(kind, body=BODY + " İkinci.")
    with other_side_of(kind) as (other, adapter):
        names = [adapter.send(each).reference for each in (first, second)]
        assert list(other.taken()) == [as_taken(first), as_taken(second)]
    longest = Message._meta.get_field("provider_reference").max_length
    assert len(set(names)) == 2
    assert all(0 < len(name) <= longest for name in names)
    if kind.channel == Channel.SMS:  # two providers may give the same number
        assert all(name.startswith(f"{kind.name}:") for name in names)


@each_kind
def test_any_words_arrive_as_written_and_as_long_as_they_fit(kind: Transport) -> None:
    any_words = [letter(kind, body=words, subject=words) for words in ANY_WORDS.values()]
    # Of one unit, of two in the Turkish table, of two in UCS-2: no part ends within a letter
    longest = [letter(kind, body=_longest(kind, each)) for each in ("a", "ş", "\U0001f4a7")]
    with other_side_of(kind) as (other, adapter):
        for each in [*any_words, *longest]:
            adapter.send(each)
        assert list(other.taken()) == [as_taken(each) for each in [*any_words, *longest]]


def _longest(kind: Transport, letter: str) -> str:
    """Return as much of a letter as its transport takes, or ten thousand."""
    return letter * (
        bisect_left(range(10_001), 1, key=lambda count: kind.excess(letter * count)) - 1
    )


@pytest.mark.parametrize(("kind", "mood"), BAD_DAYS)
def test_a_bad_day_of_the_other_side_has_its_meaning(kind: Transport, mood: Mood) -> None:
    sent = letter(kind)
    with other_side_of(kind) as (other, adapter):
        other.be(mood)
        with pytest.raises(MEANING[mood]) as problem:
            adapter.send(sent)
        if mood is not Mood.CUT:
            assert list(other.taken()) == []
    assert getattr(problem.value, "wrong_address", False) is (mood is Mood.WRONG_ADDRESS)
    assert getattr(problem.value, "of_account", False) is (mood is Mood.STRANGER)
    _holds_no_data(problem.value, sent)


def _holds_no_data(problem: NotSent, sent: Letter) -> None:
    """Its code stands in events and fits its column."""
    longest = Message._meta.get_field("last_error").max_length
    assert 0 < len(problem.code) <= longest
    told = f"{problem!r} {problem.__cause__!r}" if problem.__suppress_context__ else repr(problem)
    assert all(word not in told for word in (sent.to, sent.to[-7:], sent.body, BODY[:12]))


@each_kind
def test_a_repeat_is_dropped_where_the_transport_says_so(kind: Transport) -> None:
    sent = letter(kind)
    with other_side_of(kind) as (other, adapter):
        for _ in range(2):
            adapter.send(sent)
        assert len(other.taken()) == (1 if kind.drops_repeats else 2)


@pytest.mark.parametrize("kind", [k for k in KINDS if k.typing], ids=lambda k: k.name)
def test_a_sign_that_somebody_types_is_taken_and_is_no_message(kind: Transport) -> None:
    with stand_in_of(kind).running() as other:
        assert isinstance(other, HttpProvider)
        assert kind.typing
        kind.typing.tell(other.address, stand_in_of(kind).TO, "wamid.AAA")
        assert other.signs in ([stand_in_of(kind).TO], ["wamid.AAA"])
        assert list(other.taken()) == []
        other.be(Mood.STRANGER)
        with pytest.raises(PermanentFailure):
            kind.typing.tell(other.address, stand_in_of(kind).TO, "wamid.AAA")
        assert len(other.signs) == 1


def test_only_our_own_letters_and_messages_begin_a_conversation() -> None:
    """By their rules the companies abroad deliver only to people who have written first."""
    begin = {kind.channel for kind in KINDS if kind.may_begin}
    assert begin == {Channel.EMAIL, Channel.SMS, Channel.PUSH}


def test_only_those_show_that_somebody_types_who_have_a_sign_for_it() -> None:
    shown = {kind.name: kind.typing.lasts.total_seconds() for kind in KINDS if kind.typing}
    assert shown == {"telegram": 5, "whatsapp": 25, "messenger": 20, "instagram": 20}


@pytest.mark.parametrize("kind", [k for k in KINDS if k.excess("ş" * 5000)], ids=lambda k: k.name)
def test_what_would_be_cut_there_does_not_leave(kind: Transport) -> None:
    with other_side_of(kind) as (other, adapter):
        with pytest.raises(PermanentFailure, match="too long"):
            adapter.send(letter(kind, body="ş" * 5000))
        assert list(other.taken()) == []


@pytest.mark.parametrize("phone", ["+902623181000", "153"])
@pytest.mark.parametrize(
    "kind",
    [k for k in registry.transports_of(Channel.SMS) if stand_in_of(k).MOODS],
    ids=lambda k: k.name,
)
def test_a_number_that_takes_no_sms_is_a_wrong_number(kind: Transport, phone: str) -> None:
    with other_side_of(kind) as (other, adapter):
        with pytest.raises(PermanentFailure) as refusal:
            adapter.send(Letter(id=uuid4(), to=phone, subject="", body=BODY))
        assert refusal.value.wrong_address
        assert list(other.taken()) == []
