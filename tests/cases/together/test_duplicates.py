"""Two reports of one matter: how likely, and which are offered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests import cast

from alo153.cases.models import Case
from alo153.cases.together import duplicates
from alo153.cases.together.duplicates import Policy, Report, Sketch, meters, score
from alo153.city.place import Place
from alo153.core.geo import Point, point

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
TREE = Report(topic=1, group=9, neighborhood=5, district=2, text="Ağaç yola devrildi.", at=AT)
POLICY = Policy(language="tr")
HERE = (40.76911, 29.97525)
# A hundred meters to the north
NEAR = (40.77001, 29.97525)

_places = st.tuples(st.none() | st.floats(40, 41), st.none() | st.floats(29, 31))
_reports = st.builds(
    lambda topic, group, district, near, place, text, days: Report(
        topic=topic,
        group=group,
        district=district,
        neighborhood=near,
        point=point(*place),
        text=text,
        at=AT + timedelta(days=days),
    ),
    st.integers(1, 3),
    st.none() | st.integers(1, 2),
    st.none() | st.integers(1, 2),
    st.none() | st.integers(1, 3),
    _places,
    st.text("ağıçu yol\n", max_size=30),
    st.integers(-90, 90),
)


@given(_reports, _reports)
def test_likeness_lies_between_0_and_1_and_goes_both_ways(one: Report, other: Report) -> None:
    points = score(one, other, POLICY)
    assert 0 <= points <= 1
    assert points == pytest.approx(score(other, one, POLICY))


def test_words_are_compared_by_the_stems_of_the_citys_language() -> None:
    leak = replace(TREE, text="The water main is leaking on Pier Row")
    other = replace(TREE, text="Water mains leaked, Pier Row")
    english = Policy(language="en")
    assert score(leak, other, english) == score(leak, leak, english)
    assert score(leak, other, POLICY) < score(leak, leak, POLICY)


@given(_reports)
def test_nothing_is_more_like_a_report_than_itself_a_moment_later(one: Report) -> None:
    placed = replace(one, point=Point(40.5, 29.5), text="çukur açıldı")
    assert score(placed, placed, POLICY) == pytest.approx(1.0)


@given(_reports, _reports, st.integers(0, 100), st.integers(0, 100))
def test_the_farther_and_the_older_the_less_alike(
    one: Report, other: Report, nearer: int, more: int
) -> None:
    pinned = replace(one, point=Point(40.5, 29.5))
    near = replace(other, point=Point(40.5 + nearer / 10_000, 29.5), at=pinned.at)
    far = replace(near, point=Point(40.5 + (nearer + more) / 10_000, 29.5))
    old = replace(near, at=near.at - timedelta(days=more))
    assert score(pinned, far, POLICY) <= score(pinned, near, POLICY)
    assert score(pinned, old, POLICY) <= score(pinned, near, POLICY)


def test_another_group_or_another_place_is_another_matter() -> None:
    assert score(TREE, replace(TREE, topic=2, group=8), POLICY) == 0
    assert score(TREE, replace(TREE, neighborhood=6), POLICY) == 0
    assert score(TREE, replace(TREE, neighborhood=None, district=3), POLICY) == 0


def test_topic_and_neighborhood_are_enough_a_district_needs_words() -> None:
    silent = replace(TREE, text="")
    assert score(silent, TREE, POLICY) >= POLICY.offer_at
    somewhere = replace(silent, neighborhood=None)
    assert score(somewhere, TREE, POLICY) < POLICY.offer_at
    told = replace(somewhere, text="AĞAÇ DEVRİLMİŞ, yolu kapatıyor")
    assert score(told, TREE, POLICY) >= POLICY.offer_at


def test_endings_do_not_hide_a_word() -> None:
    said = replace(TREE, topic=2, text="yolda devrilen ağaçlar var")
    assert score(said, TREE, POLICY) > score(replace(said, text="lamba sönük"), TREE, POLICY)


def test_meters_between_pins() -> None:
    one, other = replace(TREE, point=Point(*HERE)), replace(TREE, point=Point(*NEAR))
    assert meters(one, other) == pytest.approx(100, abs=1)
    assert meters(one, TREE) is None


# what is offered


def sketch(text: str = "", *, pin: Point | None = None, known: bool = True) -> Sketch:
    """Return what an agent has typed of a tree in Yahya Kaptan."""
    near = cast.neighborhood("izmit/yahyakaptan")
    place = Place(district=near.district, neighborhood=near, point=pin)
    return Sketch(topic=cast.topic("agac-budama"), place=place if known else Place(), text=text)


@pytest.mark.django_db
def test_a_case_is_offered_with_its_distance(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    case = cast.open_case()
    elif_, typed = cast.staff("elif"), sketch("ağaç devrildi", pin=Point(*NEAR))
    elif_.may("see_every_case")  # type: ignore[arg-type] # her roles are read once a request
    duplicates.offers(elif_, typed, at=cast.AT)
    with django_assert_num_queries(3):
        (offer,) = duplicates.offers(elif_, typed, at=cast.AT + timedelta(hours=1))
    assert (offer.case, offer.distance) == (case, 100)
    assert offer.score > 0.9


@pytest.mark.django_db
def test_only_who_may_see_a_case_is_offered_it() -> None:
    case = cast.open_case()
    offered = {
        name: [each.case for each in duplicates.offers(cast.staff(name), sketch(), at=cast.AT)]
        for name in ("elif", "selin", "okan", "yasin")
    }
    assert offered == {"elif": [case], "selin": [case], "okan": [], "yasin": []}


@pytest.mark.django_db
def test_old_and_long_closed_cases_are_not_offered() -> None:
    case, elif_ = cast.open_case(), cast.staff("elif")
    late = cast.AT + timedelta(days=61)
    assert duplicates.offers(elif_, sketch(case.text), at=late) == []
    Case.objects.filter(pk=case.pk).update(state="closed", closed_at=cast.AT)
    after = [cast.AT + timedelta(days=days) for days in (13, 15)]
    found = [len(duplicates.offers(elif_, sketch(case.text), at=at)) for at in after]
    assert found == [1, 0]
    assert duplicates.public_offers(sketch(case.text), at=after[0]) == []


@pytest.mark.django_db
def test_without_a_place_nothing_is_offered() -> None:
    cast.open_case()
    nowhere = sketch(known=False)
    assert duplicates.offers(cast.staff("elif"), nowhere, at=cast.AT) == []


@pytest.mark.django_db
def test_the_whole_district_is_searched_where_no_more_is_known() -> None:
    case = cast.open_case()
    typed = sketch(case.text)
    typed = replace(typed, place=replace(typed.place, neighborhood=None))
    (offer,) = duplicates.offers(cast.staff("elif"), typed, at=cast.AT)
    assert offer.case == case
