"""Tries at the same moment count as tries one after the other do."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests import cast
from tests.cases.at_once import at_once
from tests.citizens.vouching.real_provider import NUMBER

from alo153.citizens.actions import (
    CodeOver,
    TooManyCodes,
    WrongCode,
    ask_code,
    recognize_vouched,
    use_code,
)
from alo153.citizens.models import Citizen
from alo153.citizens.vouching.contract import Vouched

pytestmark = pytest.mark.django_db(transaction=True)
AYSE = "+905320000101"
SOON = cast.AT + timedelta(minutes=1)


def outcome(deed: Callable[[], object]) -> Callable[[], object]:
    """Return what came of a deed by a word."""

    def done() -> str:
        try:
            deed()
        except (WrongCode, CodeOver, TooManyCodes) as refused:
            return type(refused).__name__
        return "done"

    return done


def six(deed: Callable[[], object]) -> Counter[object]:
    return Counter(at_once(*[outcome(deed)] * 6))


def test_of_six_who_ask_for_one_number_three_get_a_code() -> None:
    assert six(lambda: ask_code(phone=AYSE, at=cast.AT)) == {"done": 3, "TooManyCodes": 3}


def test_of_six_guesses_three_are_looked_at() -> None:
    asked = ask_code(phone=AYSE, at=cast.AT)
    wrong = f"{(int(asked.code) + 1) % 1_000_000:06}"
    found = six(lambda: use_code(key=asked.row.pk, phone=AYSE, typed=wrong, at=SOON))
    assert found == {"WrongCode": 3, "CodeOver": 3}


def test_of_six_who_have_the_code_one_gets_in() -> None:
    asked = ask_code(phone=AYSE, at=cast.AT)
    found = six(lambda: use_code(key=asked.row.pk, phone=AYSE, typed=asked.code, at=SOON))
    assert found == {"done": 1, "CodeOver": 5}


def test_six_first_sign_ins_of_one_person_are_one_citizen() -> None:
    who = Vouched(NUMBER, "Ayşe Işık", AYSE)
    six(lambda: recognize_vouched(provider="oidc", vouched=who, at=cast.AT))
    assert Citizen.objects.count() == 1
