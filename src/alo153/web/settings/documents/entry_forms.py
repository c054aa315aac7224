"""One entry of a document as a form: what can be written, and in which words it is refused."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from alo153.city import queries
from alo153.city.citypack.typed_values import LONGEST_LABEL, SLUG
from alo153.city.models import Unit
from alo153.city.rules.alarms import is_phrase

STANDARD_UNITS = [
    ("hours", _("hours by the clock")),
    ("working hours", _("working hours")),
    ("days", _("calendar days")),
    ("working days", _("working days")),
]
LONGEST_STANDARD = 1000
_MOST_HOURS = 720
INHERITED = "inherited"
"""Key of the values of an entry's group among what its form begins with."""
REQUIRED = {"required": _("Fill this in.")}


class Lines(forms.CharField):
    """Some texts, one a line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = 6

    def prepare_value(self, value: Any) -> Any:
        """Show one a line."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """Return the lines that are not empty."""
        lines = (super().to_python(value) or "").splitlines()
        return tuple(filter(None, map(str.strip, lines)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is in the lines."""
        return bool(tuple(initial or ()) != self.to_python(data))


class BaseEntryForm(forms.Form):
    """The form of an entry; its key does not change once the entry is `known`.

    A new one belongs to one of `groups`, where a document has such.
    """

    def __init__(
        self, *args: Any, known: bool, groups: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if known:
            for name in ("slug", "key", "day"):
                self.fields.pop(name, None)
        if groups:
            self.fields["group"] = forms.ChoiceField(
                label=_("Group"), choices=[("", _("choose")), *groups], error_messages=REQUIRED
            )

    def values(self) -> dict[str, Any]:
        """Return what the entry says then."""
        return dict(self.cleaned_data)


class EntryForm(BaseEntryForm):
    """An entry with a short name for addresses, which stays what it was once it is there."""

    slug = forms.CharField(
        label=_("Key"),
        max_length=80,
        help_text=_("Small letters a-z, digits and hyphens; it never changes."),
        validators=[
            RegexValidator(
                re.compile(rf"(?:{SLUG.pattern})\Z"),
                _("Write small letters a-z, digits and single hyphens, like park-ve-bahceler."),
            )
        ],
        error_messages=REQUIRED,
    )
    name = forms.CharField(label=_("Name"), max_length=120, error_messages=REQUIRED)


class UnitForm(EntryForm):
    """A department, an affiliate, or another body."""

    kind = forms.ChoiceField(
        label=_("Kind of body"),
        choices=[
            ("department", _("department of the municipality")),
            ("affiliate", _("affiliate")),
            ("outside", _("another body")),
        ],
    )
    parent = forms.ChoiceField(label=_("Belongs to"), required=False)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=20)
    email = forms.EmailField(label=_("E-mail"), required=False)
    say = forms.CharField(
        label=_("What an agent says"),
        required=False,
        max_length=300,
        help_text=_("To a caller who is sent on to this body."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "parent", [("", _("nobody")), *unit_choices()])


class ContactForm(EntryForm):
    """A party that an agent asks into a call."""

    role = forms.CharField(label=_("Role"), max_length=80, error_messages=REQUIRED)
    phone = forms.CharField(label=_("Telephone"), max_length=20, error_messages=REQUIRED)


class AlarmForm(EntryForm):
    """Words that a person must look at."""

    phrases = Lines(
        label=_("Words that raise it"),
        help_text=_("One a line. A star at the end of a word: whatever begins so."),
        error_messages={"required": _("Write words; without any nothing would ever raise it.")},
    )
    harmless = Lines(
        label=_("Harmless with these words"), required=False, help_text=_("One a line.")
    )
    say = forms.CharField(
        label=_("What an agent says"), required=False, max_length=300, widget=forms.Textarea
    )
    call = forms.CharField(
        label=_("Number to call at once"),
        required=False,
        max_length=12,
        validators=[RegexValidator(r"\A\d+\Z", _("Write only digits, like 112."))],
    )
    answer_hours = forms.IntegerField(
        label=_("Answer within hours"),
        required=False,
        min_value=0,
        max_value=_MOST_HOURS,
        help_text=_("Empty: as the topic says."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["say"].widget.attrs["rows"] = 3

    def clean_phrases(self) -> tuple[str, ...]:
        """Refuse what cannot be listened for."""
        return self._heard("phrases")

    def clean_harmless(self) -> tuple[str, ...]:
        """Refuse what cannot be listened for."""
        return self._heard("harmless")

    def _heard(self, name: str) -> tuple[str, ...]:
        lines: tuple[str, ...] = self.cleaned_data[name]
        for each in lines:
            if not is_phrase(each):
                raise forms.ValidationError(
                    _("“%(line)s” cannot be listened for. Write words with spaces between."),
                    params={"line": each},
                )
        return lines


class MessageForm(BaseEntryForm):
    """A message to citizens."""

    text = forms.CharField(
        label=_("Message"),
        widget=forms.Textarea,
        max_length=4000,
        strip=False,
        help_text=_("Words in curly brackets are filled in; they stay as they are."),
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 12

    def values(self) -> dict[str, Any]:
        """Return what the entry says then; browsers end lines as e-mails do."""
        return {"text": self.cleaned_data["text"].replace("\r\n", "\n")}


def ask_names(form: forms.Form, key: str) -> list[str]:
    """Add a field for a name in each language, and return their names: ``name_tr``.

    `key` is where the entry has its names by language.
    """
    former: Mapping[str, str] = form.initial.get(key, {})
    languages = {**{code: code for code in former}, **dict(settings.LANGUAGES)}
    for code, word in languages.items():
        form.fields[f"{key}_{code}"] = forms.CharField(
            label=_("Name (%(language)s)") % {"language": word},
            max_length=LONGEST_LABEL,
            required=code == settings.LANGUAGE_CODE,
            initial=former.get(code, ""),
            error_messages=REQUIRED,
        )
    return [f"{key}_{code}" for code in languages]


def with_names(said: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return values of a form with the names by language under one key."""
    names = {each: text for each, text in said.items() if each.startswith(f"{key}_")}
    given = {each.removeprefix(f"{key}_"): text for each, text in names.items() if text}
    return {**{each: text for each, text in said.items() if each not in names}, key: given}


def unit_choices() -> list[tuple[str, str]]:
    """Return the units of the municipality that can be chosen."""
    return [(each.slug, each.name) for each in queries.units() if each.kind != Unit.Kind.OUTSIDE]


def choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    """Offer these, and what is there already: left out, it would be lost."""
    fields: dict[str, Any] = form.fields
    former = form.initial.get(name)
    known = {key for key, _label in choices}
    fields[name].choices = (
        choices if not former or former in known else [*choices, (former, former)]
    )
