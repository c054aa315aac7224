"""The web process is killed (SIGKILL) again and again while it writes; who asked asks again.

Another system opens applications by four lines at once, each under a name of its own, and repeats
what was not answered. Each is one case with one receipt. `ALO153_TEST_SENDS=5000` opens as many.
"""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import httpx
import pytest
from tests.integrations.keys import made
from tests.killed.workers import worker
from tests.parts.postgresql.addresses import database_url
from tests.parts.waiting import COLD_SECONDS, until
from tests.telephony.programs.webs import Web

from alo153.cases.models import Case
from alo153.channels.models import CapturedMessage
from alo153.contacts.models import Message
from alo153.integrations.scopes import KeyScope

pytestmark = pytest.mark.django_db(transaction=True)
SENDS: Final = int(os.environ.get("ALO153_TEST_SENDS", "24"))
KILLS: Final = 2 if SENDS < 1_000 else 20
SECONDS: Final = COLD_SECONDS + SENDS * 0.2
LINES: Final = 4
CREATED: Final = 201


class System:
    """Opens applications until each was answered, whatever becomes of the web process."""

    def __init__(self, url: str, key: str) -> None:
        self._http = httpx.Client(base_url=url, trust_env=False, timeout=SECONDS)
        self._key = key
        self.over = threading.Event()
        self.unanswered = 0

    def open(self, number: int) -> str:
        """Open one, and return its code."""
        while not self.over.is_set():
            try:
                answer = self._ask(number)
            except httpx.TransportError:
                self.unanswered += 1
                self.over.wait(0.1)  # as a client that waits before it repeats
                continue
            assert answer.status_code == CREATED, answer.text
            return str(answer.json()["code"])
        raise AssertionError("never answered")

    def _ask(self, number: int) -> httpx.Response:
        application = {
            "topic": "agac-budama",
            "text": f"{number}. ağacın dalları yola sarkıyor.",
            "reporter": {"full_name": "Ayşe Işık", "email": f"kisi-{number}@example.org"},
            "contact_wish": "email",
        }
        headers = {"Authorization": f"Bearer {self._key}", "Idempotency-Key": f"n-{number}"}
        return self._http.post("/api/v1/cases", json=application, headers=headers)


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("ALO153_DEVELOPMENT", "1")
    web = Web(database_url(), tmp_path, cold=False)
    web.start()
    yield web
    web.kill()


def test_each_application_is_there_once_with_one_receipt(web: Web, tmp_path: Path) -> None:
    key = made(KeyScope.OPEN_CASES, system="Kocaeli Cepte", per_minute=6_000)[1]
    system = System(web.url, key)
    with ThreadPoolExecutor(LINES) as lines:
        codes = [lines.submit(system.open, number) for number in range(SENDS)]
        try:
            for number in range(KILLS):
                some = (number + 1) * SENDS // (KILLS + 1)
                until(lambda some=some: Case.objects.count() >= some, SECONDS)  # type: ignore[misc]
                web.kill()
                web.start()
            told = [code.result(SECONDS) for code in codes]
        finally:
            system.over.set()
    assert system.unanswered, "a kill fell into a request"
    assert Counter(told) == Counter(Case.objects.values_list("tracking_code", flat=True))
    assert len(set(told)) == SENDS
    to = sorted(f"kisi-{number}@example.org" for number in range(SENDS))
    assert sorted(Message.objects.values_list("to", flat=True)) == to
    with worker(tmp_path / "log", "mailbox:"):
        until(lambda: not Message.objects.exclude(state="sent").exists(), SECONDS)
    assert sorted(CapturedMessage.objects.values_list("to", flat=True)) == to
