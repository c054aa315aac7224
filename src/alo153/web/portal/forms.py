"""The citizen's forms: one question each. They are bound to what was typed, as it was typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.cases.life import receipts
from alo153.cases.models import ReporterRole
from alo153.cases.rules import codes
from alo153.cases.rules.codes import CodeError
from alo153.citizens.channel import Channel
from alo153.city import numbers, queries
from alo153.city.models import District, Neighborhood
from alo153.city.rules.phone import PhoneError, PhoneNumber, PhoneProblem
from alo153.city.rules.routing import PlaceLayer
from alo153.core.geo import Point
from alo153.web.kit.fields.channels import ChannelField
from alo153.web.kit.fields.one_line import NameField, WordsField

MAX_TEXT = 4_000
# Who has to do the work often hangs on it: the metropolitan municipality or the district's
LAYERS = [
    ("", _("I do not know")),
    (PlaceLayer.METROPOLITAN, _("A main street or a large park")),
    (PlaceLayer.DISTRICT, _("A side street or a neighborhood park")),
]
ROLES = [
    (ReporterRole.AFFECTED, _("It concerns me")),
    (ReporterRole.WITNESS, _("I saw it in passing")),
    (ReporterRole.FOR_ANOTHER, _("I write for somebody else")),
]


class PhoneField(forms.CharField):
    """A telephone number in any usual form; cleaned to a `PhoneNumber`, or None if left empty."""

    widget = forms.TextInput(
        attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel", "class": "short"}
    )

    def clean(self, value: Any) -> PhoneNumber | None:
        """Understand the number, or say what is wrong with it."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = numbers.parse(text)
        except PhoneError as error:
            raise forms.ValidationError(numbers.words(error.problem)) from error
        if number.is_short:  # the number of a service: no citizen is reached there
            raise forms.ValidationError(numbers.words(PhoneProblem.TOO_SHORT))
        return number


class CodeField(forms.CharField):
    """A tracking code as typed or heard; cleaned to its nine digits."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short digits"}
    )

    def clean(self, value: Any) -> str:
        """Check that it can be a code at all."""
        text = super().clean(value)
        try:
            return codes.normalize(text)
        except CodeError as error:
            raise forms.ValidationError(codes.WRONG_CODE) from error


class PhotoForm(forms.Form):
    """A photo, if there is one; the file itself is checked when it is staged."""

    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("JPEG, PNG, WebP or PDF, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )


class PlaceForm(forms.Form):
    """A place: a pin, a neighborhood, words, or all of them."""

    district = forms.ModelChoiceField(
        label=_("District"),
        queryset=District.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Choose a district"),
    )
    neighborhood = forms.ModelChoiceField(
        label=_("Neighborhood"),
        queryset=Neighborhood.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Choose a neighborhood"),
    )
    address = forms.CharField(
        label=_("Address or description"),
        max_length=300,
        required=False,
        help_text=_("Street, door number, or what is nearby: “across from the school”."),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    place_layer = forms.ChoiceField(
        label=_("Which street or park is it?"), choices=LAYERS, required=False
    )
    lat = forms.FloatField(
        required=False, min_value=-90, max_value=90, localize=False, widget=forms.HiddenInput
    )
    lon = forms.FloatField(
        required=False, min_value=-180, max_value=180, localize=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = queries.districts()  # type: ignore[attr-defined]
        district = self._typed_district()
        if district:
            choices = queries.neighborhoods(district)
            self.fields["neighborhood"].queryset = choices  # type: ignore[attr-defined]

    @property
    def finds_addresses(self) -> bool:
        """Tell whether the address is searched in the city's register while it is typed."""
        return queries.has_streets()

    def _typed_district(self) -> District | None:
        slug = self["district"].value()
        return queries.districts().filter(slug=slug).first() if slug else None

    def clean(self) -> dict[str, Any]:
        """Guess the neighborhood from the pin where none was chosen; ask for something at all."""
        given = super().clean() or {}
        if (given.get("lat") is None) != (given.get("lon") is None):
            given["lat"] = given["lon"] = None
        if given.get("lat") is not None and not given.get("district"):
            near = queries.neighborhood_at(Point(given["lat"], given["lon"]))
            given["neighborhood"], given["district"] = near, near.district if near else None
        if not given.get("district") and not given.get("address") and not self.errors:
            words = _("Choose a district, or mark the place on the map.")
            self.add_error("district", words)
        return given


