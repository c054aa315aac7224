"""What is late, for those who are told of it."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast

from alo153.cases import actions
from alo153.cases.rules import codes
from alo153.core import clock
from alo153.notices import queries

pytestmark = pytest.mark.django_db


def page_of(username: str) -> str:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser.get("/late/").content.decode()


def test_the_manager_and_the_secretary_general_see_it_where_each_can_act() -> None:
    case = cast.open_case(at=clock.now() - timedelta(days=90))
    code = codes.display(case.tracking_code)
    for username in ("nurten", "gulay"):
        assert page_of(username).count(code) == 1
    assert f'href="/center/cases/{case.tracking_code}/"' in page_of("gulay")
    assert f'href="/unit/cases/{case.tracking_code}/"' in page_of("nurten")


def test_who_also_reads_every_case_still_acts_as_their_unit() -> None:
    """A manager who is quality too: at the desk they could only read."""
    nurten = cast.several("reader managing parks")
    ours, theirs = (
        cast.open_case(about=about, at=clock.now() - timedelta(days=90))
        for about in ("agac-budama", "yol-cukuru")
    )
    page = page_of(nurten.username)
    assert f'href="/unit/cases/{ours.tracking_code}/"' in page
    assert f'href="/center/cases/{theirs.tracking_code}/"' in page
    while actions.process_due_clocks(at=clock.now()):
        pass
    paths = set(queries.told(nurten).values_list("path", flat=True))
    assert paths == {f"/unit/cases/{ours.tracking_code}/"}


def test_another_units_late_case_is_not_shown_to_a_manager() -> None:
    case = cast.open_case(about="yol-cukuru", at=clock.now() - timedelta(days=90))
    assert case.unit != cast.unit("park-ve-bahceler")
    assert codes.display(case.tracking_code) not in page_of("nurten")


def test_a_late_sub_task_stands_there() -> None:
    nurten, gulay = cast.staff("nurten"), cast.staff("gulay")
    case = cast.open_case(at=clock.now() - timedelta(days=30))
    actions.accept(case=case, by=nurten, at=clock.now() - timedelta(days=30))
    actions.ask_unit(
        case=case,
        unit=cast.unit("yol-ve-bakim"),
        text="Yolu kapatın.",
        due_at=clock.now() - timedelta(days=20),
        by=nurten,
        at=clock.now() - timedelta(days=29),
    )
    for user in (nurten, gulay):
        page = page_of(user.username)
        assert "Geciken alt işler" in page
        assert " ".join(page.split()).count("Alt iş: Yol ve Bakım") == 1


def test_it_costs_the_same_however_many_are_late(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = Client()
    browser.force_login(cast.staff("gulay"))
    for _ in range(4):
        cast.open_case(at=clock.now() - timedelta(days=90))
    cast.at_hand()
    # session, user with roles; what is late; the same of sub-tasks
    with django_assert_num_queries(4):
        browser.get("/late/")
