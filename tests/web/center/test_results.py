"""The headline is what citizens call solved, not what somebody closed."""

import html
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases.life.confirmations import closed, say
from tests.parts.events.consuming import consume

from alo153.cases.models import Closing, ClosingSums
from alo153.city import queries as city
from alo153.core.clock import now


@pytest.fixture
def four(db: None) -> None:
    """Four closings of Parks: solved, solved and written about again, silent, not solved."""
    good, again, _silent, bad = (closed() for _ in range(4))
    say(good, solved=True)
    say(again, solved=True)
    Closing.objects.filter(case=again).update(contacted_again=good, contacted_again_at=now())
    say(bad, solved=False, words="Dallar duruyor.")
    consume()


def page(username: str, query: str = "") -> str:
    browser = Client()
    browser.force_login(cast.staff(username))
    return html.unescape(browser.get(f"/results/{query}").content.decode())


def test_only_confirmed_resolutions_stand_in_the_headline(four: None) -> None:
    assert "<strong>1</strong> / 4" in page("hakan")


def test_a_unit_sees_its_own_and_no_other(four: None) -> None:
    assert "Ağaç budama" in page("selin")
    assert "Bu günlerde kapanan başvuru yok" in page("okan")


def test_the_table_names_every_number(four: None) -> None:
    lines = page("hakan", "?days=90&as=csv").lstrip("\ufeff").splitlines()
    unit = cast.unit("park-ve-bahceler").name
    assert lines[1] == f"{unit};Ağaç budama;1;4;1;1;1;1"


def test_the_page_costs_the_same_however_many_closings(
    four: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = Client()
    browser.force_login(cast.staff("hakan"))
    browser.get("/results/")
    with django_assert_num_queries(5):  # session, user with roles, the call bar (two), results
        browser.get("/results/")


@pytest.mark.parametrize(("before", "counts"), [(29, True), (30, False)])
def test_thirty_days_are_thirty_as_in_a_report(four: None, before: int, counts: bool) -> None:
    day = city.today(now()) - timedelta(days=before)
    ClosingSums.objects.filter(is_month=False).update(begins_date=day)
    ClosingSums.objects.filter(is_month=True).update(begins_date=day.replace(day=1))
    assert ("</strong> / 4" in page("hakan")) is counts
