"""Entries of what the center works by: queues, public numbers, pauses, times."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls import menu_file
from alo153.calls.floor import city_queues
from alo153.city import queries as city
from alo153.city.citypack.queues.center import BOUNDS
from alo153.web.settings.documents import labels
from alo153.web.settings.documents.entry_forms import (
    REQUIRED,
    BaseEntryForm,
    Lines,
    MessageForm,
    choose,
)

_MOST_MINUTES: Final = 480
_LONGEST_WAIT: Final = 3600
_HOURS_LINE: Final = re.compile(r"([a-z]{3}(?:-[a-z]{3})?) +(\S+)")
_DIALED: Final = re.compile(r"\+?\d{3,15}")


class CenterForm(BaseEntryForm):
    """An entry with a key, which stays what it was once it is there."""

    key = forms.CharField(
        label=_("Key"),
        max_length=40,
        help_text=_("Small letters a-z, digits and single underscores; it never changes."),
        validators=[
            RegexValidator(
                r"\A[a-z0-9]+([_-][a-z0-9]+)*\Z",
                _("Write small letters a-z, digits and single underscores, like sign_language."),
            )
        ],
        error_messages=REQUIRED,
    )


class QueueForm(CenterForm):
    """A line that callers wait in."""

    name = forms.CharField(label=_("Name"), max_length=40, error_messages=REQUIRED)
    skill = forms.ChoiceField(label=_("Served by agents with the skill"), required=False)
    hours = Lines(
        label=_("Open"),
        required=False,
        help_text=_("One a line, like mon-fri 08:30-17:30. Empty: day and night."),
    )
    holidays = forms.ChoiceField(
        label=_("On public holidays"),
        choices=[("", pgettext_lazy("hours", "closed")), ("open", pgettext_lazy("hours", "open"))],
        required=False,
    )
    longest_wait = forms.FloatField(
        label=_("Longest wait in seconds"),
        required=False,
        min_value=1,
        max_value=_LONGEST_WAIT,
        help_text=_("Empty: callers wait as long as they like."),
    )
    overflow_after = forms.FloatField(
        label=_("After so many seconds callers go to another queue"),
        required=False,
        min_value=1,
        max_value=_LONGEST_WAIT,
    )
    overflow_to = forms.ChoiceField(label=_("That queue"), required=False)
    whisper = forms.CharField(
        label=_("What the agent hears first"),
        required=False,
        max_length=40,
        help_text=_("About three seconds; the caller waits meanwhile."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**self.initial, "hours": _hour_lines(self.initial.get("hours", "always"))}
        choose(self, "skill", [("", _("everybody")), *city_queues.skills().items()])
        choose(self, "overflow_to", [("", _("none")), *city_queues.names().items()])

    def clean_hours(self) -> tuple[str, ...]:
        """Refuse lines of another form; whether they are possible is checked with the draft."""
        lines: tuple[str, ...] = self.cleaned_data["hours"]
        for each in lines:
            if not _HOURS_LINE.fullmatch(each):
                raise forms.ValidationError(
                    _("“%(line)s” cannot be read. Write it like mon-fri 08:30-17:30."),
                    params={"line": each},
                )
        return lines

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, its hours as a file writes them."""
        said = super().values()
        found = map(_HOURS_LINE.fullmatch, said["hours"])
        return {**said, "hours": {each[1]: each[2] for each in found if each} or ""}


class NumberForm(CenterForm):
    """A number that citizens dial, and where it leads."""

    name = forms.CharField(label=_("Name"), max_length=40, error_messages=REQUIRED)
    dialed = Lines(
        label=_("What is dialed"),
        help_text=_("One a line, in each spelling of the network: 153, +902623181000."),
        error_messages={"required": _("Write at least one number.")},
    )
    menu = forms.ChoiceField(label=_("Begins in the voice menu at"), required=False)
    queue = forms.ChoiceField(label=_("Callers wait in"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        menu = menu_file.of_city()
        starts = [(name, menu.node(name).word) for name in menu.beginnings]
        choose(self, "menu", [("", _("its usual start")), *starts])
        choose(self, "queue", [("", _("the general queue")), *city_queues.names().items()])

    def clean_dialed(self) -> tuple[str, ...]:
        """Refuse what nobody can dial."""
        lines: tuple[str, ...] = self.cleaned_data["dialed"]
        for each in lines:
            if not _DIALED.fullmatch(each):
                raise forms.ValidationError(
                    _("“%(line)s” is no number. Write digits without spaces, like 153."),
                    params={"line": each},
                )
        return lines


class PauseForm(CenterForm):
    """Why agents take no calls for a while, by language."""

    minutes = forms.IntegerField(
        label=_("At most so many minutes"),
        required=False,
        min_value=1,
        max_value=_MOST_MINUTES,
        help_text=_("Empty: without a limit."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names: Mapping[str, str] = self.initial.get("name", {})
        others = {code: code for code in names if code not in dict(settings.LANGUAGES)}
        for code, word in {**dict(settings.LANGUAGES), **others}.items():
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name (%(language)s)") % {"language": word},
                max_length=60,
                required=code == settings.LANGUAGE_CODE,
                initial=names.get(code, ""),
                error_messages=REQUIRED,
            )
        self.order_fields(["key", *(each for each in self.fields if each.startswith("name_"))])

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, its names by language."""
        said = super().values()
        names = {each: said.pop(each) for each in list(said) if each.startswith("name_")}
        given = {each.removeprefix("name_"): text for each, text in names.items() if text}
        return {**said, "name": given}


class TimesForm(BaseEntryForm):
    """The times of the center; without a number the installation's own holds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = city.usual_times()
        for name, allowed in BOUNDS.items():
            self.fields[name] = forms.IntegerField(
                label=labels.field(name),
                required=False,
                min_value=allowed[0],
                max_value=allowed[-1],
                help_text=_("%(least)s–%(most)s; empty: %(usual)s.")
                % {"least": allowed[0], "most": allowed[-1], "usual": usual[name]},
            )


class PromptForm(MessageForm):
    """A prompt for callers."""

    text = forms.CharField(
        label=_("What callers hear"),
        widget=forms.Textarea,
        max_length=1000,
        help_text=_("The machine reads it anew once it is in force; a recording stays."),
        error_messages=REQUIRED,
    )


class LeaveForm(BaseEntryForm):
    """A day of administrative leave, which no calendar knows in advance."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=REQUIRED,
    )
    closes = forms.TimeField(
        label=_("Closed from"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Empty: closed all day."),
    )

    def values(self) -> dict[str, Any]:
        """Return what the entry says then."""
        said = super().values()
        hour = said["closes"]
        day = {"day": said["day"].isoformat()} if said.get("day") else {}
        return {**day, "closes": f"{hour:%H:%M}" if hour else ""}


def _hour_lines(hours: Any) -> list[str]:
    """Write the hours of a file as lines."""
    return [f"{days} {span}" for days, span in hours.items()] if isinstance(hours, Mapping) else []
