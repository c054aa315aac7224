"""Entries of what the center works by: queues, public numbers, pauses."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls import menu_file
from alo153.calls.floor import city_queues
from alo153.city.citypack.offices import DESKS
from alo153.city.citypack.queues.lines import GOAL_PERCENTS, GOAL_SECONDS
from alo153.web.settings.documents.entry_forms import (
    REQUIRED,
    BaseEntryForm,
    EntryForm,
    Lines,
    MessageForm,
    ask_names,
    choose,
    with_names,
)
from alo153.web.settings.documents.hours_field import HoursField

_MOST_MINUTES: Final = 480
_LONGEST_WAIT: Final = 3600
_LEVEL_LINE: Final = re.compile(r"(\d{1,4}(?:\.\d+)?) +([0-5])")
_SERVICE_LINE: Final = re.compile(r"([A-Z]) +(\S.*)")
_DIALED: Final = re.compile(r"\+?\d{3,15}")


class LevelsField(Lines):
    """Levels of a skill, one step a line: after so many seconds, this level."""

    def prepare_value(self, value: Any) -> Any:
        """Show the steps of a file as lines."""
        if isinstance(value, list):
            return "\n".join(" ".join(map(str, step)) for step in value if isinstance(step, list))
        return value

    def clean(self, value: Any) -> Any:
        """Return the steps. Lines in another form are refused."""
        found = []
        for each in super().clean(value):
            step = _LEVEL_LINE.fullmatch(each)
            if step is None:
                raise forms.ValidationError(
                    _("“%(line)s” is no step. Write seconds and a level from 0 to 5, like 60 1."),
                    params={"line": each},
                )
            found.append([_number(step[1]), int(step[2])])
        return found


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
    levels = LevelsField(
        label=_("Levels of the skill"),
        required=False,
        help_text=_("One a line: seconds of waiting and the least level, like 0 3 and then 60 1."),
    )
    priority = forms.FloatField(
        label=_("Priority in minutes"),
        required=False,
        min_value=0,
        max_value=_MOST_MINUTES,
        help_text=_("Callers count as if they had waited so long already."),
    )
    hours = HoursField(
        label=_("Open"),
        required=False,
        help_text=_("One a line, like mon-fri 08:30-17:30. Empty: day and night."),
    )
    holidays = forms.ChoiceField(
        label=_("On public holidays"),
        choices=[("", pgettext_lazy("hours", "closed")), ("open", pgettext_lazy("hours", "open"))],
        required=False,
    )
    closed = forms.ChoiceField(
        label=_("Outside of its hours"),
        required=False,
        choices=[
            ("", _("an announcement")),
            ("call_back", _("a call-back in its order")),
            ("queue", _("another queue")),
        ],
    )
    closed_to = forms.ChoiceField(label=_("Leads then to"), required=False)
    unattended_after = forms.FloatField(
        label=_("Counts as unattended after seconds"),
        required=False,
        min_value=1,
        max_value=_LONGEST_WAIT,
        help_text=_("If no agent is signed in, callers can then leave a message. Empty: never."),
    )
    longest_wait = forms.FloatField(
        label=_("Longest wait in seconds"),
        required=False,
        min_value=1,
        max_value=_LONGEST_WAIT,
        help_text=_("Empty: callers wait as long as they like."),
    )
    goal_percent = forms.IntegerField(
        label=_("Service goal: per cent answered in time"),
        required=False,
        min_value=GOAL_PERCENTS[0],
        max_value=GOAL_PERCENTS[-1],
        help_text=_("Shift planning wants as many people as reach it. Empty: 80."),
    )
    goal_seconds = forms.IntegerField(
        label=_("Service goal: in time means within seconds"),
        required=False,
        min_value=GOAL_SECONDS[0],
        max_value=GOAL_SECONDS[-1],
        help_text=_("Empty: as in the times of the center."),
    )
    overflow_after = forms.FloatField(
        label=_("After so many seconds callers go to another queue"),
        required=False,
        min_value=1,
        max_value=_LONGEST_WAIT,
    )
    overflow_to = forms.ChoiceField(label=_("That queue"), required=False)
    language = forms.CharField(
        label=_("Language"),
        required=False,
        max_length=2,
        validators=[RegexValidator(r"\A[a-z]{2}\Z", _("Write two small letters, like tr or en."))],
    )
    video = forms.BooleanField(label=_("Video"), required=False)
    whisper = forms.CharField(
        label=_("What the agent hears first"),
        required=False,
        max_length=40,
        help_text=_("About three seconds; the caller waits meanwhile."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "skill", [("", _("everybody")), *city_queues.skills().items()])
        for name in ("overflow_to", "closed_to"):
            choose(self, name, [("", _("none")), *city_queues.names().items()])


class ServicesField(Lines):
    """Services of a communication center, one a line: the letter of its numbers, and a name."""

    def prepare_value(self, value: Any) -> Any:
        """Show names by letter as lines."""
        if isinstance(value, Mapping):
            return "\n".join(f"{letter} {name}" for letter, name in value.items())
        return value

    def clean(self, value: Any) -> Any:
        """Return the names by letter. Lines in another form are refused."""
        found: dict[str, str] = {}
        for each in super().clean(value):
            line = _SERVICE_LINE.fullmatch(each)
            if line is None or line[1] in found:
                raise forms.ValidationError(
                    _("“%(line)s” is no service. Write each letter A-Z once, and its name."),
                    params={"line": each},
                )
            found[line[1]] = line[2]
        return found


class OfficeForm(EntryForm):
    """A communication center."""

    address = forms.CharField(label=_("Address"), max_length=200, error_messages=REQUIRED)
    desks = forms.IntegerField(
        label=_("Desks"), min_value=DESKS[0], max_value=DESKS[-1], error_messages=REQUIRED
    )
    hours = HoursField(
        label=_("Open"),
        required=False,
        help_text=_("One a line, like mon-fri 08:30-17:30. Empty: day and night."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = list(_labels(self.initial.get("service", ())))
        languages = {code: code for _letter, names in labels for code in names}
        for code, word in {**languages, **dict(settings.LANGUAGES)}.items():
            self.fields[f"service_{code}"] = ServicesField(
                label=_("Services (%(language)s)") % {"language": word},
                required=code == settings.LANGUAGE_CODE,
                initial={letter: names[code] for letter, names in labels if code in names},
                help_text=_("One a line: the letter of its numbers and its name, like A Requests."),
                error_messages=REQUIRED,
            )

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, its services by letter with their names."""
        said = super().values()
        services: dict[str, dict[str, str]] = {}
        for field in [each for each in said if each.startswith("service_")]:
            for letter, name in said.pop(field).items():
                services.setdefault(letter, {})[field.removeprefix("service_")] = name
        listed = [{"letter": letter, "label": names} for letter, names in services.items()]
        return {**said, "service": listed}


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
        names = ask_names(self, "name")
        self.order_fields(["key", *names])

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, its names by language."""
        return with_names(super().values(), "name")


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


def _labels(services: Any) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield letter and names of each service; a draft may have some in another form."""
    for each in services if isinstance(services, list) else ():
        if isinstance(each, Mapping) and isinstance(names := each.get("label"), Mapping):
            yield str(each.get("letter")), names


def _number(text: str) -> float:
    """Return a number as a file has it: whole ones without a point."""
    return float(text) if "." in text else int(text)
