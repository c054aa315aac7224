"""A worker is killed (SIGKILL) after a channel took a post, before it hears so: a person looks."""

import threading
from pathlib import Path
from typing import Any

import pytest
from tests import cast
from tests.channels.contract import http_provider
from tests.channels.contract.http_server import Request
from tests.channels.contract.stand_ins.telegram import Telegram
from tests.killed.workers import kill, worker
from tests.parts.waiting import COLD_SECONDS, until
from tests.publishing import posts
from tests.publishing.posts import TELEGRAM

from alo153.channels.social.opening.actions import open_channel
from alo153.core import clock
from alo153.publishing import actions
from alo153.publishing.actions.publishing import GRACE
from alo153.publishing.models import Publication
from alo153.publishing.states import State

pytestmark = pytest.mark.django_db(transaction=True)


class Slow(Telegram):
    """Takes a post, and keeps its answer until it may go."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()

    def program(self, request: Request) -> tuple[int, bytes] | None:
        answer = super().program(request)
        self.let_go.wait(COLD_SECONDS)
        return answer


def test_it_stands_there_once_and_is_unclear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SEND_DELAY_SECONDS = 0
    with http_provider.running(Slow()) as channel:
        settings.SOCIAL_URLS = {TELEGRAM.value: channel.address}
        monkeypatch.setenv("ALO153_TELEGRAM_URL", channel.address)
        open_channel(channel=TELEGRAM, ground="Kurul 17", by=cast.staff("yasin"), at=cast.AT)
        post = posts.approved(TELEGRAM)
        with worker(tmp_path / "log", "mailbox:") as first:
            until(lambda: len(channel.posts) == 1, COLD_SECONDS)
            kill(first)
        channel.let_go.set()
        assert posts.place(post, TELEGRAM).state == State.PUBLISHING
        until(settled, what="its lock is held still")
        place = posts.place(post, TELEGRAM)
        assert (place.state, place.last_error) == (State.UNCLEAR, "worker lost")
        actions.confirm(publication=place, by=cast.staff("tuna"), at=clock.now())
        assert len(channel.posts) == 1, "nothing is sent twice by itself"


def settled() -> bool:
    """Recover until the server has let go of the lock of whoever was killed."""
    actions.recover(at=clock.now() + 2 * GRACE)
    return not Publication.objects.filter(state=State.PUBLISHING).exists()
