"""Browsers that follow one application at the same moment are counted all the same."""

from functools import partial

import pytest
from tests.cases.at_once import at_once

from alo153.contacts import actions
from alo153.contacts.about import About
from alo153.contacts.actions.following import MOST_FOLLOWERS
from alo153.contacts.models import Follower
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

pytestmark = pytest.mark.django_db(transaction=True)
ABOUT = About("cases.case", "1")


def follow(name: str) -> str:
    browser = actions.Browser(f"https://web.push.apple.com/{name}", "B", "A")
    try:
        actions.follow(about=ABOUT, browser=browser, page="/track/", by=SYSTEM, at=now())
    except actions.TooManyFollowers:
        return "one too many"
    return "follows"


def test_no_more_than_a_household_follows() -> None:
    for number in range(MOST_FOLLOWERS - 1):
        follow(str(number))
    done = at_once(*(partial(follow, f"late {number}") for number in range(4)))
    assert sorted(map(str, done)) == ["follows", *["one too many"] * 3]
    assert Follower.objects.count() == MOST_FOLLOWERS


def test_one_browser_that_presses_twice_follows_once() -> None:
    assert at_once(*[partial(follow, "same")] * 2) == ["follows", "follows"]
    assert Follower.objects.count() == 1
