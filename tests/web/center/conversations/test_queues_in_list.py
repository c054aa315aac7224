"""The list of conversations says in which queue each waits, and shows one queue alone."""

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.contacts.conversations.letters import LETTER, taken_in

from alo153.contacts.conversations.actions import close, take
from alo153.contacts.models import Conversation
from alo153.core import clock

pytestmark = pytest.mark.django_db
LIST = "/center/conversations/"
WATER = replace(
    LETTER,
    reference="<su@posta>",
    sender="can@example.org",
    subject="Su akmıyor",
    to=("su@kocaeli.example",),
)


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


def words(client: Client, path: str, **headers: str) -> str:
    return " ".join(unescape(client.get(path, headers=headers).content.decode()).split())


def link(path: str, label: str, count: int, *, is_current: bool = False) -> str:
    current = 'aria-current="true"' if is_current else ""
    return f'href="{path}" {current}>{label} <span class="digits">{count}</span></a>'


def two_letters() -> tuple[Conversation, Conversation]:
    return taken_in()[1], taken_in(WATER)[1]


def test_a_row_says_the_queue_and_one_queue_is_shown_alone(elif_: Client) -> None:
    two_letters()
    everything = words(elif_, LIST)
    assert "e-posta · Genel ·" in everything
    assert "e-posta · Su ve kanal ·" in everything
    assert link(LIST, "Tümü", 2, is_current=True) in everything
    assert link(f"{LIST}?queue=general", "Genel", 1) in everything
    water = words(elif_, f"{LIST}?queue=water")
    assert link(f"{LIST}?queue=water", "Su ve kanal", 1, is_current=True) in water
    assert "Su akmıyor" in water
    assert "çukur" not in water
    assert f'hx-get="{LIST}?queue=water"' in water, "what comes live keeps the choice"
    assert f'href="{LIST}list/mine/?queue=water"' in water, "so does another list"


def test_a_queue_in_which_nothing_waits_any_more_stays_chosen(elif_: Client) -> None:
    _, water = two_letters()
    take(conversation=water, by=cast.staff("elif"), at=clock.now())
    mine = words(elif_, f"{LIST}list/mine/?queue=general")
    assert "Bu listede bu kuyruktan bir şey yok." in mine
    assert link(f"{LIST}list/mine/", "Tümü", 1) in mine
    assert link(f"{LIST}list/mine/?queue=general", "Genel", 0, is_current=True) in mine


def test_where_all_waits_in_one_queue_there_is_nothing_to_choose(elif_: Client) -> None:
    taken_in()
    assert 'aria-label="Kuyruklar"' not in words(elif_, LIST)
    assert "e-posta · Genel ·" in words(elif_, f"{LIST}?queue=nowhere"), "no such queue: all"


def test_what_waits_in_a_queue_that_the_city_has_no_more_is_found(elif_: Client) -> None:
    _, water = two_letters()
    Conversation.objects.filter(pk=water.pk).update(queue="sewers")
    assert link(f"{LIST}?queue=sewers", "sewers", 1) in words(elif_, LIST)
    assert "Su akmıyor" in words(elif_, f"{LIST}?queue=sewers")


def test_the_list_of_one_queue_says_how_many_more_of_it_wait(
    elif_: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_letters()
    taken_in(replace(WATER, reference="<su2@posta>", sender="ece@example.org"))
    monkeypatch.setattr("alo153.web.center.conversations.listing.LONGEST", 1)
    assert "1 yazışma daha bekliyor" in words(elif_, f"{LIST}?queue=water")
    assert "2 yazışma daha bekliyor" in words(elif_, LIST)


def test_what_is_over_is_filtered_by_queue_and_a_file_names_it(elif_: Client) -> None:
    settled = Conversation.CloseReason.SETTLED
    for each in two_letters():
        close(conversation=each, reason=settled, by=cast.staff("elif"), at=clock.now())
    over = words(elif_, f"{LIST}list/closed/?queue=water")
    assert "Su akmıyor" in over
    assert "çukur" not in over
    assert "Kuyruk: Su ve kanal" in over
    file: Any = elif_.get(f"{LIST}list/closed/?queue=water&as=csv")
    _, row = b"".join(file).decode().strip().splitlines()
    assert "Su ve kanal" in row


def test_the_queues_cost_no_query_of_their_own(
    elif_: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    two_letters()
    words(elif_, LIST)
    with django_assert_max_num_queries(14):
        words(elif_, f"{LIST}?queue=water")
