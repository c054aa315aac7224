"""Who has a conversation open counts as there while the stream of the page lives."""

from collections.abc import Iterator

import httpx
import pytest
from django.conf import settings
from django.test import Client
from tests import cast
from tests.contacts.conversations.letters import taken_in
from tests.parts import waiting
from tests.parts.processes.serving import WebServer

from alo153.contacts.conversations.presence import colleagues_at
from alo153.contacts.models import Conversation, ConversationPresence
from alo153.core import clock
from alo153.web.site import presence


@pytest.fixture
def http(transactional_db: None, client: Client) -> Iterator[httpx.Client]:
    """Return the browser of Elif at a running server."""
    client.force_login(cast.staff("elif"))
    cookie = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    server = WebServer()
    with httpx.Client(base_url=server.start(), cookies=cookie, timeout=waiting.SECONDS) as http:
        yield http
    server.stop()


def names(conversation: Conversation) -> list[str]:
    here = colleagues_at([conversation.pk], but=cast.staff("murat"), at=clock.now())
    return [each.name for each in here]


def test_a_page_is_there_while_it_is_open_survives_a_reload_and_is_gone_when_closed(
    http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "_BACK_WITHIN", 0.5)
    _, conversation = taken_in()
    name = cast.staff("elif").full_name
    topics = {"topics": f"present:{conversation.pk}"}
    with http.stream("GET", "/stream/", params=topics) as first:
        waiting.until(lambda: names(conversation) == [name])
        row = ConversationPresence.objects.get()
        with http.stream("GET", "/stream/", params=topics):
            first.close()
            # The first counts as gone after its time; the second is still there
            waiting.until(lambda: presence_of(row) == {row.pk})
            assert names(conversation) == [name]
    waiting.until(lambda: names(conversation) == [])


def presence_of(row: ConversationPresence) -> set[int]:
    return set(
        ConversationPresence.objects.filter(process=row.process).values_list("pk", flat=True)
    )


def test_nobody_is_at_what_they_may_not_read(db: None, client: Client) -> None:
    _, conversation = taken_in()
    client.force_login(cast.staff("selin"))
    topics = {"topics": f"present:{conversation.pk}"}
    assert client.get("/stream/", topics).status_code == 403
