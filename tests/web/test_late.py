"""What is late, for those who are told of it."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast

from alo153.cases import actions
from alo153.core import clock, codes

pytestmark = pytest.mark.django_db


def page_of(username: str) -> str:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser.get("/late/").content.decode()


def test_the_manager_and_then_the_secretary_general_see_what_they_were_told() -> None:
    for username in ("nurten", "gulay"):
        cast.staff(username)
    case = cast.open_case(at=clock.now() - timedelta(days=90))
    code = codes.display(case.tracking_code)
    assert code in page_of("nurten")  # late already, told or not
    while actions.process_due_clocks(at=clock.now()):
        pass
    # Nurten was reminded with her unit, and told as its manager
    for username, times in (("nurten", 3), ("gulay", 2)):
        page = page_of(username)
        assert "Size bildirilenler" in page
        assert page.count(code) == times
    assert f'href="/desk/cases/{case.tracking_code}/"' in page_of("gulay")
    assert f'href="/unit/cases/{case.tracking_code}/"' in page_of("nurten")


def test_another_units_late_case_is_not_shown_to_a_manager() -> None:
    case = cast.open_case(about="yol-cukuru", at=clock.now() - timedelta(days=90))
    assert case.unit != cast.unit("park-ve-bahceler")
    assert codes.display(case.tracking_code) not in page_of("nurten")


def test_a_late_sub_task_stands_there_for_who_was_told_and_leads_to_where_they_can_act() -> None:
    nurten, gulay = cast.staff("nurten"), cast.staff("gulay")
    cast.staff("okan")
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
    while actions.process_due_parts(at=clock.now()):
        pass
    page = page_of(nurten.username)
    assert "Geciken alt işler" in page
    assert page.count("Alt iş: Yol ve Bakım") == 2
    assert "yürüten birime bildirildi" in page
    # The secretary general was told nothing, and sees it
    assert page_of(gulay.username).count("Alt iş: Yol ve Bakım") == 1


def test_it_costs_the_same_however_many_are_late(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = Client()
    browser.force_login(cast.staff("gulay"))
    for _ in range(4):
        cast.open_case(at=clock.now() - timedelta(days=90))
    while actions.process_due_clocks(at=clock.now()):
        pass
    cast.at_hand()
    # session, user with roles; what was told; what is late, and how many; the same of sub-tasks
    with django_assert_num_queries(7):
        browser.get("/late/")
