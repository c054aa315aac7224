"""Write answers in a body's own columns: the same answers make the same file. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from alo153.city.partner_tables import Encoding, ReplyForm, Said
from alo153.core.text import harmless

_NO_NAME: Final = re.compile(r"[^\w-]+", re.ASCII)
_ENDINGS: Final = {"image/jpeg": "jpg", "application/pdf": "pdf"}


def table(answers: Iterable[Mapping[Said, str]], form: ReplyForm) -> bytes:
    """Return the table of some answers; nothing in it is taken for a formula.

    A letter that Windows-1254 does not have (an emoji) becomes a question mark.
    """
    text = io.StringIO(newline="")
    lines = csv.writer(text, delimiter=form.separator)
    lines.writerow([harmless(heading) for heading, _said in form.columns])
    for answer in answers:
        lines.writerow([harmless(answer[said]) for _heading, said in form.columns])
    if form.encoding is Encoding.UTF_8:
        return text.getvalue().encode("utf-8-sig")
    return text.getvalue().encode(form.encoding, errors="replace")


def file_name(position: int, number: str, count: int, content_type: str) -> str:
    """Return what a file of an answer is called in the bundle: no path, whatever the number is."""
    plain = _NO_NAME.sub("-", number)[:40]
    return f"{position:04}_{plain}_{count}.{_ENDINGS.get(content_type, 'bin')}"


def lost_files(names: Iterable[str]) -> bytes:
    """Return what a bundle says of files that should be in it and that we have no more."""
    said = _("These files belong to the answers and could not be added; ask us for them:")
    return "\r\n".join([said, *names, ""]).encode("utf-8-sig")
