"""The yearly survey: nobody can find out what somebody answered."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from tests import cast

from alo153.care import actions, sealing
from alo153.care.models import Survey, SurveyCount, SurveyEnvelope, SurveyTurn
from alo153.care.queries import surveys
from alo153.care.rules import ANSWERS_FROM, agreement
from alo153.core.keyring import KeyringError
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


def counted() -> dict[tuple[int, int], int]:
    """Return the sums that are not nothing, by statement and value."""
    rows = SurveyCount.objects.exclude(count=0).values_list("statement", "value", "count")
    return {(statement, value): count for statement, value, count in rows}


@pytest.mark.django_db
def test_everybody_answers_once_while_it_is_open() -> None:
    survey = opened()
    answer(survey, "elif", s0=5, s1=2)
    with pytest.raises(actions.Answered):
        answer(survey, "elif", s0=1)
    with pytest.raises(actions.NotOpen):
        actions.answer_survey(survey=survey, values={}, by=cast.staff("murat"), at=CLOSES)
    assert surveys.has_answered(cast.staff("elif"), survey)
    actions.count_closed_surveys(at=CLOSES)
    assert counted() == {(0, 5): 1, (1, 2): 1}


@pytest.mark.django_db
def test_one_survey_a_year() -> None:
    opened()
    with pytest.raises(actions.AskedThisYear):
        opened()


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """Return what a backup says of surveys, in the order in which the rows lie."""
    found = {}
    with connection.cursor() as cursor:
        for model in (SurveyEnvelope, SurveyCount, SurveyTurn):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            found[model.__name__] = cursor.fetchall()
    return found


@pytest.mark.django_db
def test_two_backups_around_one_answer_do_not_tell_it(settings: Settings) -> None:
    survey = opened()
    answer(survey, "murat", s0=2)
    before = dump()
    answer(survey, "elif", s0=5, s1=1)
    after = dump()
    assert len(after["SurveyTurn"]) == len(before["SurveyTurn"]) + 1, "who answered is known"
    assert after["SurveyCount"] == before["SurveyCount"]
    assert not SurveyCount.objects.exclude(count=0).exists()
    token, former = (str(each["SurveyEnvelope"][0]) for each in (after, before))
    assert token != former
    settings.CARE_KEYS = f"other:{base64.b64encode(b'x' * 32).decode()}"
    with pytest.raises(KeyringError):
        sealing.opened(SurveyEnvelope.objects.get().answers, of="care.survey.answers|1")


@pytest.mark.django_db
def test_the_length_of_an_envelope_tells_how_many_answered_and_not_what() -> None:
    def lengths(first: dict[str, int], second: dict[str, int]) -> list[int]:
        survey, found = opened(), []
        for who, values in (("elif", first), ("murat", second)):
            answer(survey, who, **values)
            found.append(len(SurveyEnvelope.objects.get().answers))
        survey.delete()
        return found

    assert lengths({}, {"s0": 1}) == lengths({"s0": 5, "s1": 5}, {})


@pytest.mark.django_db
def test_even_opened_it_does_not_say_whose_answer_is_which() -> None:
    def opened_after(*turns: tuple[str, int]) -> str:
        survey = opened()
        for who, value in turns:
            answer(survey, who, s0=value)
        token = SurveyEnvelope.objects.get().answers
        said = sealing.opened(token, of=f"care.survey.answers|{survey.pk}")
        survey.delete()
        return said

    assert opened_after(("elif", 5), ("murat", 1)) == opened_after(("murat", 1), ("elif", 5))
    assert opened_after(("elif", 5), ("murat", 1)) == opened_after(("elif", 1), ("murat", 5))


@pytest.mark.django_db
def test_a_closed_survey_keeps_sums_alone() -> None:
    survey, before = opened(), Event.objects.count()
    cast.staff("elif"), cast.staff("murat")
    people = Event.objects.count()
    answer(survey, "elif", s0=5, s1=1)
    answer(survey, "murat", s0=5)
    actions.count_closed_surveys(at=cast.AT)
    assert SurveyEnvelope.objects.exists(), "it is open still"
    actions.count_closed_surveys(at=CLOSES)
    assert Event.objects.count() == people >= before, "an event says who and when"
    assert counted() == {(0, 5): 2, (1, 1): 1}
    assert not SurveyEnvelope.objects.exists()
    assert not SurveyTurn.objects.exists()
    with pytest.raises(actions.NotOpen):
        answer(survey, "zeynep", s0=1)


@pytest.mark.django_db
def test_without_a_key_no_survey_is_opened(settings: Settings) -> None:
    settings.CARE_KEYS = ""
    with pytest.raises(actions.NoKey):
        opened()
    assert not Survey.objects.exists()


@pytest.mark.django_db
def test_results_appear_after_it_is_closed_and_from_ten_answers_up() -> None:
    survey, gulay = opened(), cast.staff("gulay")
    people = [name for name in cast.pack().staff][:ANSWERS_FROM]
    for number, person in enumerate(people):
        values = {"s0": 5 if number < 7 else 1} | ({"s1": 4} if number else {})
        answer(survey, person.username, **values)
    assert surveys.results(gulay, survey, cast.AT) == []
    assert surveys.results(gulay, survey, CLOSES) == [], "it is not counted yet"
    actions.count_closed_surveys(at=CLOSES)
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
