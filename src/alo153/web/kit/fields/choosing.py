"""Choosing one of the city's rows: without a query, and drawn at once however long the list is."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class OneOf(forms.ChoiceField):
    """One of the rows that are kept at hand.

    The value sent is the key under which the row is kept; empty means none.
    """

    def __init__(
        self,
        rows: Callable[[], Mapping[Any, Model]],
        *,
        empty_label: Any = None,
        key: Callable[[str], Any] = str,
        **kwargs: Any,
    ) -> None:
        super().__init__(choices=self._lines, **kwargs)
        self._rows, self._key, self._empty_label = rows, key, empty_label

    def _lines(self) -> list[tuple[str, Any]]:
        first = [] if self._empty_label is None else [("", self._empty_label)]
        return first + [(str(key), str(row)) for key, row in self._rows().items()]

    def prepare_value(self, value: Any) -> Any:
        """Show the key of a row that stands in the form from the beginning."""
        if not isinstance(value, Model):
            return value
        return next((key for key, row in self._rows().items() if row == value), "")

    def to_python(self, value: Any) -> Any:
        """Find the row, or say that it is none of those."""
        if value in self.empty_values:
            return None
        try:
            return self._rows()[self._key(value)]
        except (KeyError, ValueError) as error:
            words = self.error_messages["invalid_choice"]
            raise ValidationError(words, "invalid_choice", {"value": value}) from error

    def validate(self, value: Any) -> None:
        """See that there is one where one is needed."""
        forms.Field.validate(self, value)


class DrawnSelect(forms.Select):
    """A drop-down as Django's, without a template for each of its lines.

    A page with the topics, units and districts of a city has hundreds of them.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the HTML."""
        del renderer
        chosen = set(self.format_value(value))
        lines = format_html_join("", "{}", ((_line(each, chosen),) for each in self.choices))
        around = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", around, lines)


def _line(choice: Any, chosen: set[str]) -> SafeString:
    value, label = choice
    if isinstance(label, list | tuple):
        inner = format_html_join("", "{}", ((_line(each, chosen),) for each in label))
        return format_html('<optgroup label="{}">{}</optgroup>', value, inner)
    text = "" if value is None else str(value)
    mark = mark_safe(" selected") if text in chosen else ""
    return format_html('<option value="{}"{}>{}</option>', text, mark, label)
