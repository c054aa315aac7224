"""Tables of `city.toml` as forms: its facts, colors, map, words of SMS, closing, duplicates."""

from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from alo153.city.citypack.files import MOST_QUESTION_DAYS
from alo153.city.rules import closing, sms_keywords
from alo153.web.settings.documents import labels
from alo153.web.settings.documents.entry_forms import REQUIRED, BaseEntryForm, Lines

_LONGEST_NAME: Final = 160
_MOST: Final = 100_000
_COLOR: Final = RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", _("Write a color like #0b6a5b."))


class FactsForm(BaseEntryForm):
    """The city's name, numbers, clock and senders."""

    name = forms.CharField(label=_("Name"), max_length=_LONGEST_NAME, error_messages=REQUIRED)
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=60,
        help_text=_("As messages to citizens say it."),
        error_messages=REQUIRED,
    )
    province = forms.CharField(label=_("Province"), max_length=60, error_messages=REQUIRED)
    country = forms.CharField(
        label=_("Country"),
        max_length=2,
        help_text=_("Two capital letters: decides holidays and telephone numbers."),
        error_messages=REQUIRED,
    )
    timezone = forms.CharField(
        label=_("Time zone"),
        max_length=60,
        help_text=_("By city, like America/New_York."),
        error_messages=REQUIRED,
    )
    language = forms.CharField(
        label=_("Language"),
        max_length=2,
        help_text=_("Two small letters: spoken to people who ask for none that we speak."),
        validators=[RegexValidator(r"\A[a-z]{2}\Z", _("Write two small letters, like tr or en."))],
        error_messages=REQUIRED,
    )
    number = forms.CharField(
        label=_("Number of the center"),
        max_length=12,
        help_text=_("What citizens dial; pages and messages name it."),
        validators=[RegexValidator(r"\A\d+\Z", _("Write only digits, like 153."))],
        error_messages=REQUIRED,
    )
    emergency_number = forms.CharField(
        label=_("Emergency number"),
        max_length=5,
        help_text=_("Agents hand callers in danger over to it."),
        validators=[RegexValidator(r"\A\d{3,5}\Z", _("Write three to five digits, like 112."))],
        error_messages=REQUIRED,
    )
    link_domain = forms.CharField(
        label=_("Domain of links"),
        max_length=120,
        help_text=_("Links in messages begin with https:// and this."),
        error_messages=REQUIRED,
    )
    sms_sender = forms.CharField(
        label=_("Sender of SMS"),
        max_length=11,
        help_text=_("As registered with the provider: capital letters and digits."),
        error_messages=REQUIRED,
    )
    email_sender = forms.EmailField(label=_("Sender of e-mails"), error_messages=REQUIRED)
    question_days = forms.IntegerField(
        label=_("Days to answer a question"),
        required=False,
        min_value=1,
        max_value=MOST_QUESTION_DAYS,
        help_text=_("A unit waits so long for a citizen. Empty: seven."),
    )

    def clean_timezone(self) -> str:
        """Refuse a time zone that no clock knows."""
        zone: str = self.cleaned_data["timezone"]
        if zone not in available_timezones():
            raise forms.ValidationError(
                _("“%(zone)s” is no time zone. Write one like America/New_York."),
                params={"zone": zone},
            )
        return zone


class ColorsForm(BaseEntryForm):
    """The color of links and buttons, on white and on dark ground."""

    accent = forms.CharField(
        label=_("Color"),
        validators=[_COLOR],
        help_text=_("Of links and buttons on white: # and six digits of 0-9 and a-f."),
        error_messages=REQUIRED,
    )
    accent_on_dark = forms.CharField(
        label=_("Color on dark ground"), validators=[_COLOR], error_messages=REQUIRED
    )


_SIDES: Final = {
    "west": _("West side of the map"),
    "south": _("South side of the map"),
    "east": _("East side of the map"),
    "north": _("North side of the map"),
}


class MapForm(BaseEntryForm):
    """The middle of the city's map, its sides, and what is drawn below."""

    lat = forms.FloatField(
        label=_("Middle of the map: latitude"),
        min_value=-90,
        max_value=90,
        help_text=_("In degrees, with a point: 40.7655."),
        error_messages=REQUIRED,
    )
    lon = forms.FloatField(
        label=_("Middle of the map: longitude"),
        min_value=-180,
        max_value=180,
        error_messages=REQUIRED,
    )
    base_map_url = forms.CharField(
        label=_("Address of the base map"),
        required=False,
        max_length=300,
        help_text=_("Empty: areas only, and nothing is fetched from outside."),
    )
    field_order = ("lat", "lon", *_SIDES, "base_map_url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.initial.get("bounds")
        sides = said if isinstance(said, list) and len(said) == len(_SIDES) else [None] * 4
        for (name, label), degrees in zip(_SIDES.items(), sides, strict=True):
            self.fields[name] = forms.FloatField(
                label=label,
                min_value=-180,
                max_value=180,
                initial=degrees,
                error_messages=REQUIRED,
            )
        self.order_fields(self.field_order)

    def clean(self) -> None:
        """Refuse sides that are the wrong way round, at the second of them."""
        said = self.cleaned_data
        for first, second in (("west", "east"), ("south", "north")):
            if first in said and second in said and said[first] >= said[second]:
                words = _("Write more than %(degrees)s: it is the opposite side.")
                self.add_error(second, words % {"degrees": said[first]})

    def values(self) -> dict[str, Any]:
        """Return what the table says then, its sides as one list."""
        said = super().values()
        bounds = [said.pop(side) for side in _SIDES]
        return {**said, "bounds": bounds}


class KeywordsForm(BaseEntryForm):
    """Words of SMS that are answered at once, each with its spellings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in sms_keywords.NAMES:
            self.fields[name] = Lines(
                label=_KEYWORDS[name], required=False, help_text=_("One word a line.")
            )
            self.fields[name].widget.attrs["rows"] = 3


class ClosingForm(BaseEntryForm):
    """Days and limits after the citizen was told; without a number the usual one holds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = closing.ClosingPolicy()
        for name, (least, most) in closing.BOUNDS.items():
            self.fields[name] = forms.IntegerField(
                label=labels.field(name),
                required=False,
                min_value=least,
                max_value=most,
                help_text=_("%(least)s–%(most)s; empty: %(usual)s.")
                % {"least": least, "most": most, "usual": getattr(usual, name)},
            )


class DuplicatesForm(BaseEntryForm):
    """From when on an application is offered as likely the same matter."""

    offer_at = forms.FloatField(
        label=_("Offered from this likeness on"),
        min_value=0.01,
        max_value=1,
        help_text=_("Above 0 and up to 1, with a point: 0.6."),
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("near_m", "far_m", "days_open", "days_closed", "at_most"):
            self.fields[name] = forms.IntegerField(
                label=labels.field(name), min_value=1, max_value=_MOST, error_messages=REQUIRED
            )


_KEYWORDS: Final = {
    sms_keywords.STATUS: _("Asks how an application stands"),
    sms_keywords.STOP: _("Refuses messages"),
    sms_keywords.START: _("Takes all messages again"),
    sms_keywords.LINE: _("Asks when a line leaves"),
}
