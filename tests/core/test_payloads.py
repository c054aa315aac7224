"""Payloads: what is stored of them, and old rows that say less."""

from collections.abc import Mapping
from typing import ClassVar

import pytest

from alo153.accounts.models import User
from alo153.cases.events.life import CaseAccepted, CaseForwarded, CaseOpened
from alo153.core.payloads import (
    Dimensions,
    Payload,
    Undeclared,
    Unreadable,
    declared,
    dimensions_of,
    name_today,
    names_of,
    of_name,
)


class StaffWeighed(Payload[User], name="staff.weighed", formerly="staff.put_on_scales"):
    """Somebody was weighed."""

    former_fields: ClassVar[Mapping[str, str]] = {"heft": "weight"}

    weight: int


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


def test_a_renamed_event_reads_the_rows_of_before() -> None:
    """They are sealed: name and fields stay as they were written."""
    assert of_name("staff.put_on_scales") is StaffWeighed
    assert StaffWeighed.read({"heft": 81}) == StaffWeighed.read({"weight": 81})
    assert StaffWeighed(weight=81).stored(User(pk=7)) == {"weight": 81}
    assert names_of([StaffWeighed, StaffMeasured]) == [
        "staff.weighed",
        "staff.put_on_scales",
        "staff.measured",
    ]
    assert name_today("staff.put_on_scales") == "staff.weighed"
    assert name_today("staff.never") == "staff.never"
    assert list(declared()).count(StaffWeighed) == 1


@pytest.mark.parametrize("taken", ["staff.weighed", "staff.put_on_scales"])
def test_a_name_of_today_or_before_is_given_once(taken: str) -> None:
    with pytest.raises(ValueError, match="declared twice"):

        class StaffAgain(Payload[User], name="staff.again", formerly=taken):
            """Never declared."""


def test_an_event_is_found_by_its_name() -> None:
    assert of_name("staff.measured") is StaffMeasured
    assert StaffMeasured.subject_model() is User
    assert CaseForwarded.subject_model()._meta.label_lower == "cases.case"
    with pytest.raises(Undeclared):
        of_name("staff.never")
