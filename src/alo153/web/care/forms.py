"""Forms of the pages of care."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.care.models import Hardness, Room
from alo153.care.sealing import LONGEST
from alo153.city.queries import local_time


class HardForm(forms.Form):
    """The kind of strain of a hard call."""

    use_required_attribute = False

    hardness = forms.ChoiceField(
        label=_("What made it hard?"),
        choices=Hardness.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what made it hard.")},
    )


class AskForm(forms.Form):
    """A request for a visit: the room and the wish."""

    use_required_attribute = False

    room = forms.ChoiceField(
        label=_("Whom would you like to see?"),
        choices=Room.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom you would like to see.")},
    )
    wish = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the psychologist or the infirmary reads this. You may leave it empty."),
    )


class SuggestForm(forms.Form):
    """A suggestion to a colleague."""

    use_required_attribute = False

    person = forms.ModelChoiceField(
        label=_("Colleague"),
        queryset=User.objects.none(),
        error_messages={"required": _("Choose a colleague.")},
    )
    room = forms.ChoiceField(label=_("Suggestion"), choices=Room.choices)

    def __init__(self, data: Any = None, *, asker: User) -> None:
        super().__init__(data)
        self.fields["person"].queryset = accounts.colleagues(asker)  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = lambda user: user.full_name  # type: ignore[attr-defined]


class TimeForm(forms.Form):
    """When a person is seen."""

    use_required_attribute = False

    date = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=pgettext_lazy("visit", "Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=240, initial=45, required=True
    )

    @property
    def begins_at(self) -> datetime:
        """Return the instant that was typed, of a form that is right."""
        typed = datetime.combine(self.cleaned_data["date"], self.cleaned_data["time"])
        return typed.replace(tzinfo=local_time.zone())


class NoteForm(forms.Form):
    """The note of a visit."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("Note"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write a note.")},
    )
