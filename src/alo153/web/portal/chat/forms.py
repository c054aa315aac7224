"""Forms of a citizen on the page of a chat."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.city.rules.phone import PhoneError
from alo153.web.kit.fields.key import KeyField
from alo153.web.kit.fields.one_line import WordsField


class AddressField(forms.CharField):
    """An e-mail address or a mobile number; its value says which."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(
            label=_("E-mail address or mobile number"),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "email"}),
            error_messages={"required": _("Write an e-mail address or a mobile number.")},
            **facts,
        )

    def clean(self, value: Any) -> Any:
        """Read either, and say which it is."""
        typed = str(super().clean(value))
        if "@" in typed:
            return Channel.EMAIL, forms.EmailField().clean(typed).lower()
        try:
            number = numbers.parse(typed)
        except PhoneError as error:
            raise forms.ValidationError(numbers.words(error.problem)) from error
        # Else strangers would make the city write to numbers that earn by it
        if not (number.is_ordinary and number.is_mobile):
            words = _("An SMS needs a mobile number. Example: %(example)s")
            raise forms.ValidationError(words, params={"example": numbers.example()})
        return Channel.SMS, number.value


class AwayForm(forms.Form):
    """The address for an answer that the page does not show in time."""

    use_required_attribute = False

    address = AddressField()


class FilesInput(forms.FileInput):
    """Lets several files be chosen. The view takes them all; a field knows one."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002 - Django's
        """Return the last of them."""
        return files.get(name)


class SayForm(forms.Form):
    """Words, photos or both. How much is taken is judged by the verb."""

    use_required_attribute = False

    text = WordsField(
        label=_("Your message"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        # What a file is, is said by its content alone (`core.files.uploads`)
        allow_empty_file=True,
        help_text=_("Photos or PDFs, up to five at once."),
        widget=FilesInput(attrs={"accept": "image/*,application/pdf", "multiple": True}),
    )
    # Names what is sent, so that a second press is no second message
    key = KeyField(required=False, initial=uuid4, widget=forms.HiddenInput)


class LaterForm(SayForm):
    """The first words while nobody answers: with them, where the answer goes."""

    address = AddressField(
        help_text=_("We answer you there. Nobody else sees it."),
    )
    field_order = ("text", "photo", "address")
