"""Read the body of a request within bounds: JSON, not too large, not too deep, plain text in it."""

import json
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from alo153.web.site.problems import Code, Problem

MOST_BYTES: Final = 64 * 1024
"""An application has 5,000 letters of text, each at most six bytes as JSON writes it."""
_DEEPEST: Final = 8


class BoundedParser(Parser):
    """Ninja's own would read megabytes, and numbers that are none."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what the body says. Raises Problem."""
        if request.content_type != "application/json":
            raise Problem(Code.MEDIA_TYPE)
        raw = request.body
        if len(raw) > MOST_BYTES:
            raise Problem(Code.TOO_LARGE, _("A body has at most 64 KiB."))
        try:
            said = json.loads(raw, parse_constant=_refuse)
            for text in _texts(said, _DEEPEST):
                _check(text)
        except (ValueError, RecursionError) as error:
            raise Problem(Code.UNREADABLE, _("The body is no JSON that can be read.")) from error
        return said


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity are no JSON (RFC 8259, section 6)


def _texts(said: Any, deep: int) -> Iterator[str]:
    """Go through all texts, keys included. Raises ValueError where it is too deep."""
    if deep < 0:
        raise ValueError("too deep")
    match said:
        case str():
            yield said
        case dict():
            for each in (*said, *said.values()):
                yield from _texts(each, deep - 1)
        case list():
            for each in said:
                yield from _texts(each, deep - 1)


def _check(text: str) -> None:
    """Refuse what PostgreSQL stores nowhere: NUL, and halves of a pair (UnicodeEncodeError)."""
    if "\x00" in text:
        raise ValueError("NUL")
    text.encode()
