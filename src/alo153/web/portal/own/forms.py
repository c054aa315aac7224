"""The two questions of signing in."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.citizens.actions.signing_in import DIGITS
from alo153.city import numbers
from alo153.city.rules.phone import PhoneNumber
from alo153.web.portal.forms import PhoneField

_CODE: Final = re.compile(rf"[0-9]{{{DIGITS}}}")


class NumberForm(forms.Form):
    """To which telephone the code goes."""

    use_required_attribute = False

    phone = PhoneField(
        label=_("Your mobile number"),
        help_text=_("The number you gave in your applications. We send a code there by SMS."),
        error_messages={"required": _("Write the telephone number.")},
    )

    def clean_phone(self) -> PhoneNumber:
        """Take only mobile numbers at home: strangers would make the city pay for foreign ones."""
        number: PhoneNumber = self.cleaned_data["phone"]
        if not number.is_ordinary:
            raise forms.ValidationError(
                _("We call and write only to ordinary numbers in this country.")
            )
        if not number.is_mobile:
            words = _("An SMS needs a mobile number. Example: %(example)s")
            raise forms.ValidationError(words, params={"example": numbers.example()})
        return number


class CodeForm(forms.Form):
    """The code as it was typed: spaces between its digits are nobody's mistake."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("The code in the SMS"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "short digits",
            }
        ),
        error_messages={"required": _("Write the code from the SMS.")},
    )

    def clean_code(self) -> str:
        """Check that it can be a code at all: a slip of the finger is no try."""
        typed: Any = "".join(self.cleaned_data["code"].split())
        if not _CODE.fullmatch(typed):
            words = _("The code has %(digits)s digits.")
            raise forms.ValidationError(words, params={"digits": DIGITS})
        return str(typed)
