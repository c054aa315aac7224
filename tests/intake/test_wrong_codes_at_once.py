"""Wrong codes at the same moment count as ones that are told one after the other."""

from collections.abc import Iterator
from functools import partial
from unittest.mock import patch

import pytest
from django.core.cache import cache
from tests.cases.at_once import Other

from alo153.citizens.channel import Channel
from alo153.intake import wrong_codes

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "+905329990000"


@pytest.fixture(autouse=True)
def counts() -> Iterator[None]:
    """Begin with nobody's tries counted."""
    cache.clear()
    yield
    cache.clear()


def test_a_guess_within_another_one_is_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrong_codes, "OF_A_NUMBER", 2)
    guess = partial(wrong_codes.count, NUMBER, way=Channel.SMS)
    other, read = Other(guess), cache.get

    def counted(key: str, default: int) -> int:
        """What was counted is read, and nothing is written yet."""
        found: int = read(key, default)
        other.begins()
        return found

    with patch.object(wrong_codes.cache, "get", counted):
        guess()
        other.ends()
    assert wrong_codes.are_too_many(NUMBER, way=Channel.SMS)
