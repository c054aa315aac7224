"""A field for a day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def day(label: Any, **facts: Any) -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("There is no such day. Example: 24.11.2026")},
        **facts,
    )
