"""What grows without an end has pages, and a board says what it leaves out."""

from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from tests import cast
from tests.calls.call_lists.lists import AYSE as NUMBER
from tests.calls.call_lists.lists import written
from tests.contacts.conversations.letters import AYSE, sms, taken_in
from tests.partners.answers import answered

from alo153.calls.models import CallList
from alo153.calls.supervision.call_lists import queries as call_lists
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog
from alo153.city import queries as city
from alo153.contacts.conversations.actions import close
from alo153.contacts.models import Conversation
from alo153.partners.bundles import actions as bundles
from alo153.partners.models import TableImport
from alo153.web.center.conversations import listing
from alo153.web.kit.lists import page as kit

pytestmark = pytest.mark.django_db
OVER = "/center/conversations/list/closed/"


@pytest.fixture
def hakan(client: Client) -> Client:
    client.force_login(cast.staff("hakan"))
    return client


def shown(client: Client, path: str, **headers: str) -> str:
    return client.get(path, headers=headers).content.decode()


def over(number: int, *, by_sms: bool = False) -> Conversation:
    """Take in what somebody writes, and end it."""
    if by_sms:
        _, talk = taken_in(sms("Merhaba", sender=f"+90532000010{number}"), channel=Channel.SMS)
    else:
        _, talk = taken_in()
    reason = Conversation.CloseReason.SETTLED
    close(conversation=talk, reason=reason, by=cast.staff("elif"), at=cast.AT)
    return talk


def test_conversations_that_are_over_have_pages_and_a_filter(
    hakan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    talks = [over(number, by_sms=True) for number in range(3)]
    letter = over(9)
    monkeypatch.setattr(kit, "ROWS", 2)
    first, second = shown(hakan, OVER), shown(hakan, OVER + "?page=2")
    links = [f'href="/center/conversations/{each.pk}/"' for each in [*talks, letter]]
    assert sum(link in first for link in links) == 2
    assert 'href="?page=2"' in first
    assert {link for link in links if link in first} | {
        link for link in links if link in second
    } == set(links)
    assert [link in shown(hakan, OVER + "?channel=email") for link in links] == [False] * 3 + [True]
    part = shown(
        hakan, OVER + "?page=2", **{"HX-Request": "true", "HX-Target": "conversation-list"}
    )
    assert "<html" not in part
    assert sum(link in part for link in links) == 2


def test_a_page_of_them_is_in_the_access_log_and_a_file_names_nobody(hakan: Client) -> None:
    talk = over(9)
    assert "Ayşe Işık" in shown(hakan, OVER)
    looked = AccessLog.objects.filter(what="conversations").count()
    assert looked == (1 if talk.citizen else 0)
    file: Any = hakan.get(OVER + "?as=csv")
    text = b"".join(file).decode()
    assert str(talk.pk) in text
    assert "Ayşe" not in text
    assert AYSE not in text
    assert AccessLog.objects.filter(what="conversations").count() == looked


def test_what_waits_says_how_many_more(hakan: Client) -> None:
    for number in range(3):
        taken_in(sms("Merhaba", sender=f"+90532000010{number}"), channel=Channel.SMS)
    assert "daha bekliyor" not in shown(hakan, "/center/conversations/")
    with patch.object(listing, "LONGEST", 1):
        assert "2 yazışma daha bekliyor" in shown(hakan, "/center/conversations/")


def test_all_tables_and_bundles_of_a_desk_are_lists(
    hakan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, by = city.partners_now()["cimer"], cast.staff("hakan")
    made = TableImport.objects.bulk_create(
        TableImport(desk=desk, sha256=f"{n}", size=1, by_user=by, at=cast.AT, state="dropped")
        for n in range(3)
    )
    answered()
    bundle = bundles.make_bundle(desk=desk, by=by, at=cast.AT)
    assert bundle
    monkeypatch.setattr(kit, "ROWS", 2)
    page = shown(hakan, "/center/partners/cimer/")
    for path in ("/center/partners/cimer/tables/", "/center/partners/cimer/bundles/"):
        assert f'href="{path}"' in page
    tables = "/center/partners/cimer/tables/?state=dropped"
    links = [f'href="/center/partners/tables/{each.pk}/"' for each in made]
    assert [link in shown(hakan, tables) for link in links] == [False, True, True]
    assert [link in shown(hakan, tables + "&page=2") for link in links] == [True, False, False]
    assert not any(
        link in shown(hakan, "/center/partners/cimer/tables/?state=refused") for link in links
    )
    listed = shown(hakan, "/center/partners/cimer/bundles/")
    assert f'action="/center/partners/bundles/{bundle.pk}/take/"' in listed
    assert hakan.get("/center/partners/nobody/tables/").status_code == 404


def test_a_call_list_that_is_not_over_is_never_left_out(
    hakan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = written(NUMBER)
    later = [written(NUMBER) for _ in range(2)]
    CallList.objects.filter(pk__in=[each.pk for each in later]).update(
        state="done", ended_at=cast.AT
    )
    words = "Biten eski listeler burada gösterilmez"
    assert words not in shown(hakan, "/live/lists/")
    monkeypatch.setattr(call_lists, "MOST", 2)
    page = shown(hakan, "/live/lists/")
    assert f'href="/live/lists/{running.pk}/"' in page
    assert words in page
