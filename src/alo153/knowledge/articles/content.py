"""The content of an article, as file, form and version have it. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final, Self

from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

LONGEST_QUESTION: Final = 120
LONGEST_ANSWER: Final = 1_000
LONGEST_SPOKEN: Final = 600
"""The slower voices read it within the 90 seconds that the menu gives a speech."""
LONGEST_STEP: Final = 300
LONGEST_SOURCE: Final = 200
MOST_FORMS: Final = 40
MOST_STEPS: Final = 20


@dataclass(frozen=True, kw_only=True)
class Words:
    """A question and its answer in one language.

    Args:
        forms: other ways to ask, and keywords.
        steps: what an agent says or does one after the other.
        spoken: the answer as callers hear it, where that is shorter.
        variants: the answer in a district where it is another, by the district's slug.
    """

    question: str
    answer: str
    forms: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    spoken: str = ""
    variants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Content:
    """An article, whatever the language.

    Args:
        topic: what it is counted under when it helped.
        unit: responsible for what it says.
        source: where the municipality says so.
        review_on: the day on which somebody looks whether it still holds.
        internal: for staff alone.
    """

    slug: str
    topic: str
    unit: str
    words: Mapping[str, Words]
    source: str = ""
    link: str = ""
    phone: str = ""
    address: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    review_on: date | None = None
    internal: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it as a version keeps it."""
        facts = asdict(self)
        for name in _DAYS:
            facts[name] = day.isoformat() if (day := getattr(self, name)) else None
        for words in facts["words"].values():
            words["forms"], words["steps"] = list(words["forms"]), list(words["steps"])
        return facts

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> Self:
        """Return it as it was kept."""
        days = {name: date.fromisoformat(facts[name]) for name in _DAYS if facts[name]}
        words = {
            language: Words(**said | {"forms": tuple(said["forms"]), "steps": tuple(said["steps"])})
            for language, said in facts["words"].items()
        }
        return cls(**{**facts, **dict.fromkeys(_DAYS), **days, "words": words})


_DAYS: Final = ("valid_from", "valid_until", "review_on")
_LABELS: Final = {
    "topic": gettext_lazy("Topic"),
    "unit": gettext_lazy("Responsible"),
    "source": gettext_lazy("Source"),
    "link": gettext_lazy("Page"),
    "phone": gettext_lazy("Telephone"),
    "address": gettext_lazy("Address"),
    "valid_from": gettext_lazy("Holds from"),
    "valid_until": gettext_lazy("Holds until"),
    "review_on": gettext_lazy("Look at it again on"),
    "internal": gettext_lazy("For staff alone"),
}


@dataclass(frozen=True)
class Change:
    """A line that one of two versions has and the other has not; `sign` is + or -."""

    sign: str
    text: str


def difference(before: Content, after: Content) -> list[Change]:
    """Return the lines that went and came, in the order of the article."""
    lines = difflib.ndiff(list(_lines(before)), list(_lines(after)))
    return [Change(line[0], line[2:]) for line in lines if line[0] in "+-"]


def _lines(content: Content) -> Iterator[str]:
    """Yield an article as lines, each with the label of its field."""
    for name, of_fact in _LABELS.items():
        if value := getattr(content, name):
            yield f"{of_fact}: {_written(value)}"
    for code, words in sorted(content.words.items()):
        language = get_language_info(code)["name_translated"]
        for label, texts in _said(words):
            yield from (f"{language}, {label}: {text}" for text in texts)


def _said(words: Words) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the lines of a text below the label of its field, or below the district."""
    yield _("question"), [words.question]
    yield _("answer"), words.answer.splitlines()
    yield _("step"), words.steps
    yield _("other way to ask"), words.forms
    yield _("as callers hear it"), [words.spoken] if words.spoken else []
    for district, text in sorted(words.variants.items()):
        yield district, [text]


def _written(value: str | date | bool) -> str:
    if isinstance(value, bool):
        return _("yes")
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else value
