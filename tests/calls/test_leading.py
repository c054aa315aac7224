"""Which switchboard programs lead: asked once by a process, for all its pages."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.parts.telephone.leading import a_switchboard_leads

from alo153.calls.endpoints import leading
from alo153.calls.endpoints.node_names import MAIN

pytestmark = pytest.mark.django_db


def test_a_program_leads_its_node() -> None:
    assert not leading.is_any_led()
    with a_switchboard_leads():
        assert leading.is_led(MAIN)
        assert not leading.is_led("east")
        assert leading.is_any_led()


def test_many_pages_ask_once_and_hear_of_a_change_later(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(leading, "_seen", [])
    monkeypatch.setattr(leading, "KEPT_SECONDS", 60.0)
    with django_assert_num_queries(1):
        assert not leading.is_led(MAIN)
        with a_switchboard_leads():
            assert not leading.is_led(MAIN)
