"""The yearly survey: nobody can find out what somebody answered."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests import cast

from alo153.care import actions
from alo153.care.models import Survey, SurveyCount, SurveyTurn
from alo153.care.queries import surveys
from alo153.care.rules import ANSWERS_FROM, agreement
from alo153.core.models import Event

STATEMENTS = ["Molalarım yeterli.", "Bana saygı gösteriliyor."]
CLOSES = cast.AT + timedelta(days=14)
PEOPLE = cast.everybody()


def opened() -> Survey:
    by = cast.staff("gulay")
    return actions.open_survey(statements=STATEMENTS, closes_at=CLOSES, by=by, at=cast.AT)


def answer(survey: Survey, who: str, **values: int) -> None:
    chosen = {int(place[1:]): value for place, value in values.items()}
    actions.answer_survey(survey=survey, values=chosen, by=cast.staff(who), at=cast.AT)


@pytest.mark.django_db
def test_everybody_answers_once_while_it_is_open() -> None:
    survey = opened()
    answer(survey, "elif", s0=5, s1=2)
    with pytest.raises(actions.Answered):
        answer(survey, "elif", s0=1)
    with pytest.raises(actions.NotOpen):
        actions.answer_survey(survey=survey, values={}, by=cast.staff("murat"), at=CLOSES)
    assert surveys.has_answered(cast.staff("elif"), survey)
    assert sum(SurveyCount.objects.values_list("count", flat=True)) == 2


@pytest.mark.django_db
def test_one_survey_a_year() -> None:
    opened()
    with pytest.raises(actions.AskedThisYear):
        opened()


@pytest.mark.django_db
def test_whoever_reads_the_tables_finds_no_way_from_a_person_to_a_value() -> None:
    survey = opened()
    before = Event.objects.count()
    cast.staff("elif"), cast.staff("murat")
    people = Event.objects.count()
    answer(survey, "elif", s0=5, s1=1)
    answer(survey, "murat", s0=2)
    assert Event.objects.count() == people >= before, "an event says who and when"
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM care_surveycount")
        writers = cursor.fetchall()
    assert len(writers) == 1, "every row is written by each answer, chosen or not"
    assert {field.name for field in SurveyTurn._meta.fields} == {"id", "survey", "person"}
    assert not any(field.related_model for field in SurveyCount._meta.fields[2:])


@pytest.mark.django_db
def test_results_appear_after_it_is_closed_and_from_ten_answers_up() -> None:
    survey, gulay = opened(), cast.staff("gulay")
    people = [name for name in cast.pack().staff][:ANSWERS_FROM]
    for number, person in enumerate(people):
        values = {"s0": 5 if number < 7 else 1} | ({"s1": 4} if number else {})
        answer(survey, person.username, **values)
    assert surveys.results(gulay, survey, cast.AT) == []
    breaks, respect = surveys.results(gulay, survey, CLOSES)
    assert breaks.said is not None
    # Wilson's interval of 7 in 10: 0.397 to 0.892
    assert (breaks.said.percent, breaks.said.low, breaks.said.high) == (70, 40, 89)
    assert respect.said is None, "nine answered it"


@given(st.dictionaries(st.integers(1, 5), st.integers(0, 8), max_size=5))
def test_the_share_lies_in_its_interval_or_is_not_shown(counts: dict[int, int]) -> None:
    found = agreement(counts)
    assert (found is None) == (sum(counts.values()) < ANSWERS_FROM)
    if found:
        assert 0 <= found.low <= found.percent <= found.high <= 100
