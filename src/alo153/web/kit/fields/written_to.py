"""One field for a mobile number or an e-mail address: what is typed says which it is."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.city.rules.phone import PhoneError


def written_to(text: str) -> tuple[Channel, str]:
    """Understand an e-mail address, in small letters as citizens' are kept, or a mobile number.

    Raises:
        ValidationError: it is neither; it says why.
    """
    text = text.strip()
    if "@" in text:
        return Channel.EMAIL, _email(text)
    return Channel.SMS, _mobile(text)


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        words = _("This is no e-mail address. Example: name@example.org")
        raise ValidationError(words) from error
    return text.lower()


def _mobile(text: str) -> str:
    try:
        number = numbers.parse(text)
    except PhoneError as error:
        raise ValidationError(numbers.words(error.problem)) from error
    if not (number.is_mobile and number.is_ordinary):
        words = _("An SMS goes to mobile numbers only. Example: %(example)s")
        raise ValidationError(words, params={"example": numbers.example()})
    return number.value
