"""Names are of one line: forms refuse what a browser would not send."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alo153.core.text import is_one_line, is_plain_name


def one_line(text: str) -> None:
    """Refuse a text with line breaks, other control characters or marks of direction.

    Raises:
        ValidationError: it has some.
    """
    if not is_one_line(text):
        raise ValidationError(_("Write it in one line."))
    if not is_plain_name(text):
        raise ValidationError(_("There is a sign in it that nobody sees. Please type it anew."))
