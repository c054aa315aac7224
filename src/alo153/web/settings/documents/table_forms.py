"""Single tables of documents as forms: days, minutes and hours of the city."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from django import forms
from django.utils.dates import WEEKDAYS as DAY_NAMES
from django.utils.translation import gettext_lazy as _

from alo153.city import queries as city
from alo153.city.citypack.documents import tables
from alo153.city.citypack.offices import PRIORITY_MINUTES, SCAN_DAYS
from alo153.city.citypack.parts import LOOK_WITHIN, Offices
from alo153.city.citypack.queues.center import BOUNDS
from alo153.city.citypack.retention import Retention
from alo153.city.rules.calendar import WEEKDAYS
from alo153.web.settings.documents import labels
from alo153.web.settings.documents.casework_forms import in_order
from alo153.web.settings.documents.entry_forms import (
    REQUIRED,
    BaseEntryForm,
    ask_names,
    with_names,
)
from alo153.web.settings.documents.hours_field import HoursField

_LONGEST_KEPT: Final = 3650
_MINUTES_OF_A_DAY: Final = 24 * 60
_MOST_DAYS: Final = 365


class Clock(forms.TimeField):
    """An hour and a minute, as files write them."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def clean(self, value: Any) -> str:
        """Return a text like 08:30; empty if nothing is written."""
        hour = super().clean(value)
        return f"{hour:%H:%M}" if hour else ""


class RetentionForm(BaseEntryForm):
    """For how many days data of citizens are stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in fields(Retention):
            self.fields[each.name] = forms.IntegerField(
                label=labels.field(each.name),
                required=False,
                min_value=1,
                max_value=_LONGEST_KEPT,
                help_text=_("Empty: the usual number of the installation."),
            )


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


class LookWithinForm(BaseEntryForm):
    """Minutes for a look at each alarm."""

    look_within = forms.IntegerField(
        label=_("Minutes within which a person looks"),
        required=False,
        min_value=1,
        max_value=_MINUTES_OF_A_DAY,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("Then the supervisors are told. Empty: %(minutes)s minutes.")
        self.fields["look_within"].help_text = words % {"minutes": LOOK_WITHIN}


class TellingForm(BaseEntryForm):
    """Notices about the clock of an application, in working days."""

    remind_before = forms.IntegerField(
        label=_("Reminder before the end"),
        min_value=1,
        max_value=_MOST_DAYS,
        help_text=_("In working days; to the unit."),
        error_messages=REQUIRED,
    )
    manager_after = forms.IntegerField(
        label=_("Manager is told after"),
        min_value=0,
        max_value=_MOST_DAYS,
        help_text=_("In working days after the end."),
        error_messages=REQUIRED,
    )
    top_after = forms.IntegerField(
        label=_("Management is told after"),
        min_value=0,
        max_value=_MOST_DAYS,
        help_text=_("In working days after the end."),
        error_messages=REQUIRED,
    )


class WorkingTimeForm(BaseEntryForm):
    """Working hours of the city."""

    opens = Clock(label=_("Opens"), error_messages=REQUIRED)
    closes = Clock(label=_("Closes"), error_messages=REQUIRED)
    half_day_closes = Clock(
        label=_("Closes on half days"),
        help_text=_("Eves of holidays."),
        error_messages=REQUIRED,
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Days of work"),
        choices=[(day, DAY_NAMES[number]) for number, day in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, its days in the order of the week."""
        said = super().values()
        return {**said, "weekdays": in_order(said["weekdays"], WEEKDAYS)}


class QuietHoursForm(BaseEntryForm):
    """Hours in which citizens get no message that can wait."""

    begins = Clock(label=_("Begins"), required=False, help_text=_("Empty: no message waits."))
    ends = Clock(label=_("Ends"), required=False)

    def clean(self) -> None:
        """Refuse half of the hours, at the empty field."""
        for name, other in (("begins", "ends"), ("ends", "begins")):
            if self.cleaned_data.get(other) and self.cleaned_data.get(name) == "":
                self.add_error(name, REQUIRED["required"])


class ChatForm(BaseEntryForm):
    """Hours in which agents answer chats."""

    hours = HoursField(
        label=_("Open"),
        required=False,
        help_text=_("One a line, like mon-fri 08:30-17:30. Empty: day and night."),
    )


class PriorityForm(BaseEntryForm):
    """Priority of some visitors in communication centers."""

    minutes = forms.IntegerField(
        label=_("Minutes of priority"),
        min_value=PRIORITY_MINUTES[0],
        max_value=PRIORITY_MINUTES[-1],
        help_text=_("These visitors are called as if they had come so much earlier."),
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_names(self, "label")

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, its names by language."""
        return with_names(super().values(), "label")


class IdentityScanForm(BaseEntryForm):
    """Days until the scan of a visitor's card is deleted."""

    days = forms.IntegerField(
        label=_("Days until the scan of a card is deleted"),
        required=False,
        min_value=SCAN_DAYS[0],
        max_value=SCAN_DAYS[-1],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("Empty: %(days)s days.")
        self.fields["days"].help_text = words % {"days": Offices.identity_scan_days}


TABLE_FORMS: Final[Mapping[str, type[BaseEntryForm]]] = {
    f"{tables.PREFIX}{name}": form
    for name, form in {
        "days": RetentionForm,
        tables.ROOT: LookWithinForm,
        tables.TIMES: TimesForm,
        "telling": TellingForm,
        "working_time": WorkingTimeForm,
        "quiet_hours": QuietHoursForm,
        "chat": ChatForm,
        "priority": PriorityForm,
        "identity_scan": IdentityScanForm,
    }.items()
}
