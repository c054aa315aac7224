"""A day is read as a browser's calendar sends it, and as messages of errors show it."""

from datetime import date

import pytest
from django import forms
from django.utils import translation


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("written", ["2026-11-24", "24.11.2026"])
def test_a_day_is_read_as_the_example_of_its_error(language: str, written: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(written) == date(2026, 11, 24)
