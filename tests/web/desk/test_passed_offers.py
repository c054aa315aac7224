"""What was offered and not taken: supervisors see everybody's by day, agents their own."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.web.desk.passed import ring, write

from alo153.calls.call_words import OfferResult
from alo153.calls.floor import passed_offers
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.contacts.offering.offer_outcomes import OfferEnd

pytestmark = pytest.mark.django_db
DAY = "/live/offers/?day=2026-11-24"


def shown(username: str, address: str = DAY) -> str:
    browser = Client()
    browser.force_login(cast.staff(username))
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_supervisor_reads_who_let_what_pass_why_they_were_asked_and_when() -> None:
    ring("elif", OfferResult.NO_ANSWER)
    write("murat", OfferEnd.DECLINED)
    page = " ".join(shown("hakan").split())
    assert "Elif" in page
    assert "yanıt yok" in page
    assert "en uzun süredir boşta" in page
    assert "10:00:05" in page
    assert "20 sn sonra" in page
    assert "Murat" in page
    assert "yeni iş alabilecek 3 kişiden biri, elinde 1 iş vardı" in page
    assert "4 sn sonra" in page


@pytest.mark.parametrize("result", [OfferResult.ANSWERED, OfferResult.WITHDRAWN])
def test_what_was_taken_or_withdrawn_is_not_there(result: OfferResult) -> None:
    ring("elif", result)
    write("murat", OfferEnd.WITHDRAWN)
    assert "O gün teklif edilen her şey alındı." in shown("hakan")


def test_days_and_agents_are_chosen() -> None:
    ring("elif", OfferResult.REJECTED)
    write("murat", OfferEnd.NO_ANSWER, at=cast.AT - timedelta(days=1))
    assert "yeni iş alabilecek 3" not in shown("hakan")
    assert "yeni iş alabilecek 3" in shown("hakan", "/live/offers/?day=2026-11-23")
    elif_, murat = cast.staff("elif").pk, cast.staff("murat").pk
    assert "10:00:05" in shown("hakan", f"{DAY}&agent={elif_}")
    assert "10:00:05" not in shown("hakan", f"{DAY}&agent={murat}")


def test_a_day_begins_at_midnight_in_the_city() -> None:
    # 23:30 on the 23rd by UTC is the 24th in Kocaeli
    night = datetime.fromisoformat("2026-11-23T23:30:00+00:00")
    write("murat", OfferEnd.NO_ANSWER, at=night)
    assert "yeni iş alabilecek 3" in shown("hakan")
    assert "yeni iş alabilecek 3" not in shown("hakan", "/live/offers/?day=2026-11-23")


def test_an_agent_sees_their_own_whoever_is_asked_for() -> None:
    ring("elif", OfferResult.REJECTED)
    write("murat", OfferEnd.NO_ANSWER)
    murat = cast.staff("murat").pk
    page = shown("elif", f"{DAY}&agent={murat}")
    assert "10:00:05" in page
    assert "yeni iş alabilecek 3" not in page
    assert "/live/calls/" not in page, "why a call went where is for supervisors"


def test_a_wrong_day_is_named_and_today_is_shown() -> None:
    assert "Böyle bir gün yok" in shown("hakan", "/live/offers/?day=31.02.2026x")


@pytest.mark.parametrize("day", ["9999-12-31", "2999-01-01", "0001-01-01", "1999-12-31"])
def test_a_day_on_which_nothing_can_have_been_is_refused_in_words(day: str) -> None:
    assert "Bugünü ya da" in shown("hakan", f"/live/offers/?day={day}")


def test_the_list_costs_two_queries_however_long_it_is(
    django_assert_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    hakan = cast.staff("hakan")
    since, until = cast.AT - timedelta(hours=10), cast.AT + timedelta(hours=10)
    for minute in range(3):
        ring("elif", OfferResult.REJECTED)
        write("murat", OfferEnd.NO_ANSWER, at=cast.AT + timedelta(minutes=minute))
    assert hakan.may(SUPERVISE_CALLS)
    with django_assert_num_queries(2):
        rows = passed_offers.passed(hakan, since=since, until=until)
        assert [bool(row.call.call.number) for row in rows if row.call] == [True] * 3
        assert [row.written.conversation.channel for row in rows if row.written] == ["chat"] * 3
    counted = passed_offers.by_agent(rows)
    assert [(who.username, no, missed) for who, no, missed in counted] == [
        ("elif", 3, 0),
        ("murat", 0, 3),
    ]
