"""Names are of one line: forms refuse what a browser would not send."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alo153.core.text import is_one_line


def one_line(text: str) -> None:
    """Refuse a text with line breaks.

    Raises:
        ValidationError: it has some.
    """
    if not is_one_line(text):
        raise ValidationError(_("Write it in one line."))
