"""Payloads: what is stored of them, and old rows that say less."""

import pytest

from alo153.accounts.models import User
from alo153.cases.events.life import CaseAccepted, CaseForwarded, CaseOpened
from alo153.core.payloads import (
    Dimensions,
    Payload,
    Undeclared,
    Unreadable,
    dimensions_of,
    of_name,
)


class StaffMeasured(Payload[User], name="staff.measured"):
    """Somebody was measured."""

    size: int
    again: bool = False
    by: int | None = None

    def dimensions(self, subject: User) -> Dimensions:
        """Return the agent."""
        return Dimensions(agent=subject.pk)


def test_what_is_stored_is_what_is_known() -> None:
    stored = StaffMeasured(size=3).stored(User(pk=7))
    assert stored == {"size": 3, "again": False, "dimensions": {"agent": 7}}
    assert StaffMeasured.read(stored) == StaffMeasured(size=3)
    assert dimensions_of(stored) == Dimensions(agent=7)


def test_a_row_of_before_dimensions_has_none() -> None:
    assert dimensions_of({"forwarding": 3}) == Dimensions()
    assert CaseForwarded.read({"forwarding": 3}) == CaseForwarded(forwarding=3)


def test_an_old_row_may_lack_what_has_a_default() -> None:
    old = {"kind": "request", "topic": "pothole", "channel": "phone"}
    assert CaseOpened.read(old).receipt is None
    assert CaseAccepted.read({"unit": 4}).to is None
    with pytest.raises(Unreadable, match=r"case\.opened without topic, channel"):
        CaseOpened.read({"kind": "request"})


def test_what_is_no_longer_declared_is_left_out() -> None:
    assert CaseForwarded.read({"forwarding": 3, "color": "red"}) == CaseForwarded(forwarding=3)
    assert dimensions_of({"dimensions": {"agent": 7, "color": "red"}}) == Dimensions(agent=7)


def test_an_event_is_found_by_its_name() -> None:
    assert of_name("staff.measured") is StaffMeasured
    assert StaffMeasured.subject_model() is User
    assert CaseForwarded.subject_model()._meta.label_lower == "cases.case"
    with pytest.raises(Undeclared):
        of_name("staff.never")
