"""A code that went to a telephone opens once, soon, and where it was asked for."""

import logging
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from tests import cast

from alo153.citizens import actions
from alo153.citizens.actions import CodeOver, TooManyCodes, WrongCode, signing_in
from alo153.citizens.actions.signing_in import HOLDS, HOUR, Asked
from alo153.citizens.models import MOST_WRONG, Identity, SignInCode
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
AYSE, OTHER = "+905320000101", "+905329990000"
SOON = cast.AT + timedelta(minutes=1)


@pytest.fixture
def asked() -> Asked:
    return actions.ask_code(phone=AYSE, at=cast.AT)


def use(asked: Asked, typed: str = "", *, phone: str = AYSE, at: object = SOON) -> None:
    actions.use_code(key=asked.row.pk, phone=phone, typed=typed or asked.code, at=at)  # type: ignore[arg-type]


def wrong_of(asked: Asked) -> str:
    return f"{(int(asked.code) + 1) % 1_000_000:06}"


def test_the_right_code_verifies_the_number(asked: Asked) -> None:
    cast.citizen("Ayşe Işık")
    use(asked)
    assert Identity.objects.get(value=AYSE).verified_at == SOON
    assert Event.objects.filter(name="sign_in.proved").count() == 1


def test_a_code_opens_once(asked: Asked) -> None:
    use(asked)
    with pytest.raises(CodeOver):
        use(asked)


def test_a_code_opens_for_ten_minutes(asked: Asked) -> None:
    with pytest.raises(CodeOver):
        use(asked, at=cast.AT + HOLDS + timedelta(seconds=1))
    use(asked, at=cast.AT + HOLDS)


def test_after_three_wrong_codes_the_right_one_opens_nothing(asked: Asked) -> None:
    for _ in range(MOST_WRONG):
        with pytest.raises(WrongCode):
            use(asked, wrong_of(asked))
    with pytest.raises(CodeOver):
        use(asked)


def test_a_code_opens_no_other_number_and_no_other_row(asked: Asked) -> None:
    with pytest.raises(WrongCode):
        use(asked, phone=OTHER)
    other = actions.ask_code(phone=OTHER, at=cast.AT)
    with pytest.raises(WrongCode):
        actions.use_code(key=other.row.pk, phone=OTHER, typed=wrong_of(other), at=SOON)
    with pytest.raises(CodeOver):
        actions.use_code(key=uuid4(), phone=AYSE, typed=asked.code, at=SOON)


def test_a_number_gets_three_codes_an_hour_and_eight_a_day() -> None:
    left = 0
    for hour in range(4):
        for _ in range(4):
            try:
                actions.ask_code(phone=AYSE, at=cast.AT + hour * (HOUR + timedelta(minutes=1)))
            except TooManyCodes:
                continue
            left += 1
    assert left == 8
    actions.ask_code(phone=OTHER, at=cast.AT)


def test_visitors_with_a_proof_get_one_more_an_hour_and_three_more_a_day() -> None:
    left, helps = 0, []
    for hour in range(6):
        at = cast.AT + hour * (HOUR + timedelta(minutes=1))
        for is_proved in (False, False, False, False, True, True):
            try:
                actions.ask_code(phone=AYSE, is_proved=is_proved, at=at)
            except TooManyCodes as refused:
                helps.append(refused.proof_helps)
                continue
            left += 1
    assert left == 11
    assert helps[:2] == [True, False]
    assert not helps[-1]


@pytest.mark.parametrize(
    ("apart", "until"),
    [(timedelta(minutes=10), HOUR), (timedelta(hours=2), timedelta(days=1))],
)
def test_a_refusal_says_when_the_next_code_is_possible(apart: timedelta, until: timedelta) -> None:
    again_at = asked_until_refused(apart)
    assert again_at == cast.AT + until
    with pytest.raises(TooManyCodes):
        actions.ask_code(phone=AYSE, at=again_at - timedelta(seconds=1))
    actions.ask_code(phone=AYSE, at=again_at)


def asked_until_refused(apart: timedelta) -> datetime:
    """Ask for code after code, and return when the refusal says that the next one is possible."""
    for turn in range(20):
        try:
            actions.ask_code(phone=AYSE, at=cast.AT + turn * apart)
        except TooManyCodes as refused:
            return refused.until
    raise AssertionError("nothing was refused")


def test_all_numbers_together_get_so_many_an_hour(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(signing_in, "IN_ALL", 2)
    for number in (AYSE, OTHER):
        actions.ask_code(phone=number, at=cast.AT)
    with caplog.at_level(logging.WARNING), pytest.raises(TooManyCodes):
        actions.ask_code(phone="+905321112233", at=SOON)
    assert "no sign-in code is sent" in caplog.text
    actions.ask_code(phone="+905321112233", at=cast.AT + HOUR)


def test_guessing_over_many_numbers_ends_too(monkeypatch: pytest.MonkeyPatch, asked: Asked) -> None:
    monkeypatch.setattr(signing_in, "WRONG_IN_ALL", 2)
    other = actions.ask_code(phone=OTHER, at=cast.AT)
    for _ in range(2):
        with pytest.raises(WrongCode):
            actions.use_code(key=other.row.pk, phone=OTHER, typed=wrong_of(other), at=SOON)
    with pytest.raises(WrongCode):
        use(asked, wrong_of(asked))
    with pytest.raises(TooManyCodes):
        use(asked)


def test_whoever_guesses_keeps_nobody_out_who_types_it_right(
    monkeypatch: pytest.MonkeyPatch, asked: Asked
) -> None:
    monkeypatch.setattr(signing_in, "WRONG_IN_ALL", 2)
    other = actions.ask_code(phone=OTHER, at=cast.AT)
    for _ in range(2):
        with pytest.raises(WrongCode):
            actions.use_code(key=other.row.pk, phone=OTHER, typed=wrong_of(other), at=SOON)
    use(asked)
    assert SignInCode.objects.get(pk=asked.row.pk).used_at == SOON


def test_no_row_and_no_event_holds_number_or_code(asked: Asked) -> None:
    use(asked)
    row = SignInCode.objects.values().get()
    kept = f"{row} {list(Event.objects.values())}"
    assert asked.code not in f"{row}"
    assert AYSE.removeprefix("+90") not in kept


def test_a_day_later_the_row_is_gone(asked: Asked) -> None:
    other = actions.ask_code(phone=OTHER, at=cast.AT + HOUR)
    actions.forget_codes(before=cast.AT + HOUR)
    assert list(SignInCode.objects.all()) == [other.row]
    assert asked.row.pk != other.row.pk
