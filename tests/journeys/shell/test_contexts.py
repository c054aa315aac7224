"""A browser's context that served one test serves the next one as if it were new."""

import pytest
from tests.parts.browser.contexts import Contexts
from tests.parts.browser.line import go_offline, go_online
from tests.parts.waiting import until

pytestmark = pytest.mark.journey


def test_no_worker_of_one_test_is_there_in_the_next(contexts: Contexts, live_site: str) -> None:
    lent = contexts.lend()
    page = lent.page()
    page.goto("/apply/photo/")
    until(lambda: page.evaluate("true") and lent.context.service_workers, what="no worker began")
    contexts.take_back(lent)
    assert lent.context.service_workers == []
    # One that was stopped while it began would hold this up for good
    go_offline(lent.context)
    go_online(lent.context)


def test_no_clock_of_one_test_is_there_in_the_next(contexts: Contexts, live_site: str) -> None:
    lent = contexts.lend()
    lent.page().clock.install()
    contexts.take_back(lent)
    other = contexts.lend()
    assert other is not lent
    contexts.take_back(other)
