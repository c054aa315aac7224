"""A second provider is asked when nothing left by the first, and never otherwise."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import override_settings
from tests.channels.contract.http_provider import PASSWORD, SENDER, USER
from tests.channels.contract.other_side import Mood, stand_in_of
from tests.channels.contract.stand_ins import netgsm, verimor
from tests.channels.contract.stand_ins.netgsm import Netgsm
from tests.channels.contract.stand_ins.verimor import Verimor

from alo153.channels import adapters, registry
from alo153.channels.adapters.reachability import is_reachable
from alo153.channels.contract import Letter, NotSent, PermanentFailure, TemporaryFailure, Unclear
from alo153.channels.transport import Transport
from alo153.citizens.channel import Channel
from alo153.config import environment
from alo153.config.variables import SettingError
from alo153.launch.programs.processes import free_port

OF_SMS = [k for k in registry.transports_of(Channel.SMS) if stand_in_of(k).MOODS]
HTTP_OF_SMS = [kind for kind in OF_SMS if kind.schemes[0].endswith("+https")]
LETTER = Letter(id=uuid4(), to="+905320000101", subject="", body="Su geldi.")


@pytest.fixture
def providers() -> Iterator[tuple[Netgsm, Verimor]]:
    with netgsm.running() as first, verimor.running() as second:
        account = {"SMS_USER": USER, "SMS_PASSWORD": PASSWORD, "SMS_SENDER": SENDER}
        with override_settings(SMS_URL=f"{first.address} {second.address}", **account):
            yield first, second


def took(*providers: Netgsm | Verimor) -> list[int]:
    return [len(provider.taken()) for provider in providers]


def test_the_first_is_asked_first(providers: tuple[Netgsm, Verimor]) -> None:
    assert adapters.adapter_for(Channel.SMS).send(LETTER).reference.startswith("netgsm:")
    assert took(*providers) == [1, 0]


@pytest.mark.parametrize("mood", [Mood.ABSENT, Mood.LATER, Mood.STRANGER])
def test_when_nothing_left_the_next_one_is(providers: tuple[Netgsm, Verimor], mood: Mood) -> None:
    providers[0].be(mood)
    assert adapters.adapter_for(Channel.SMS).send(LETTER).reference == "verimor:20210"
    assert took(*providers) == [0, 1]


@pytest.mark.parametrize("kind", OF_SMS, ids=lambda kind: kind.name)
def test_a_wrong_password_at_the_first_is_no_fault_of_the_letter(
    kind: Transport, providers: tuple[Netgsm, Verimor], caplog: pytest.LogCaptureFixture
) -> None:
    with stand_in_of(kind).running() as first:
        first.be(Mood.STRANGER)
        asked = f"{first.address} {providers[1].address}"
        with override_settings(SMS_URL=asked, **first.settings):
            assert adapters.adapter_for(Channel.SMS).send(LETTER).reference == "verimor:20210"
    assert "way out 1 refuses our account" in caplog.text
    assert all(word not in caplog.text for word in (PASSWORD, LETTER.to, LETTER.body))


@pytest.mark.parametrize("kind", HTTP_OF_SMS, ids=lambda kind: kind.name)
def test_an_unapproved_sender_is_of_the_account(
    kind: Transport, providers: tuple[Netgsm, Verimor]
) -> None:
    with stand_in_of(kind).running() as first:
        asked = f"{first.address}?sender=BASKASI {providers[1].address}"
        with override_settings(SMS_URL=asked):
            assert adapters.adapter_for(Channel.SMS).send(LETTER).reference == "verimor:20210"
        assert list(first.taken()) == []


@pytest.mark.parametrize(
    ("mood", "expected"), [(Mood.CUT, Unclear), (Mood.REFUSES, PermanentFailure)]
)
def test_what_may_have_left_or_is_refused_goes_to_nobody_else(
    providers: tuple[Netgsm, Verimor], mood: Mood, expected: type[NotSent]
) -> None:
    providers[0].be(mood)
    with pytest.raises(expected):
        adapters.adapter_for(Channel.SMS).send(LETTER)
    assert took(*providers) == [0, 0]


@pytest.mark.parametrize("moods", [(Mood.STRANGER, Mood.ABSENT), (Mood.LATER, Mood.STRANGER)])
def test_as_long_as_one_may_take_it_later_it_is_tried_again(
    providers: tuple[Netgsm, Verimor], moods: tuple[Mood, Mood]
) -> None:
    for provider, mood in zip(providers, moods, strict=True):
        provider.be(mood)
    with pytest.raises(TemporaryFailure):
        adapters.adapter_for(Channel.SMS).send(LETTER)


def test_when_nobody_knows_us_nothing_is_tried_again(providers: tuple[Netgsm, Verimor]) -> None:
    for provider in providers:
        provider.be(Mood.STRANGER)
    with pytest.raises(PermanentFailure) as problem:
        adapters.adapter_for(Channel.SMS).send(LETTER)
    assert problem.value.of_account


def test_when_none_is_there_it_is_tried_again_later(providers: tuple[Netgsm, Verimor]) -> None:
    for provider in providers:
        provider.be(Mood.ABSENT)
    with pytest.raises(TemporaryFailure):
        adapters.adapter_for(Channel.SMS).send(LETTER)


@pytest.mark.parametrize(
    ("urls", "expected"),
    [("mailbox:", True), ("mailbox: mailbox:", False), ("netgsm+https://a.example/send", False)],
)
def test_what_was_handed_to_one_of_several_may_not_be_handed_over_again(
    urls: str, expected: bool
) -> None:
    with override_settings(SMS_URL=urls):
        assert adapters.drops_repeats(Channel.SMS) is expected


def test_each_address_is_checked_at_the_start() -> None:
    urls = "netgsm+https://a.example/send pigeon:loft"
    given = {"ALO153_DEVELOPMENT": "1", "ALO153_SMS_URL": urls}
    with pytest.raises(SettingError, match="ALO153_SMS_URL must"):
        environment.read(given)


def test_each_can_be_reached_or_not(providers: tuple[Netgsm, Verimor]) -> None:
    found = [is_reachable(address) for address, _ in adapters.in_use(Channel.SMS)]
    assert found == [True, True]
    assert is_reachable(f"smpp://u:p@127.0.0.1:{free_port()}?sender=X") is False
    assert is_reachable("mailbox:") is None
