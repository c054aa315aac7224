"""Syntax errors of a TOML file: the place, and words that pages show in their reader's language.

`tomllib` has English sentences, which are recognized here; a test compares them with its source.
Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from alo153.city.citypack.mistakes import Words as _

_PLACE: Final = re.compile(
    r"(?P<said>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)
_KEY: Final = re.compile(r'\s*"?([\w-]+)"?\s*=')
_UNREADABLE: Final = _("cannot be read as TOML")
_OPEN_TEXT: Final = _("a text does not end: its last quotation mark is missing")
_TWICE: Final = _("%(name)s is there twice")
_CLOSED: Final = _("%(name)s is there already, and takes no more")
_ESCAPE: Final = _("a backslash begins no character that TOML knows: write two of them")
_SAID: Final[dict[str, str]] = {
    "Invalid statement": _("a line begins with something that is no name"),
    "Expected newline or end of document after a statement": _(
        "something is left on the line after the value"
    ),
    "Cannot overwrite a value": _("a name is there twice"),
    "Expected ']' at the end of a table declaration": _("the bracket ] is missing"),
    "Expected ']]' at the end of an array declaration": _("the brackets ]] are missing"),
    "Expected '=' after a key in a key/value pair": _("the sign = is missing after the name"),
    "Invalid initial character for a key part": _(
        "a name is missing, or begins with a character that needs quotation marks"
    ),
    "Unclosed array": _("a list does not end: a comma or the bracket ] is missing"),
    "Unclosed inline table": _("a table on one line does not end: a comma or } is missing"),
    "Unescaped '\\' in a string": _ESCAPE,
    "Invalid hex value": _ESCAPE,
    "Escaped character is not a Unicode scalar value": _ESCAPE,
    "Unterminated string": _OPEN_TEXT,
    "Illegal character '\\n'": _OPEN_TEXT,
    "Found invalid character '\\n'": _OPEN_TEXT,
    "Invalid date or datetime": _("there is no such day or time"),
    "Invalid value": _("the value cannot be read: texts stand between quotation marks"),
}
_NAMING: Final = (
    (re.compile(r"Cannot declare (.+) twice"), _TWICE),
    (re.compile(r"Duplicate inline table key (.+)"), _TWICE),
    (re.compile(r"Cannot (?:mutate immutable|redefine) namespace (.+)"), _CLOSED),
    (
        re.compile(r"(?:Illegal|Found invalid) character (.+)"),
        _("the character %(name)s is not allowed here"),
    ),
    (re.compile(r"Expected (.+)"), _OPEN_TEXT),
)


@dataclass(frozen=True)
class Misspelling:
    """The place of a syntax error; line 0: unknown. The key is the line's, if any."""

    line: int
    key: str
    what: str


def misspelling(error: Exception, lines: Sequence[str]) -> Misspelling:
    """Return what an error of `tomllib` means in a file with these lines."""
    place = _PLACE.fullmatch(str(error))
    if place is None:
        # A number of thousands of digits, or brackets within thousands of brackets
        return Misspelling(0, "", _UNREADABLE)
    what = words(place["said"])
    if place["line"] is None:
        return Misspelling(len(lines), "", what)
    line = int(place["line"])
    key = _KEY.match(lines[line - 1]) if line <= len(lines) else None
    told = _("%(what)s (character %(column)s)", what=what, column=place["column"])
    return Misspelling(line, key[1] if key else "", told)


def words(said: str) -> str:
    """Return a sentence of `tomllib`, which names no place, in our words."""
    if said in _SAID:
        return _SAID[said]
    for pattern, ours in _NAMING:
        if found := pattern.fullmatch(said):
            name = ".".join(re.findall(r"'([^']*)'", found[1])) or found[1]
            return _(str(ours), name=name) if "%(name)s" in ours else ours
    return _UNREADABLE
