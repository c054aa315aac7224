"""The law as a table: the strictest line that holds decides; a wrong line is named."""

from datetime import date

import pytest

from alo153.workforce.law.rules import Key, LawError, Status, read

TODAY = date(2026, 6, 1)
LINE = {
    "key": "rest_least",
    "value": 660,
    "citation": "By-law on Shift Work",
    "valid_from": date(2004, 4, 7),
}
DAY = {**LINE, "key": "day_most", "citation": "4857 art. 63"}
PREGNANT = {**DAY, "value": 450, "status": "pregnant", "citation": "By-law art. 9"}


def test_the_strictest_rule_that_holds_decides() -> None:
    law = read([DAY, PREGNANT])
    worker, pregnant = frozenset({Status.WORKER}), frozenset({Status.WORKER, Status.PREGNANT})
    assert law.limit(Key.DAY_MOST, worker, TODAY, without=0) == 660
    assert law.limit(Key.DAY_MOST, pregnant, TODAY, without=0) == 450


def test_of_two_rests_the_longer_one_binds() -> None:
    law = read([LINE, {**LINE, "value": 720}])
    assert law.limit(Key.REST_LEAST, frozenset(), TODAY, without=0) == 720


def test_a_new_value_holds_from_its_day_and_the_old_one_until_its_last() -> None:
    law = read(
        [
            {**LINE, "valid_to": date(2026, 6, 30)},
            {**LINE, "value": 720, "valid_from": date(2026, 7, 1)},
        ]
    )
    values = [
        law.limit(Key.REST_LEAST, frozenset(), day, without=0)
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert values == [660, 720]


def test_what_nobody_confirmed_is_told() -> None:
    law = read([LINE, {**DAY, "verified": True}])
    assert [rule.key for rule in law.unverified] == [Key.REST_LEAST]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ({**LINE, "key": "rest"}, "rest"),
        ({**LINE, "statsu": "worker"}, "statsu"),
        ({"key": "rest_least"}, "value"),
        ({**LINE, "status": "tired"}, "tired"),
    ],
)
def test_a_wrong_line_is_named(line: dict[str, object], word: str) -> None:
    with pytest.raises(LawError, match=f"rule 1: .*{word}"):
        read([line])
