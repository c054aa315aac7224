"""The form to write an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.city.models import Unit
from alo153.core.text import slug as slug_of
from alo153.knowledge.articles import matching, queries
from alo153.knowledge.articles.content import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    LONGEST_SOURCE,
    LONGEST_SPOKEN,
    LONGEST_STEP,
    MOST_FORMS,
    MOST_STEPS,
    Content,
    Words,
)
from alo153.knowledge.articles.policy import may_write
from alo153.knowledge.models import Article
from alo153.web.kit.fields.choosing import DrawnSelect, OneOf

_LONGEST_SLUG = 50
_DAY = {"type": "date"}


class Lines(forms.CharField):
    """Several texts, one a line."""

    def __init__(self, *, most: int, longest: int, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)
        self._most, self._longest = most, longest

    def prepare_value(self, value: Any) -> Any:
        """Show each on its line."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Return them as a tuple, or say which is too long."""
        lines = tuple(filter(None, map(str.strip, super().clean(value).splitlines())))
        if len(lines) > self._most:
            raise ValidationError(_("Write at most %(most)s lines.") % {"most": self._most})
        for line in lines:
            if len(line) > self._longest:
                raise ValidationError(_("Shorten this line: %(line)s") % {"line": line[:60]})
        return lines


class ArticleForm(forms.Form):
    """An article in the language of the city, and a shorter one in each other of the pages."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    question = forms.CharField(
        label=gettext_lazy("Question, as citizens ask it"), max_length=LONGEST_QUESTION
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "As you would say it: what, where, which papers. No dates that pass."
        ),
    )
    forms_ = Lines(
        most=MOST_FORMS,
        longest=LONGEST_QUESTION,
        label=gettext_lazy("Other ways to ask, and keywords"),
        help_text=gettext_lazy("One a line. It is found when all words of a line were said."),
    )
    steps = Lines(
        most=MOST_STEPS,
        longest=LONGEST_STEP,
        label=gettext_lazy("Step by step"),
        help_text=gettext_lazy("What an agent asks, says or does, one a line. Only staff see it."),
    )
    spoken = forms.CharField(
        label=gettext_lazy("As callers hear it"),
        required=False,
        max_length=LONGEST_SPOKEN,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "The voice menu says it. Shorter than the answer; empty: callers do not hear it."
        ),
    )
    topic = OneOf(city.topics_now, label=gettext_lazy("Topic"), widget=DrawnSelect, empty_label="")
    unit = OneOf(
        city.units_now, label=gettext_lazy("Responsible"), widget=DrawnSelect, empty_label=""
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=LONGEST_SOURCE,
        help_text=gettext_lazy("Where the municipality says so: a page, a decision, a document."),
    )
    phone = forms.RegexField(
        r"^[\d +()-]{3,20}$", label=gettext_lazy("Telephone"), required=False, max_length=20
    )
    link = forms.RegexField(
        r"^(https://\S+|/[^\s/]\S*)$",
        label=gettext_lazy("Page"),
        required=False,
        max_length=200,
        error_messages={
            "invalid": gettext_lazy("Begin it with https://, or with / for a page of the portal.")
        },
    )
    address = forms.CharField(label=gettext_lazy("Address"), required=False, max_length=200)
    valid_from = forms.DateField(
        label=gettext_lazy("Holds from"), required=False, widget=forms.DateInput(_DAY, "%Y-%m-%d")
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Holds until"), required=False, widget=forms.DateInput(_DAY, "%Y-%m-%d")
    )
    review_on = forms.DateField(
        label=gettext_lazy("Look at it again on"), widget=forms.DateInput(_DAY, "%Y-%m-%d")
    )
    internal = forms.BooleanField(label=gettext_lazy("For staff alone"), required=False)

    def __init__(
        self, user: User, *args: Any, article: Article | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._user, self._article = user, article
        for language, name in _others():
            for part, field in _fields_of(name, language).items():
                self.fields[f"{part}_{language}"] = field
        for key, district in city.districts_now().items():
            self.fields[f"in_{key}"] = forms.CharField(
                label=district.name,
                required=False,
                max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def in_other_languages(self) -> list[forms.BoundField]:
        """Return the fields of the other languages."""
        names = (
            f"{part}_{language}"
            for language, _name in _others()
            for part in ("question", "answer", "spoken", "forms_")
        )
        return [self[name] for name in names]

    @property
    def in_districts(self) -> list[forms.BoundField]:
        """Return the fields of the districts."""
        return [self[f"in_{key}"] for key in city.districts_now()]

    @property
    def has_variants(self) -> bool:
        """Say whether a district has an answer of its own."""
        return any(field.value() or field.errors for field in self.in_districts)

    def clean_question(self) -> str:
        """Refuse a new one that begins as another does: both would have one address."""
        question: str = self.cleaned_data["question"]
        if self._article:
            return question
        slug = slug_of(question)[:_LONGEST_SLUG]
        if not slug:
            raise ValidationError(_("This line has no word: %(line)s") % {"line": question})
        if queries.article(slug):
            raise ValidationError(
                _("An article begins with this question already. Change that, or ask otherwise.")
            )
        return question

    def clean_unit(self) -> Unit:
        """Refuse a unit for which this person may not write."""
        unit: Unit = self.cleaned_data["unit"]
        if not may_write(self._user, unit):
            raise ValidationError(_("You write for your own unit. Choose it here."))
        return unit

    def clean_forms_(self) -> tuple[str, ...]:
        """Refuse a line by which nothing can be found."""
        lines: tuple[str, ...] = self.cleaned_data["forms_"]
        for line in lines:
            if not matching.roots(line, city.city().language):
                raise ValidationError(_("This line has no word: %(line)s") % {"line": line})
        return lines

    def clean(self) -> dict[str, Any]:
        """See that the days follow each other, and that a second language is whole."""
        given = self.cleaned_data
        begins, ends = given.get("valid_from"), given.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", _("The last day must not lie before the first."))
        for language, _name in _others():
            question, answer = given.get(f"question_{language}"), given.get(f"answer_{language}")
            more = given.get(f"spoken_{language}") or given.get(f"forms__{language}")
            if (question or answer or more) and not (question and answer):
                for part, text in (("question", question), ("answer", answer)):
                    if not text:
                        self.add_error(f"{part}_{language}", _("Write both, or neither."))
        return given

    def content(self) -> Content:
        """Return what was typed, as it is put in force."""
        given = self.cleaned_data
        own = Words(
            question=given["question"],
            answer=given["answer"],
            forms=given["forms_"],
            steps=given["steps"],
            spoken=given["spoken"],
            variants={
                key: text for key in city.districts_now() if (text := given[f"in_{key}"].strip())
            },
        )
        facts = ("source", "phone", "link", "address", "valid_from", "valid_until", "review_on")
        return Content(
            slug=self._article.slug if self._article else slug_of(own.question)[:_LONGEST_SLUG],
            topic=given["topic"].slug,
            unit=given["unit"].slug,
            internal=given["internal"],
            words={city.city().language: own, **self._in_others(), **self._not_offered()},
            **{name: given[name] for name in facts},
        )

    def _in_others(self) -> dict[str, Words]:
        """Return what was typed; steps and answers of districts, which have no field, stay."""
        given, before = self.cleaned_data, self._said_before()
        return {
            language: replace(
                before.get(language, Words(question="", answer="")),
                question=given[f"question_{language}"],
                answer=given[f"answer_{language}"],
                spoken=given[f"spoken_{language}"],
                forms=given[f"forms__{language}"],
            )
            for language, _name in _others()
            if given[f"question_{language}"]
        }

    def _not_offered(self) -> dict[str, Words]:
        """Return what the article says in languages of the voice menu that no page has."""
        offered = {code for code, _name in settings.LANGUAGES} | {city.city().language}
        return {code: said for code, said in self._said_before().items() if code not in offered}

    def _said_before(self) -> Mapping[str, Words]:
        content = queries.content_of(self._article) if self._article else None
        return content.words if content else {}


def initial(article: Article | None, content: Content | None) -> Mapping[str, Any]:
    """Return what a form begins with: what the article says now."""
    if article is None or content is None:
        return {"seen": article.version if article else 0}
    own = content.words[city.city().language]
    typed: dict[str, Any] = {
        "seen": article.version,
        "topic": article.topic,
        "unit": article.unit,
        "internal": content.internal,
        "review_on": article.review_on,
        **_said(own, ""),
        "steps": own.steps,
        **{f"in_{key}": text for key, text in own.variants.items()},
    }
    for name in ("source", "phone", "link", "address", "valid_from", "valid_until"):
        typed[name] = getattr(content, name)
    for language, _name in _others():
        if words := content.words.get(language):
            typed |= _said(words, f"_{language}")
    return typed


def _said(words: Words, ending: str) -> dict[str, Any]:
    return {
        f"question{ending}": words.question,
        f"answer{ending}": words.answer,
        f"spoken{ending}": words.spoken,
        f"forms_{ending}": words.forms,
    }


def _others() -> list[tuple[str, str]]:
    """Return the languages of the pages other than the city's own."""
    return [(code, name) for code, name in settings.LANGUAGES if code != city.city().language]


def _fields_of(name: str, language: str) -> dict[str, forms.Field]:
    words = {"lang": language}
    return {
        "question": forms.CharField(
            label=_("Question (%(language)s)") % {"language": name},
            required=False,
            max_length=LONGEST_QUESTION,
            widget=forms.TextInput(attrs=words),
        ),
        "answer": forms.CharField(
            label=_("Answer (%(language)s)") % {"language": name},
            required=False,
            max_length=LONGEST_ANSWER,
            widget=forms.Textarea(attrs={"rows": 4, **words}),
        ),
        "spoken": forms.CharField(
            label=_("As callers hear it (%(language)s)") % {"language": name},
            required=False,
            max_length=LONGEST_SPOKEN,
            widget=forms.Textarea(attrs={"rows": 2, **words}),
        ),
        "forms_": Lines(
            most=MOST_FORMS,
            longest=LONGEST_QUESTION,
            label=_("Other ways to ask (%(language)s)") % {"language": name},
        ),
    }
