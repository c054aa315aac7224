"""Opening hours as lines of a form, with the days in the words of the reader."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.dates import WEEKDAYS as DAY_NAMES
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alo153.city.citypack.hours import days_of, span_of
from alo153.city.rules.calendar import WEEKDAYS
from alo153.core.text.letters import fold, lower
from alo153.web.settings.documents.entry_forms import Lines

_LINE: Final = re.compile(r"(\w+)(?:-(\w+))? +(\S+)")


class HoursField(Lines):
    """Opening hours, one span a line; a file has them by day."""

    def prepare_value(self, value: Any) -> Any:
        """Show the hours of a file as lines."""
        if isinstance(value, Mapping):
            return "\n".join(
                f"{_shown(days)} {span}"
                for days, said in value.items()
                for span in (said if isinstance(said, list) else [said])
            )
        return "" if value == "always" else value

    def clean(self, value: Any) -> Any:
        """Return the spans by day; empty for day and night. Other lines are refused."""
        found: dict[str, list[str]] = {}
        keys = _keys()
        for each in super().clean(value):
            line = _LINE.fullmatch(each)
            words = filter(None, line.groups()[:2]) if line else ()
            days = "-".join(keys.get(fold(word), word) for word in words)
            if line is None or not days_of(days) or not span_of(line[3]):
                raise forms.ValidationError(
                    _("“%(line)s” cannot be read. Write it like mon-fri 08:30-17:30."),
                    params={"line": each},
                )
            found.setdefault(days, []).append(line[3])
        # A file has a list only where a day closes at noon
        return {days: spans if spans[1:] else spans[0] for days, spans in found.items()} or ""


def _shown(days: str) -> str:
    """Return the days of a file in words: ``mon-fri`` as ``pzt-cum``."""
    words = {
        key: lower(str(WEEKDAYS_ABBR[number]), get_language() or "")
        for number, key in enumerate(WEEKDAYS)
    }
    return "-".join(words.get(each, each) for each in days.split("-"))


def _keys() -> dict[str, str]:
    """Return the key of a file for each word that means a day, in files or to the reader."""
    return {
        fold(str(word)): key
        for number, key in enumerate(WEEKDAYS)
        for word in (key, WEEKDAYS_ABBR[number], DAY_NAMES[number])
    }
