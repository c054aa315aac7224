"""The questions of the chosen topic, as fields of the record."""

from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from alo153.city import queries
from alo153.city.models import Topic
from alo153.city.rules import questions
from alo153.city.rules.questions import TopicQuestion, WrongAnswers
from alo153.web.kit.fields.asked import Choices, field_of
from alo153.web.kit.fields.typed import TopicForm

_PREFIX: Final = "question-"
_NOTHING: Final = ("", _("choose"))


class QuestionsForm(TopicForm):
    """Something about a topic, with what that topic asks.

    Without `answers_complete` a required question may lack its answer: it counts as not asked.
    """

    def __init__(self, *args: Any, answers_complete: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._complete = answers_complete
        self._ask(queries.topics_now().get(str(self["topic"].value() or "")))

    @property
    def topic_questions(self) -> list[BoundField]:
        """Return the fields of the chosen topic's questions."""
        return [self[name] for name in self.fields if name.startswith(_PREFIX)]

    def check_answers(self, cleaned: dict[str, Any]) -> None:
        """Take the answers; each that is wrong, or lacks and must not, is named at its question."""
        topic = cleaned.get("topic")
        # A topic that was typed and not chosen shows its questions only now
        asked = self._ask(topic)
        typed = {each.key: self.data.get(_PREFIX + each.key, "") for each in asked}
        cleaned |= {"answers": typed, "answers_complete": self._complete}
        try:
            questions.read(asked, typed, complete=self._complete)
        except WrongAnswers as error:
            for key, words in error.wrong.items():
                self.add_error(_PREFIX + key, str(words))

    def _ask(self, topic: Topic | None) -> tuple[TopicQuestion, ...]:
        asked = questions.from_data(topic.questions) if topic else ()
        for each in asked:
            self.fields.setdefault(_PREFIX + each.key, field_of(each, _choices))
        return asked


def _choices(_question: TopicQuestion, choices: Choices) -> forms.Widget:
    return forms.Select(choices=[_NOTHING, *choices])
