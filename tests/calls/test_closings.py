"""The emergency switch: who may press it, what it tells, and what the switchboard reads."""

import pytest
from tests import cast

from alo153.accounts.policy import NotPermitted
from alo153.calls.supervision.closings import actions, queries
from alo153.core import events
from alo153.switchboard.runtime import rules

pytestmark = pytest.mark.django_db


def test_a_supervisor_closes_all_lines_with_a_reason_and_opens_them_again() -> None:
    hakan = cast.staff("hakan")
    before = rules.at_start()
    closed = actions.close_lines(reason=" Binada yangın var. ", by=hakan, at=cast.AT)
    assert (closed.reason, queries.standing()) == ("Binada yangın var.", closed)
    assert rules.reread(before).emergency
    again = actions.close_lines(reason="Bir daha", by=hakan, at=cast.AT)
    assert again == closed, "closed twice is closed once"
    for _ in range(2):
        actions.open_lines(by=hakan, at=cast.AT)
    assert not rules.reread(before).emergency
    assert [event.name for event in events.history(closed)] == ["lines.closed", "lines.opened"]


def test_nobody_else_may_and_nobody_without_a_reason() -> None:
    elif_, hakan = cast.staff("elif"), cast.staff("hakan")
    with pytest.raises(NotPermitted):
        actions.close_lines(reason="Yangın", by=elif_, at=cast.AT)
    with pytest.raises(NotPermitted):
        actions.open_lines(by=elif_, at=cast.AT)
    with pytest.raises(actions.ReasonMissing):
        actions.close_lines(reason="  ", by=hakan, at=cast.AT)
    assert queries.standing() is None
