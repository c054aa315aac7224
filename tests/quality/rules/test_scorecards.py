"""A card is checked before it is used; its answers give points, and critical errors apart."""

import pytest

from alo153.quality.rules.scorecards import (
    Critical,
    FaultKind,
    Question,
    Scale,
    Score,
    Scorecard,
    Section,
    allows,
    faults,
    score,
)

GREETS = Question(key="greets", text="Selamladı mı?", weight=20)
LISTENS = Question(key="listens", text="Dinledi mi?", weight=50, scale=Scale.ONE_TO_FIVE)
ENDS = Question(key="ends", text="Özetledi mi?", weight=30)
PRIVACY = Question(key="privacy", text="Kimliği doğruladı mı?", critical=Critical.COMPLIANCE)


def card(*questions: Question) -> Scorecard:
    return Scorecard(sections=(Section(title="Görüşme", questions=questions),))


CARD = card(GREETS, LISTENS, ENDS, PRIVACY)


def test_a_whole_card_has_no_fault() -> None:
    assert faults(CARD) == []


@pytest.mark.parametrize(
    ("questions", "kind", "where"),
    [
        ((), FaultKind.EMPTY, ""),
        ((GREETS, LISTENS), FaultKind.WEIGHTS, ""),
        ((GREETS, LISTENS, ENDS, GREETS), FaultKind.KEY_TWICE, "greets"),
        ((GREETS, LISTENS, Question(key="ends", text=" ", weight=30)), FaultKind.NO_TEXT, "ends"),
        (
            (LISTENS, Question(key="x", text="?", weight=50, critical=Critical.CITIZEN)),
            FaultKind.CRITICAL_WEIGHT,
            "x",
        ),
        (
            (
                *(GREETS, LISTENS, ENDS),
                Question(key="x", text="?", critical=Critical.CITIZEN, scale=Scale.ONE_TO_FIVE),
            ),
            FaultKind.CRITICAL_SCALE,
            "x",
        ),
    ],
)
def test_a_fault_names_its_question(
    questions: tuple[Question, ...], kind: FaultKind, where: str
) -> None:
    assert (kind, where) in [(fault.kind, fault.where) for fault in faults(card(*questions))]


def test_weights_that_do_not_add_up_say_what_they_come_to() -> None:
    assert [fault.found for fault in faults(card(GREETS, LISTENS))] == [70]


def test_points_are_weighed_by_hand() -> None:
    answers = {"greets": 1, "listens": 3, "ends": 0, "privacy": 1}
    # 20 * 1 + 50 * (3 - 1) / 4 + 30 * 0 = 45 of 100
    assert score(CARD, answers) == Score(percent=45.0)


def test_what_does_not_apply_leaves_both_sums() -> None:
    answers = {"greets": 1, "listens": 3, "ends": None, "privacy": None}
    found = score(CARD, answers).percent
    assert found is not None
    assert found == pytest.approx(100 * 45 / 70)


def test_critical_errors_are_counted_apart_and_never_averaged() -> None:
    answers = {"greets": 1, "listens": 5, "ends": 1, "privacy": 0}
    assert score(CARD, answers) == Score(percent=100.0, critical={Critical.COMPLIANCE: 1})


def test_missing_answers_are_named() -> None:
    assert score(CARD, {"greets": 1}).missing == ("listens", "ends", "privacy")


def test_where_nothing_applies_there_is_no_score() -> None:
    assert score(card(GREETS), {"greets": None}).percent is None


@pytest.mark.parametrize(("value", "fits"), [(0, False), (1, True), (5, True), (6, False)])
def test_a_value_lies_on_its_scale(value: int, fits: bool) -> None:
    assert allows(LISTENS, value) is fits


def test_only_some_questions_may_not_apply() -> None:
    always = Question(key="x", text="?", may_not_apply=False)
    assert (allows(GREETS, None), allows(always, None)) == (True, False)
