"""One line of typing is answered."""

import io
from datetime import date

import pytest
from tests.transport.made import packed

from alo153.transport.rules import asking
from alo153.transport.rules.answering import Answer, Answering
from alo153.transport.rules.feeds.gtfs import read

MONDAY = date(2026, 11, 30)
NOW = 7 * 3600 + 30 * 60
town = Answering(read(io.BytesIO(packed())))


def asked(text: str, now: int = NOW) -> Answer:
    return town.answer(text, on=MONDAY, now=now)


def times(answer: Answer) -> list[str]:
    return [f"{each.at // 3600:02d}:{each.at // 60 % 60:02d}" for each in answer.departures]


@pytest.mark.parametrize("text", ["HAT 500", "500", "500 ne zaman?", "hat 500 kaçta", "500 hattı"])
def test_a_line_leaves_its_first_stop(text: str) -> None:
    answer = asked(text)
    assert answer.title == "500"
    assert times(answer) == ["08:00", "09:00", "24:30"]


@pytest.mark.parametrize(
    "text",
    [
        "HAT 500 umuttepe",
        "500 UMUTTEPE KAMPÜSÜ ne zaman",
        "500 kampusu",
        "500 umuttepe'den ne zaman kalkıyor",
    ],
)
def test_a_line_at_a_stop_by_any_spelling(text: str) -> None:
    assert asked(text).title == "500, Umuttepe Kampüsü"
    assert times(asked(text))[0] == "08:00"


def test_a_line_at_a_stop_on_its_way() -> None:
    assert times(asked("500 fevziye", now=NOW + 3600)) == ["09:10", "32:16", "33:10"]


def test_a_time_can_be_asked_for() -> None:
    assert times(asked("500 umuttepe 08:30"))[0] == "09:00"


@pytest.mark.parametrize(
    "text",
    [
        "Umuttepe'den Gebze Çarşı'ya",
        "umuttepe'den gebze çarşı'ya nasıl giderim",
        "umuttepeden gebze carsiya",
        "Umuttepe - Gebze Çarşı",
        "umuttepe > gebze çarşı",
        "from umuttepe to gebze",
    ],
)
def test_a_way_from_a_to_b(text: str) -> None:
    answer = asked(text)
    assert answer.title == "Umuttepe Kampüsü → Gebze Çarşı"
    [journey] = answer.journeys
    assert journey.arrives_at == 9 * 3600 + 30 * 60


def test_all_lines_of_a_stop() -> None:
    assert asked("gebze").title == "Gebze Çarşı"
    assert times(asked("fevziye"))[0] == "08:16"


def test_two_places_of_one_name_are_offered_and_each_choice_is_a_question() -> None:
    answer = asked("Cami")
    assert [each.label for each in answer.choices] == ["Cami #1040", "Cami #1041"]
    assert asked(answer.choices[1].question).title == "Cami #1041"


def test_choices_of_a_way_keep_its_other_end_and_the_time() -> None:
    answer = asked("umuttepe > cami 09:30")
    assert [each.question for each in answer.choices] == [
        "Umuttepe Kampüsü > Cami #1040 09:30",
        "Umuttepe Kampüsü > Cami #1041 09:30",
    ]
    assert asked(answer.choices[0].question).is_understood


@pytest.mark.parametrize(
    "text", ["", "?", "kartal", "600 umuttepe", "kartal'dan gebze'ye", "'" * 99]
)
def test_what_nobody_knows_is_not_understood(text: str) -> None:
    assert asked(text) == Answer()


def test_after_the_last_vehicle_the_next_morning_is_told() -> None:
    assert times(asked("500", now=23 * 3600)) == ["24:30", "32:00", "33:00"]


@pytest.mark.parametrize(
    "text",
    [
        "umuttepe'den gebze çarşı'ya 10'a kadar",
        "umuttepe > gebze 10:00'a kadar",
        "umuttepe'den gebze'ye saat ona kadar nasıl giderim?",
        "from umuttepe to gebze by ten",
        "umuttepe > gebze by 10",
    ],
)
def test_a_way_that_arrives_by_a_time(text: str) -> None:
    [journey] = asked(text).journeys
    assert journey.arrives_at == 9 * 3600 + 30 * 60
    for late, early in (("10", "9"), ("ona", "dokuza"), ("ten", "nine")):
        text = text.replace(late, early)
    assert not asked(text).journeys


def test_a_hour_that_has_passed_is_in_the_evening_and_a_written_one_is_not() -> None:
    assert times(asked("500 saat 9", now=10 * 3600)) == ["24:30", "32:00", "33:00"]
    assert times(asked("500 09:00", now=10 * 3600))[0] == "09:00"


def test_tomorrow_can_be_asked_for() -> None:
    assert times(asked("500 yarın saat 8")) == ["32:00", "33:00", "48:30"]


def test_choices_keep_when_one_must_be_there() -> None:
    answer = asked("umuttepe > cami saat 9'a kadar yarın")
    for each in answer.choices:
        again = asking.read(each.question)
        assert (again.time, again.is_by, again.is_tomorrow) == (9 * 3600, True, True)
