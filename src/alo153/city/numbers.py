"""Telephone numbers by the number plan of the city's country."""

from alo153.city.queries import city
from alo153.city.rules import phone
from alo153.city.rules.phone import PhoneNumber, PhoneProblem


def parse(text: str) -> PhoneNumber:
    """Understand a number as it is dialed in the city; see `city.rules.phone.parse`.

    Raises:
        PhoneError: it is empty, has letters, is too short, or no such number exists.
    """
    return phone.parse(text, country=city().country)


def display(value: str) -> str:
    """Return a stored number as people of the city write it: ``0532 123 45 67``."""
    return phone.display(value, country=city().country)


def masked(value: str) -> str:
    """Return a number that can be recognized but not used: ``05** *** ** 67``."""
    return phone.masked(value, country=city().country)


def example() -> str:
    """Return a mobile number as people of the city write it, to show a form."""
    return phone.example(city().country)


def written_form() -> tuple[str, str]:
    """Return how numbers of the city's country begin abroad, and how one is written there."""
    return phone.written_form(city().country)


def words(problem: PhoneProblem) -> str:
    """Say what is wrong with a number, with an example from the city's country."""
    return str(phone.MESSAGES[problem]) % {"example": example()}
