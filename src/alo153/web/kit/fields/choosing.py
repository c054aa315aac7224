"""Choosing one of the city's rows: without a query, and drawn at once however long the list is."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alo153.core.ttl_cache import Derived


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
        self._of_rows = Derived(rows, _lines_of)

    def _lines(self) -> list[tuple[str, Any]]:
        first = [] if self._empty_label is None else [("", self._empty_label)]
        return first + self._of_rows()

    def prepare_value(self, value: Any) -> Any:
        """Show the key of a row that is in the form from the beginning."""
        if not isinstance(value, Model):
            return value
        return next((key for key, row in self._rows().items() if row == value), "")

    def to_python(self, value: Any) -> Any:
        """Find the row, or say that there is none."""
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


def _lines_of(rows: Mapping[Any, Model]) -> list[tuple[str, Any]]:
    return [(str(key), str(row)) for key, row in rows.items()]


class DrawnSelect(forms.Select):
    """A drop-down as Django's, without a template for each of its lines.

    A page with the topics, units and districts of a city has hundreds of them.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the HTML."""
        del renderer
        lines = _lines(self.choices, set(self.format_value(value)))
        around = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", around, lines)


def _lines(choices: Iterable[Any], chosen: set[str]) -> SafeString:
    return SafeString("".join(_line(value, label, chosen) for value, label in choices))


def _line(value: Any, label: Any, chosen: set[str]) -> str:
    """Return an option, or a group of them; escaped here, for Django's own takes thrice as long."""
    if isinstance(label, list | tuple):
        return format_html('<optgroup label="{}">{}</optgroup>', value, _lines(label, chosen))
    text = "" if value is None else str(value)
    mark = " selected" if text in chosen else ""
    words = label.__html__() if hasattr(label, "__html__") else escape(str(label))
    return f'<option value="{escape(text)}"{mark}>{words}</option>'
