"""Somebody has to write again about the same place and topic: that counts against the closing."""

from datetime import datetime, timedelta

import pytest
from tests import cast
from tests.cases import stories

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.core import events
from alo153.core.clock import now
from alo153.core.geo import METERS_PER_DEGREE, Point

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAT, LON = 40.76911, 29.97525


def open_at(
    *,
    north: float = 0.0,
    address: str = "",
    pin: bool = True,
    topic: str = "agac-budama",
    at: datetime,
) -> Case:
    """Open a case of somebody else, some meters north of the tree."""
    place = cast.neighborhood("izmit/yahyakaptan")
    return actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic(topic),
            place=Place(
                district=place.district,
                neighborhood=place,
                address=address,
                layer="metropolitan",
                point=Point(LAT + north / METERS_PER_DEGREE, LON) if pin else None,
            ),
            text="Dallar yine lambayı kapatıyor.",
            reporter=stories.reporter("Ayşe Işık"),
            contact_wish=Channel.NONE,
            channel=Channel.PHONE,
        ),
        by=cast.actor("elif"),
        at=at,
    )


@pytest.fixture
def closed() -> Case:
    """The tree of Çınar Sokak 5, closed just now."""
    case = open_at(address="Çınar Sokak 5", at=now() - DAY)
    selin, murat = cast.staff("selin"), cast.staff("murat")
    actions.answer(case=case, finding=stories.DONE, by=selin, at=now())
    actions.approve(case=case, plain_text="Budadık.", by=murat, at=now())
    return case


def test_a_case_nearby_counts_against_the_closing(closed: Case) -> None:
    again = open_at(north=60, at=now() + 20 * DAY)
    assert actions.count_recontacts(at=now() + 21 * DAY) == 1
    closing = closed.closings.get()
    assert closing.contacted_again == again
    for case, name in ((closed, "case.contacted_again"), (again, "case.found_repeated")):
        event = events.history(case).get(name=name)
        assert event.data["closing"] == closing.pk


def test_the_same_address_counts_without_a_pin(closed: Case) -> None:
    open_at(address="ÇINAR SOKAK 5", pin=False, at=now() + DAY)
    assert actions.count_recontacts(at=now() + 2 * DAY) == 1


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"north": 140}, 3),
        ({"pin": False}, 3),
        ({"topic": "ilaclama"}, 3),
        ({}, 31),
    ],
    ids=["too far", "no place", "another topic", "too late"],
)
def test_what_is_another_matter_does_not_count(
    closed: Case, facts: dict[str, object], days: int
) -> None:
    open_at(at=now() + days * DAY, **facts)  # type: ignore[arg-type]
    assert actions.count_recontacts(at=now() + (days + 1) * DAY) == 0


def test_a_closing_is_marked_once_by_the_first(closed: Case) -> None:
    first = open_at(at=now() + DAY)
    open_at(at=now() + 1.5 * DAY)
    assert actions.count_recontacts(at=now() + 2 * DAY) == 1
    assert actions.count_recontacts(at=now() + 2 * DAY) == 0
    assert closed.closings.get().contacted_again == first


def test_a_case_that_was_there_before_the_closing_does_not_count() -> None:
    case = open_at(at=now() - DAY)
    open_at(at=now() - DAY / 2)
    actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())
    actions.approve(case=case, plain_text="Budadık.", by=cast.staff("murat"), at=now())
    assert actions.count_recontacts(at=now() + DAY) == 0
