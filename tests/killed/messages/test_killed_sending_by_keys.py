"""A provider took a notice, and the worker or PostgreSQL is killed: sent again, taken once.

The provider is a push service, which keeps one notice of a name (`Topic`). Its answer is held
until the process is dead, so that every kill falls into a sending. `ALO153_TEST_SENDS=5000` sends
as many; a run of the tests sends some dozens.
"""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from django.test import override_settings
from tests.channels.contract import http_provider
from tests.channels.contract.http_server import Request
from tests.channels.contract.stand_ins import webpush
from tests.channels.contract.stand_ins.webpush import KEY, TO, PushService
from tests.killed.workers import kill, recover, worker
from tests.parts.postgresql.own_server import Postgresql
from tests.parts.waiting import COLD_SECONDS, until

from alo153.cases.telling.actions.sending import STATUS
from alo153.citizens.channel import Channel
from alo153.contacts.about import About
from alo153.contacts.actions import write
from alo153.contacts.models import Message
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core import clock

SENDS: Final = int(os.environ.get("ALO153_TEST_SENDS", "30"))
KILLS: Final = 3 if SENDS < 1_000 else 20
SECONDS: Final = COLD_SECONDS + SENDS * 0.2
State = Message.State


class Slow(PushService):
    """Takes notices, and keeps the answer to the next one after `holds_after` for itself."""

    def __init__(self) -> None:
        super().__init__()
        self.holds_after: int | None = None
        self.let_go = threading.Event()

    def program(self, request: Request) -> tuple[int, bytes] | None:
        answer = super().program(request)
        if self.holds_after is not None and len(self.orders) > self.holds_after:
            self.let_go.wait(SECONDS)
        return answer

    def kept(self) -> int:
        return len({order.headers["Topic"] for order in self.orders})


def written() -> set[str]:
    """Write the notices, each with words of its own."""
    words = {f"Başvurunuzla ilgili haber: {number}" for number in range(SENDS)}
    for each in sorted(words):
        write(
            Written(subject="Durum", body=each, language="tr"),
            channel=Channel.PUSH,
            purpose=STATUS,
            to=TO,
            recipient=Recipient.STAFF,  # of whom nobody limits the number
            about=About("tests.killed", each[-40:]),
            at=clock.now(),
        )
    return words


def count(*states: str) -> int:
    return Message.objects.filter(state__in=states).count()


def none_is_held() -> bool:
    """Recover until the server has let go of the locks of whoever was killed."""
    recover()
    return count(State.SENDING) == 0


@contextmanager
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    with http_provider.running(Slow()) as service:
        webpush.subscribe(service)
        monkeypatch.setenv("ALO153_PUSH_KEY", KEY)
        monkeypatch.setenv("ALO153_PUSH_HOSTS", f"http://{service.server.origin}")
        monkeypatch.setenv("ALO153_EMAIL_FROM", "Kocaeli 153 <153@kocaeli.example>")
        yield service


@pytest.mark.django_db(transaction=True)
def test_however_often_it_is_killed_a_provider_that_honors_keys_has_each_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with provider(monkeypatch) as service:
        words = written()
        with override_settings(**service.settings):
            for number in range(KILLS):
                with worker(tmp_path / "log", "mailbox:") as running:
                    hold_one(service, number)
                    kill(running)
                service.let_go.set()
                until(none_is_held, SECONDS)
                assert count(State.UNCLEAR) == 0, "nobody has to decide"
            send_the_rest(service, tmp_path / "log")
        assert_each_is_there_once(service, words)


def test_however_often_postgresql_is_killed_a_provider_that_honors_keys_has_each_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: Postgresql
) -> None:
    """The answer finds no database; the worker goes on until it is killed too, or ends."""
    with provider(monkeypatch) as service:
        words = written()
        with override_settings(**service.settings):
            for number in range(KILLS):
                with worker(tmp_path / "log", "mailbox:") as running:
                    hold_one(service, number)
                    postgresql.kill()
                    taken = service.holds_after = len(service.orders)
                    service.let_go.set()
                    service.let_go.clear()
                    postgresql.start()
                    until(
                        lambda taken=taken, running=running: (  # type: ignore[misc]
                            len(service.orders) > taken or running.poll() is not None
                        ),
                        SECONDS,
                    )
                    kill(running)
                service.let_go.set()
                until(none_is_held, SECONDS)
                assert count(State.UNCLEAR) == 0, "nobody has to decide"
            send_the_rest(service, tmp_path / "log")
        assert_each_is_there_once(service, words)


def hold_one(service: Slow, number: int) -> None:
    """Wait until the provider has taken its share, and one more whose answer it keeps."""
    service.let_go.clear()
    service.holds_after = before = max((number + 1) * SENDS // (KILLS + 1), len(service.orders))
    until(lambda: len(service.orders) > before, SECONDS)


def send_the_rest(service: Slow, log: Path) -> None:
    service.holds_after = None
    with worker(log, "mailbox:"):
        until(lambda: count(State.QUEUED, State.SENDING) == 0, SECONDS)


def assert_each_is_there_once(service: Slow, words: set[str]) -> None:
    came = Counter(order.headers["Topic"] for order in service.orders)
    bodies = [notice.body.partition("\n")[0] for notice in service.taken()]
    assert count(State.SENT) == SENDS
    assert sorted(bodies) == sorted(words), "none is lost, none is doubled"
    again = [topic for topic, times in came.items() if times > 1]
    assert len(again) >= KILLS, "each kill left one that was taken and is sent again"