class TopicForm(forms.Form):
    """The step that asks a citizen for the topic."""

    topic = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=queries.topics_by_group(),
        to_field_name="slug",
        error_messages={
            "required": _("Choose the topic that comes closest."),
            # A page that a telephone kept may name one that the city has no more
            "invalid_choice": _("This topic is not used any more. Choose another one."),
        },
    )


class TextForm(forms.Form):
    """The report, in the citizen's words."""

    text = WordsField(
        label=_("What happened?"),
        help_text=_("A sentence or two is enough: what is the matter, since when?"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write in a sentence what the matter is.")},
    )


class AnswerForm(forms.Form):
    """The citizen, and how they want to be answered."""

    wish = ChannelField(
        label=_("How shall we tell you the answer?"),
        choices=[
            (Channel.SMS.value, _("By SMS")),
            (Channel.PHONE.value, _("Call me")),
            (Channel.EMAIL.value, _("By e-mail")),
            (Channel.NONE.value, _("Do not tell me, I will look it up myself")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how we shall tell you the answer.")},
    )
    phone = PhoneField(
        label=_("Telephone number"),
        required=False,
        help_text=_("With it you can also ask how your application stands."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    full_name = NameField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    reporter_role = forms.ChoiceField(
        label=_("How does it concern you?"), choices=ROLES, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the number or address that the chosen way needs, and for no more."""
        given = super().clean() or {}
        number: PhoneNumber | None = given.get("phone")
        wish = given.get("wish")
        if wish in {Channel.SMS, Channel.PHONE} and not number and "phone" not in self.errors:
            self.add_error("phone", _("We need a telephone number for that."))
        # Else strangers would make the city call and write to numbers that earn by it
        if wish in {Channel.SMS, Channel.PHONE} and number and not number.is_ordinary:
            self.add_error(
                "phone", _("We call and write only to ordinary numbers in this country.")
            )
        elif wish == Channel.SMS and number and not number.is_mobile:
            words = _("An SMS needs a mobile number. Example: %(example)s")
            self.add_error("phone", words % {"example": numbers.example()})
        if wish == Channel.EMAIL and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("We need an e-mail address for that."))
        return given


class ReceiptField(forms.CharField):
    """The code of a receipt in any case and grouping; cleaned to its 16 letters and digits."""

    widget = forms.TextInput(
        attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "short digits"}
    )

    def clean(self, value: Any) -> str:
        """Check that it can be a receipt at all."""
        typed = receipts.normalize(super().clean(value))
        if len(typed) != receipts.LENGTH:
            words = _("The receipt code has 16 letters and digits; you wrote %(count)s.")
            raise forms.ValidationError(words, params={"count": len(typed)})
        return typed


class VerifyForm(forms.Form):
    """Tracking code and receipt code of an application."""

    code = CodeField(
        label=_("Tracking code"),
        help_text=_("Nine digits. Example: 482 109 379"),
        error_messages={"required": _("Write the tracking code.")},
    )
    receipt = ReceiptField(
        label=_("Receipt code"),
        help_text=_("16 letters and digits. Example: K7QD-2M4A-XW5T-PHE4"),
        error_messages={"required": _("Write the receipt code.")},
    )


class TrackForm(forms.Form):
    """Code and telephone number of an application."""

    code = CodeField(
        label=_("Tracking code"),
        help_text=_("Nine digits. Example: 482 109 379"),
        error_messages={"required": _("Write the tracking code.")},
    )
    phone = PhoneField(
        label=_("Telephone number"),
        help_text=_("The number you gave in your application."),
        error_messages={"required": _("Write the telephone number.")},
    )


class ReplyForm(forms.Form):
    """The citizen's answer to a unit's question."""

    use_required_attribute = False

    text = WordsField(
        label=_("Your answer"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please write your answer.")},
    )


class ConfirmationForm(forms.Form):
    """Is it solved? Who says no writes in a few words what is not."""

    use_required_attribute = False

    solved = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    words = WordsField(
        label=_("What is not solved?"),
        help_text=_("A few words are enough. Do not write names or numbers of others."),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words after a "no": without them nobody knows what to do better."""
        said = super().clean() or {}
        if said.get("solved") == "no" and not said.get("words", "").strip():
            self.add_error("words", _("Please write in a few words what is not solved."))
        return said
