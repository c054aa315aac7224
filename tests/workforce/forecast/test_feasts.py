"""Public holidays by name: feasts that move are the same feast each year."""

from datetime import date

from alo153.workforce.forecast.feasts import of_country

YEARS = (date(2024, 1, 1), date(2026, 12, 31))


def test_a_feast_that_moves_keeps_its_name_and_its_days_their_numbers() -> None:
    known = of_country("TR", *YEARS).holidays
    assert known[date(2025, 6, 6)] == known[date(2026, 5, 27)] == "Kurban Bayramı 1"
    assert known[date(2026, 5, 30)] == "Kurban Bayramı 4"
    assert known[date(2025, 10, 29)] == known[date(2026, 10, 29)]


def test_the_month_before_the_end_of_ramadan_is_ramadan() -> None:
    known = of_country("TR", *YEARS)
    assert "ramadan" in known.kinds(date(2026, 3, 10))
    assert known.ordinary(date(2026, 3, 10))
    assert "ramadan" not in known.kinds(date(2026, 2, 1))


def test_days_on_which_the_city_is_closed_are_special() -> None:
    day = date(2026, 6, 1)
    assert of_country("TR", *YEARS, closed=[day]).kinds(day) >= {"holiday", "holiday:closed"}
    assert of_country(None, *YEARS).kinds(date(2026, 1, 1)) == frozenset()


def test_other_countries_have_their_own() -> None:
    assert of_country("US", *YEARS).holidays[date(2026, 7, 4)] == "Independence Day 1"
