"""topics.toml, [[group.topic.question]]: what a topic asks when a case is opened."""

from typing import Final

from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.typed_values import Table
from alo153.city.rules.questions import (
    LONGEST_ANSWER,
    MOST_QUESTIONS,
    QuestionKind,
    TopicQuestion,
)

_HEADER: Final = "group.topic.question"
_FEWEST_CHOICES: Final = 2


def questions_of(table: Table) -> tuple[TopicQuestion, ...]:
    """Return the questions of a topic in the order of the file, noting every mistake."""
    tables = table.tables("question", _HEADER, required=False)
    found = tuple(map(_question, tables))
    keys = [each.key for each in found]
    for line, key in zip(tables, keys, strict=True):
        if keys.count(key) > 1:
            line.wrong("key", _('"%(value)s" is there more than once', value=key), _("Rename one"))
    if found and table.data.get("information_only") is True:
        remedy = _("Remove the questions or information_only")
        table.wrong("question", _("is asked by a topic for information only"), remedy)
    if len(found) > MOST_QUESTIONS:
        remedy = _("Shorten it to at most %(most)s", most=MOST_QUESTIONS)
        table.wrong("question", _("is there %(value)s times", value=len(found)), remedy)
    return found


def _question(table: Table) -> TopicQuestion:
    question = TopicQuestion(
        key=table.slug("key"),
        question=table.text("question", longest=120),
        kind=table.choice("kind", [each.value for each in QuestionKind]),
        required=table.flag("required"),
        internal=table.flag("internal"),
        help=table.text("help", "", longest=200),
        choices=tuple(each.strip() for each in table.words("choices")),
    )
    _check_choices(table, question)
    table.done()
    return question


def _check_choices(table: Table, question: TopicQuestion) -> None:
    choices, is_choice = question.choices, question.kind == QuestionKind.CHOICE
    like = _('Write choices = ["one", "several"]')
    if is_choice and (len(set(choices)) != len(choices) or len(choices) < _FEWEST_CHOICES):
        table.wrong("choices", _("offers no choice of different answers"), like)
    if is_choice and any(not each or len(each) > LONGEST_ANSWER for each in choices):
        table.wrong("choices", _("has an empty or too long answer"), like)
    if choices and not is_choice:
        remedy = _('Write kind = "choice", or remove the choices')
        table.wrong("choices", _("is only for a question with a choice"), remedy)
