"""Everybody has a page of themselves, and a list of what to do on the first day."""

import pytest
from django.test import Client
from tests import cast

from alo153.notices.models import NoticeSettings

pytestmark = pytest.mark.django_db


def shown(username: str, address: str = "/me/") -> str:
    client = Client()
    client.force_login(cast.staff(username))
    page: str = client.get(address).content.decode()
    return page


def test_an_agent_reads_roles_skills_and_keys_and_chooses_the_look() -> None:
    page = shown("elif")
    assert "Elif" in page
    assert "Masanın tuşları" in page
    assert 'data-opens="device-sheet"' in page
    assert 'name="theme" value="dark"' in page
    assert 'name="language"' in page
    assert "/notices/ways/" in page


def test_somebody_of_a_unit_reads_where_their_role_holds_and_no_telephone() -> None:
    page = shown("selin")
    assert cast.unit("park-ve-bahceler").name in page
    assert "Masanın tuşları" not in page


def test_the_first_day_is_that_of_the_role_and_what_is_done_is_ticked() -> None:
    assert "/desk/" in shown("elif", "/me/first-day/")
    page = shown("selin", "/me/first-day/")
    assert "/unit/" in page
    assert "chip-good" not in page
    NoticeSettings.objects.create(user=cast.staff("selin"))
    assert "chip-good" in shown("selin", "/me/first-day/")


def test_the_menu_leads_there() -> None:
    assert 'href="/me/"' in shown("selin", "/unit/")
