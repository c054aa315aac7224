"""Choosing a channel.

Drafts, words that wait to leave and half-filled applications may hold a word of 0.2.0: it is read
as that of today, on the page and when it is sent.
"""

from typing import Any

from django import forms

from alo153.citizens.channel import Channel


class ChannelField(forms.ChoiceField):
    """One of the channels, or one with whom it reaches: ``phone``, ``phone:12``."""

    def prepare_value(self, value: Any) -> Any:
        """Show what was kept."""
        return _in_words_of_today(super().prepare_value(value))

    def to_python(self, value: Any) -> str:
        """Take what was kept or chosen."""
        return _in_words_of_today(super().to_python(value))


def _in_words_of_today(value: Any) -> str:
    name, colon, reached = str(value or "").partition(":")
    try:
        return f"{Channel(name)}{colon}{reached}"
    except ValueError:
        return f"{name}{colon}{reached}"
