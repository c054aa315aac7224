"""Single words of `voice.toml`: words of numbers, and words that a machine reads wrongly."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alo153.web.settings.documents.entry_forms import (
    INHERITED,
    REQUIRED,
    BaseEntryForm,
    Lines,
)

_LONGEST: Final = 60
_SPOKEN: Final = re.compile(r"([^=]*[^=\s])\s*=\s*(\S.*)")
_PARTS: Final[Mapping[str, str | Promise]] = {"and": _("Between ones and tens")}
"""Words between numbers, by their keys."""


class NumbersForm(BaseEntryForm):
    """The word of each number that the announcements are put together from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in (each for each in self.initial if each != INHERITED):
            self.fields[key] = forms.CharField(
                label=str(_PARTS.get(key, key)), max_length=_LONGEST, error_messages=REQUIRED
            )


class SpokenForm(BaseEntryForm):
    """Words with another pronunciation than their spelling says."""

    words = Lines(
        label=_("Said otherwise than written"),
        required=False,
        help_text=_("One a line, like İSU = isu. A recording needs none of it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._former = {key: said for key, said in self.initial.items() if key != INHERITED}
        self.initial = {"words": [f"{word} = {said}" for word, said in self._former.items()]}

    def clean_words(self) -> dict[str, str]:
        """Return the pronunciation of each word."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["words"]:
            read = _SPOKEN.fullmatch(line)
            if not read or read[1] in found:
                words = _("“%(line)s” cannot be read. Write each word once, like İSU = isu.")
                raise forms.ValidationError(words, params={"line": line})
            found[read[1]] = read[2]
        return found

    def values(self) -> dict[str, Any]:
        """Return what the table says then; a word that is taken out is empty."""
        said: dict[str, str] = self.cleaned_data["words"]
        return {**dict.fromkeys(self._former, ""), **said}
