"""The subject of an answer. Pure."""

import re
from typing import Final

# What mail programs put before it, in the languages that are met here
_ANSWERS: Final = re.compile(r"(re|ynt|yan|yanıt|cevap|aw|antw|sv|rv)\s*:", re.IGNORECASE)
MOST: Final = 200


def is_answer(subject: str) -> bool:
    """Tell whether it says itself that it answers something."""
    return bool(_ANSWERS.match(subject.lstrip()))


def answering(subject: str, *, code: str = "") -> str:
    """Return the subject under which an e-mail is answered: the sender's own, marked once.

    Args:
        code: of what it is about; a new mail under it names that.
    """
    line = " ".join(subject.split())
    line = line if is_answer(line) else f"Re: {line}".strip()
    if not code or code in line:
        return line[:MOST]
    behind = f" · {code}"
    return line[: MOST - len(behind)] + behind
