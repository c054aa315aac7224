"""Supervisors set what agents can do, and whose calls are not taken like others."""

from datetime import timedelta

import pytest
from django.test import Client
from tests import cast

from alo153.accounts.queries import skills_of
from alo153.calls.models import BlockedNumber, BlockPolicy
from alo153.calls.numbers import callers
from alo153.calls.supervision.blocked_numbers import actions as blocked_numbers
from alo153.city.rules.phone import parse
from alo153.core import clock

pytestmark = pytest.mark.django_db

FATMA = "+905320000103"


@pytest.fixture
def supervisor(client: Client) -> Client:
    client.force_login(cast.staff("hakan"))
    return client


def test_a_supervisor_sets_the_levels_of_an_agent(supervisor: Client) -> None:
    murat = cast.staff("murat")
    page = supervisor.get("/live/skills/").content.decode()
    assert "Murat Kaya" in page
    assert "Sosyal hizmetler" in page
    levels = {"water": 5, "social": 0, "english": 1, "arabic": 0, "sign_language": 0, "video": 0}
    answer = supervisor.post(f"/live/skills/{murat.pk}/", levels)
    assert answer.status_code == 302
    assert skills_of(murat) == {"water": 5, "english": 1}


def test_a_level_that_does_not_exist_is_refused(supervisor: Client) -> None:
    murat = cast.staff("murat")
    assert supervisor.post(f"/live/skills/{murat.pk}/", {"water": 9}).status_code == 422
    assert skills_of(murat) == {"water": 2, "social": 4}


def test_a_number_is_blocked_and_lifted(supervisor: Client) -> None:
    given = {"number": "0532 000 01 03", "policy": "refuse", "days": 7, "reason": "Tehdit etti."}
    assert supervisor.post("/live/blocked/", given).status_code == 302
    block = callers.block_of(FATMA, clock.now())
    assert block is not None
    assert (block.policy, block.blocked_by) == ("refuse", cast.staff("hakan"))
    assert callers.find("05320000103", clock.now()).blocked == "refuse"
    page = supervisor.get("/live/blocked/").content.decode()
    assert "Tehdit etti." in page
    assert supervisor.post(f"/live/blocked/{block.pk}/lift/").status_code == 302
    assert callers.block_of(FATMA, clock.now()) is None
    assert "Tehdit etti." not in supervisor.get("/live/blocked/").content.decode()


def test_a_block_needs_a_number_and_a_reason(supervisor: Client) -> None:
    assert supervisor.post("/live/blocked/", {"number": "12"}).status_code == 422
    assert not BlockedNumber.objects.exists()


def test_a_block_ends_by_itself_and_a_new_word_replaces_it() -> None:
    hakan, now = cast.staff("hakan"), clock.now()
    for policy, days in ((BlockPolicy.REFUSE, 1), (BlockPolicy.LAST, 7)):
        blocked_numbers.block_number(
            number=parse(FATMA, country="TR"),
            policy=policy,
            reason="Tehdit etti.",
            until=now + timedelta(days=days),
            by=hakan,
            at=now,
        )
    assert [each.policy for each in callers.blocked_numbers(now)] == ["last"]
    assert callers.find(FATMA, now + timedelta(days=8)).blocked == ""


def test_a_premium_or_foreign_number_is_not_called_back() -> None:
    assert callers.number_to_call("05320000103") == FATMA
    for number in ("+882161234567", "112", "", "anonymous"):
        assert callers.number_to_call(number) == ""
