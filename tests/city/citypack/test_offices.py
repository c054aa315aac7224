"""The communication centers of a city: as its file says, and what it may not say."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils.translation import override
from tests import cast

from alo153.city import queries
from alo153.city.actions import load_city
from alo153.city.citypack import PackError, read_pack
from alo153.city.citypack.parts import Offices
from alo153.core.actor import SYSTEM


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return shutil.copytree(cast.CITIES / "harborview", tmp_path / "harborview")


def mistakes(city: Path, *changes: tuple[str, str]) -> list[str]:
    """Return what is said of the file after words in it were changed."""
    path = city / "offices.toml"
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    try:
        read_pack(city)
    except PackError as error:
        return [f"{each.where}: {each.what}" for each in error.mistakes]
    return []


def test_a_city_without_the_file_has_no_communication_center(city: Path) -> None:
    (city / "offices.toml").unlink()
    assert read_pack(city).offices == Offices()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("desks = 3", "desks = 0"), "office city-hall, desks: 0 is no number that fits"),
        (('letter = "B"', 'letter = "ab"'), 'service, letter: "ab" cannot be used here'),
        (("minutes = 20", "minutes = 500"), "priority, minutes: 500 is no number that fits"),
        (
            ('{ en = "Information" }', '{ es = "Información" }'),
            'label: has no name in the language of the city, "en"',
        ),
        (
            ('"09:00-17:00"', '"17:00-09:00"'),
            'office city-hall, hours: mon-fri = "17:00-09:00" is impossible',
        ),
    ],
)
def test_a_mistake_is_named(city: Path, change: tuple[str, str], said: str) -> None:
    assert mistakes(city, change) == [said]


def test_a_letter_stands_for_one_thing_in_a_place(city: Path) -> None:
    twice = 'office city-hall, letter: "A" is there twice'
    assert mistakes(city, ('letter = "B"', 'letter = "A"')) == [twice, twice]


def test_a_letter_that_the_hall_cannot_say_is_a_mistake(city: Path) -> None:
    path = city / "voice.toml"
    path.write_text(path.read_text().replace('letter-b = "bee"', ""))
    assert mistakes(city) == ["prompts, letter-b: is missing"]


def test_a_place_without_a_service_is_a_mistake(city: Path) -> None:
    path = city / "offices.toml"
    path.write_text(path.read_text().split("[[office.service]]")[0])
    assert mistakes(city) == ["office city-hall, service: is missing"]


@pytest.mark.django_db
def test_places_and_their_services_are_the_city_s() -> None:
    izmit = queries.offices_now()["izmit"]
    assert (izmit.name, izmit.desks) == ("İzmit İletişim Merkezi", 6)
    assert [service.letter for service in queries.services_of(izmit)] == ["A", "B", "C"]
    for language, label in (("tr", "Bilgi ve danışma"), ("en", "Information")):
        with override(language):
            assert queries.services_of(izmit)[2].label == label
            assert queries.priority().label
    assert queries.priority().ahead == timedelta(minutes=15)


@pytest.mark.django_db
def test_a_place_that_the_file_no_longer_names_is_retired() -> None:
    pack = cast.pack()
    fewer = replace(pack.offices, offices=pack.offices.offices[:1])
    load_city(pack=replace(pack, offices=fewer), by=SYSTEM, at=cast.AT)
    assert list(queries.offices_now()) == ["izmit"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 11, 24, 5, 29, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 5, 30, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 14, 30, tzinfo=UTC), False),
        # A Saturday, a Sunday, and the Republic Day with the half day before it
        (datetime(2026, 11, 28, 10, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 29, 8, 0, tzinfo=UTC), False),
        (datetime(2026, 10, 28, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 28, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 10, 29, 8, 0, tzinfo=UTC), False),
    ],
)
def test_a_place_is_open_by_the_clock_of_the_city_but_on_holidays(
    at: datetime, is_open: bool
) -> None:
    assert queries.is_office_open(queries.offices_now()["izmit"], at) is is_open
