"""Detect mails written by a machine: they must get no automatic answer (RFC 3834)."""

import re
from typing import Final

from alo153.channels.email.reading.structure.headers import Headers

_PRECEDENCES: Final = frozenset({b"bulk", b"junk", b"list", b"auto_reply", b"auto-reply"})
_MARKS: Final = (
    *("list-id", "list-unsubscribe", "list-post", "x-autoreply", "x-autorespond"),
    *("x-auto-reply", "x-autoresponder", "x-auto-response-suppress", "x-failed-recipients"),
)
_MACHINES: Final = re.compile(r"(mailer-daemon|postmaster|mail-daemon)(@|$)")
# Nothing else, or the subject that is answered behind a mark: citizens begin a sentence so, too
_SUBJECTS: Final = re.compile(
    r"(?:otomatik (?:yanıt|cevap)|automatic reply|auto(?:matic)?[- ]?(?:reply|response)"
    r"|out of (?:the )?office(?: auto-?reply)?|ofis dışında(?:yım)?|ofiste değil(?:im)?|izindeyim)"
    r"\s*(?:$|[])}:,;.!|\u2013\u2014-])",
    re.IGNORECASE,
)


def is_automatic(headers: Headers, content_type: str, sender: str, subject: str) -> bool:
    """Tell whether a mail is an automatic reply, a report, or goes to a list."""
    submitted = headers.first("auto-submitted").split(b";")[0].strip().lower()
    return (
        submitted not in {b"", b"no"}
        or headers.first("precedence").strip().lower() in _PRECEDENCES
        or any(mark in headers for mark in _MARKS)
        or headers.first("return-path").translate(None, b" \t") == b"<>"
        or content_type == "multipart/report"
        or bool(_MACHINES.match(sender))
        or bool(_SUBJECTS.match(subject.strip("[( ")))
    )
