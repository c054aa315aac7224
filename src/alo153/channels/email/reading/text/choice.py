"""Separate the parts of a mail into words and files."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from alo153.channels.email.reading.decoding import charsets, clean
from alo153.channels.email.reading.guard import Guard
from alo153.channels.email.reading.structure import content
from alo153.channels.email.reading.structure.parts import Part
from alo153.channels.email.reading.text import flowed, from_html

MOST_LETTERS: Final = 1_000_000
MOST_HTML: Final = 2_000_000
MOST_BYTES: Final = 8_000_000
"""Of all words of a mail, as they come; parts behind are kept as files."""
_ALTERNATIVE: Final = "multipart/alternative"
_HTML: Final = "text/html"
_MARKED_UP: Final = frozenset({"text/enriched", "text/richtext"})
_READABLE: Final = frozenset({"text/plain", "text/markdown", "text/x-markdown", _HTML}) | _MARKED_UP
_META_CHARSET: Final = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META_WITHIN: Final = 2_000


@dataclass
class Chosen:
    """The words of a part: as text, as a page if one came, and the parts that are files."""

    text: str = ""
    html: str = ""
    files: list[Part] = field(default_factory=list)
    whole: bool = True


def choose(mail: Part, guard: Guard) -> Chosen:
    """Return the words: of alternatives the plain ones, else the words of the page."""
    chosen = _Chooser(guard).choose(mail, before=False)
    whole = len(chosen.text) <= MOST_LETTERS and len(chosen.html) <= MOST_HTML
    return Chosen(
        text=chosen.text[:MOST_LETTERS],
        html=chosen.html[:MOST_HTML],
        files=chosen.files,
        whole=chosen.whole and whole,
    )


class _Chooser:
    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._left = MOST_BYTES

    def choose(self, part: Part, *, before: bool) -> Chosen:
        """Choose from one part; ``before`` tells whether words were found before it."""
        if part.parts:
            return self._best(part) if part.type == _ALTERNATIVE else self._all(part, before)
        if is_file(part, before=before) or self._left <= 0:
            return Chosen(files=[part])
        self._left -= len(part.body)
        chosen = self._guard(lambda: _words(part), Chosen(files=[part]))
        return replace(chosen, files=[part]) if _has_name(part) else chosen

    def _best(self, part: Part) -> Chosen:
        choices = [self.choose(each, before=False) for each in part.parts]
        return _together(
            choices,
            text=next((each.text for each in choices if each.text.strip()), ""),
            html=next((each.html for each in reversed(choices) if each.html), ""),
        )

    def _all(self, part: Part, before: bool) -> Chosen:
        choices: list[Chosen] = []
        for each in part.parts:
            choices.append(self.choose(each, before=before))
            before = before or bool(choices[-1].text.strip())
        return _together(
            choices,
            text="\n\n".join(each.text for each in choices if each.text.strip()),
            html="\n".join(each.html for each in choices if each.html),
        )


def _together(choices: list[Chosen], *, text: str, html: str) -> Chosen:
    files = [each for choice in choices for each in choice.files]
    return Chosen(text=text, html=html, files=files, whole=all(each.whole for each in choices))


def is_file(part: Part, *, before: bool = False) -> bool:
    """Tell whether a part is but a file: words with a name are words too, if they come first."""
    if part.type not in _READABLE or part.disposition.value == "attachment":
        return True
    return _has_name(part) and (before or b"\0" in content.decode(part)[0])


def _has_name(part: Part) -> bool:
    return bool(part.disposition.named.get("filename") or part.content_type.named.get("name"))


def _words(part: Part) -> Chosen:
    raw, whole = content.decode(part)
    raw, whole = raw[:MOST_BYTES], whole and len(raw) <= MOST_BYTES
    named = part.content_type.text("charset")
    if part.type == _HTML:
        meta = None if named else _META_CHARSET.search(raw[:_META_WITHIN])
        page = clean.block(charsets.decode(raw, meta[1].decode("ascii") if meta else named))
        return Chosen(text=from_html.words(page), html=page, whole=whole)
    text = clean.block(charsets.decode(raw, named))[: MOST_LETTERS + 1]
    if part.type in _MARKED_UP:
        text = from_html.words(text)
    elif part.content_type.text("format").lower() == "flowed":
        text = flowed.join(text, delete_space=part.content_type.text("delsp").lower() == "yes")
    return Chosen(text=text.strip("\n"), whole=whole)
