"""Mistakes in a city's files, collected so that all of them can be shown at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Self

from django.utils.translation import gettext


class Words(str):
    """A sentence of the loader in English, which the pages say in their reader's language.

    Modules import it as ``_``: so its sentences are gathered for the catalogs.
    """

    _msgid: str
    _values: dict[str, object]

    def __new__(cls, msgid: str, **values: object) -> Self:
        """Fill a sentence in; without values percent signs stay as they are."""
        made = super().__new__(cls, msgid % values if values else msgid)
        made._msgid, made._values = msgid, values
        return made

    @property
    def told(self) -> str:
        """Return it in the language that is active."""
        values = {key: told(value) for key, value in self._values.items()}
        return gettext(self._msgid) % values if values else gettext(self._msgid)


_ = Words


def told(text: object) -> str:
    """Return words in the language that is active; what is none of them as it is."""
    return text.told if isinstance(text, Words) else str(text)


@dataclass(frozen=True, kw_only=True)
class Spot:
    """The place of a value in the files, for messages."""

    file: str
    line: int


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake: where it is, what is wrong, and what to do about it."""

    file: str
    line: int
    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = f" {self.where}:" if self.where else ""
        return f"{place}:{where} {self.what}. {self.remedy}"


class PackError(Exception):
    """A city's files cannot be used; `mistakes` has every reason."""

    def __init__(self, city: str, mistakes: Iterable[Mistake]) -> None:
        self.city = city
        self.mistakes = sorted(mistakes)
        lines = "\n".join(f"  {mistake}" for mistake in self.mistakes)
        super().__init__(f"cities/{city} has {len(self.mistakes)} mistake(s):\n{lines}")


@dataclass
class Mistakes:
    """The list that every reader adds to."""

    found: list[Mistake] = field(default_factory=list)

    def add(self, file: str, line: int, where: str, what: str, remedy: str) -> None:
        """Note one mistake; line 0 means the whole file."""
        self.found.append(Mistake(file, line, where, what, remedy))


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return "Did you mean ...?" if a known word is close, else the given advice."""
    close = get_close_matches(word, list(known), n=1)
    return _('Did you mean "%(word)s"?', word=close[0]) if close else otherwise
