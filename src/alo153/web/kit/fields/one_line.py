"""Names are of one line: forms refuse what a browser would not send. Nor do words hide any."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alo153.core.text import is_one_line, is_plain_name, plain_words, seen_letters


def one_line(text: str) -> None:
    """Refuse a text with line breaks, other control characters or marks of direction.

    Raises:
        ValidationError: it has some.
    """
    if not is_one_line(text):
        raise ValidationError(_("Write it in one line."))
    if not is_plain_name(text):
        raise ValidationError(_("There is a sign in it that nobody sees. Please type it anew."))


class NameField(forms.CharField):
    """The name of a person: invisible letters of a copied contact are dropped, and none is left."""

    default_validators = [one_line]

    def to_python(self, value: Any) -> str:
        """Return the name as one reads it; empty if nothing of it is seen."""
        return super().to_python(seen_letters(value) if isinstance(value, str) else value) or ""


class WordsField(forms.CharField):
    """Free text, without control characters and without what makes it read backwards."""

    def to_python(self, value: Any) -> str:
        """Return the words as they were typed."""
        return super().to_python(plain_words(value) if isinstance(value, str) else value) or ""
