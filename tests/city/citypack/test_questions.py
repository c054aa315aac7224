"""A topic asks what its crew must know: the rules of questions and of their answers."""

import pytest

from alo153.city.rules.questions import QuestionKind, TopicQuestion, WrongAnswers, read

POLE = TopicQuestion(key="pole", question="Number on the pole", kind=QuestionKind.TEXT)
LAMPS = TopicQuestion(
    key="lamps",
    question="How many lamps are dark?",
    kind=QuestionKind.CHOICE,
    required=True,
    choices=("One", "Several"),
)
DANGER = TopicQuestion(key="danger", question="Is it dangerous?", kind=QuestionKind.YES_NO)
SINCE = TopicQuestion(key="since", question="Since when?", kind=QuestionKind.DATE)
METERS = TopicQuestion(key="meters", question="How long is it?", kind=QuestionKind.NUMBER)
ALL = (POLE, LAMPS, DANGER, SINCE, METERS)


def test_answers_stay_in_the_order_of_the_questions() -> None:
    typed = {"meters": "2,5", "lamps": "One", "pole": " K-17 \n 4 ", "since": "2026-12-01"}
    found = [(each.question.key, each.answer) for each in read(ALL, typed, complete=True)]
    assert found == [
        ("pole", "K-17 4"),
        ("lamps", "One"),
        ("since", "2026-12-01"),
        ("meters", "2,5"),
    ]


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("lamps", "Three"),
        ("danger", "perhaps"),
        ("since", "yesterday"),
        ("since", "2026-02-30"),
        ("meters", "long"),
        ("meters", "²"),
        ("pole", "x" * 301),
        ("color", "red"),
    ],
)
def test_a_wrong_answer_names_its_question(key: str, answer: str) -> None:
    with pytest.raises(WrongAnswers) as error:
        read(ALL, {"lamps": "One", key: answer}, complete=True)
    assert list(error.value.wrong) == [key]


def test_a_required_question_wants_an_answer_where_it_was_asked() -> None:
    with pytest.raises(WrongAnswers) as error:
        read(ALL, {"lamps": "  "}, complete=True)
    assert list(error.value.wrong) == ["lamps"]


def test_where_nobody_asked_the_required_question_is_kept_without_an_answer() -> None:
    found = read(ALL, {}, complete=False)
    assert [(each.question.key, each.answer) for each in found] == [("lamps", "")]
