"""Several mail servers: a second one is asked when nothing left by the first. All are real."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.test import override_settings
from tests.channels.contract.stand_ins import smtp
from tests.channels.contract.stand_ins.smtp import Smtp

from alo153.channels import adapters
from alo153.channels.contract import Letter, NotSent, PermanentFailure, TemporaryFailure, Unclear
from alo153.citizens.channel import Channel
from alo153.config import environment
from alo153.config.providers import mailers
from alo153.config.variables import SettingError

LETTER = Letter(id=uuid4(), to=smtp.TO, subject="Su", body="Su geldi.")


@pytest.fixture
def servers() -> Iterator[tuple[Smtp, Smtp]]:
    with smtp.running() as first, smtp.running() as second:
        urls = f"{first.address} {second.address}"
        settings = {**first.settings, "EMAIL_URL": urls, "MAILERS": mailers.from_urls(urls)}
        with override_settings(**settings):
            yield first, second


def took(*servers: Smtp) -> list[int]:
    return [len(server.taken()) for server in servers]


def wrong_password(one: Smtp) -> None:
    one.server.password = "another"


def unknown_sender(one: Smtp) -> None:
    one.server.sender_answer = "553 5.7.1 not your address"


def carries_nothing_for_us(one: Smtp) -> None:
    one.server.recipient_answer = "554 5.7.1 Relay access denied"


def absent(one: Smtp) -> None:
    one.server.stop()


def busy(one: Smtp) -> None:
    one.server.data_answer = "451 try later"


def no_such_box(one: Smtp) -> None:
    one.server.recipient_answer = "550 no such box"


def spam(one: Smtp) -> None:
    one.server.data_answer = "554 spam"


def cut(one: Smtp) -> None:
    one.server.data_answer = "cut"


def test_the_first_is_asked_first(servers: tuple[Smtp, Smtp]) -> None:
    adapters.adapter_for(Channel.EMAIL).send(LETTER)
    assert took(*servers) == [1, 0]


@pytest.mark.parametrize(
    "words",
    [
        "554 5.7.1 Relay access denied",
        "550 5.7.1 Relaying denied",
        "550 relay not permitted, relaying not permitted",
        "550 5.7.1 Unable to relay",
    ],
)
def test_a_server_that_carries_nothing_for_us_is_known_by_its_words(
    servers: tuple[Smtp, Smtp], words: str
) -> None:
    servers[0].server.recipient_answer = words
    adapters.adapter_for(Channel.EMAIL).send(LETTER)
    assert took(*servers) == [0, 1]


@pytest.mark.parametrize(
    "words",
    [
        "550 5.1.1 Recipient address rejected: User unknown in relay recipient table",
        "550 5.1.2 Unable to relay: no such domain",
        "550 the relay knows no such box",
    ],
)
def test_an_unknown_box_behind_a_relay_is_a_wrong_address(
    servers: tuple[Smtp, Smtp], words: str
) -> None:
    servers[0].server.recipient_answer = words
    with pytest.raises(PermanentFailure) as problem:
        adapters.adapter_for(Channel.EMAIL).send(LETTER)
    assert servers[1].taken() == []
    assert (problem.value.wrong_address, problem.value.of_account) == (True, False)


@pytest.mark.parametrize(
    "day", [wrong_password, unknown_sender, carries_nothing_for_us, absent, busy]
)
def test_when_nothing_left_the_next_one_is(
    servers: tuple[Smtp, Smtp], day: Callable[[Smtp], None]
) -> None:
    day(servers[0])
    sent = adapters.adapter_for(Channel.EMAIL).send(LETTER)
    assert took(*servers) == [0, 1]
    [mail] = servers[1].server.taken
    assert (mail["Message-ID"], mail.get_content().strip()) == (sent.reference, LETTER.body)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(no_such_box, PermanentFailure), (spam, PermanentFailure), (cut, Unclear)],
)
def test_what_is_wrong_with_the_letter_or_unclear_goes_to_nobody_else(
    servers: tuple[Smtp, Smtp], day: Callable[[Smtp], None], expected: type[NotSent]
) -> None:
    day(servers[0])
    with pytest.raises(expected) as problem:
        adapters.adapter_for(Channel.EMAIL).send(LETTER)
    assert servers[1].taken() == []
    assert not getattr(problem.value, "of_account", False)


def test_the_second_may_be_back_when_the_first_knows_us_not(servers: tuple[Smtp, Smtp]) -> None:
    wrong_password(servers[0])
    absent(servers[1])
    with pytest.raises(TemporaryFailure):
        adapters.adapter_for(Channel.EMAIL).send(LETTER)


def test_each_address_is_checked_at_the_start() -> None:
    given = {"ALO153_DEVELOPMENT": "1", "ALO153_EMAIL_URL": "smtp://mail.example pigeon:loft"}
    with pytest.raises(SettingError, match="ALO153_EMAIL_URL must begin with"):
        environment.read(given)


def test_djangos_own_mail_takes_the_first() -> None:
    found = mailers.from_urls("smtp://a.example smtps://b.example")
    assert [each["OPTIONS"]["host"] for each in found.values()] == ["a.example", "b.example"]
    assert next(iter(found)) == "default"
