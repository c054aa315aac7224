"""Columns whose words are sealed in rows of what is confidential, and who may read them now.

Such a row belongs to a matter: a case, a conversation. A column holds either the words, or a token
of the key's name, the matter's name and the sealed bytes. What comes from the database is
`SealedText` (it shows dots, and saves as it was) unless the matter is open: `reading` begins a
reading, `open_up` opens one matter within it, and nothing else does. A page that never opens one
holds no word of it, whatever its template shows.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

from django.conf import settings
from django.db import models

from alo153.core import keyring
from alo153.core.keyring import Keyring

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField

MARK: Final = "\x01"
"""Begins a token; no words begin with it."""
DOTS: Final = "•••"


class Matter(Protocol):
    """The owner of words, as far as sealing needs it: this module knows no table."""

    @property
    def seal_name(self) -> str:
        """Letters, digits and hyphens that name it for ever: every token of it carries them."""


@dataclass(frozen=True)
class Reading:
    """A time in which matters can be opened: names of open ones; `writes`: a form came."""

    names: set[str]
    writes: bool = False


_now: ContextVar[Reading | None] = ContextVar("reading", default=None)


class SealedText(str):
    """Words that may not be read here; saving them again keeps what they are."""

    token: str

    @classmethod
    def of(cls, token: str) -> Self:
        """Return what stands for a token."""
        kept = cls(DOTS)
        kept.token = token
        return kept


def ring() -> Keyring:
    """Return the keys of this installation."""
    return keyring.read(settings.CONFIDENTIAL_KEYS, keyring.CONFIDENTIAL)


@contextmanager
def reading(*matters: Matter, writes: bool = False) -> Iterator[None]:
    """Begin a time in which matters can be opened, and open these; afterwards all are shut."""
    begun = _now.set(Reading({matter.seal_name for matter in matters}, writes))
    try:
        yield
    finally:
        _now.reset(begun)


def open_up(matter: Matter) -> None:
    """Open one matter until the reading ends. The caller has checked the permission to read it.

    Raises:
        RuntimeError: no reading was begun, and nothing would shut the matter again.
    """
    here = _now.get()
    if here is None:
        raise RuntimeError("what is confidential is opened within sealed_text.reading() alone")
    here.names.add(matter.seal_name)


def seal(name: str, words: str, *, of: str) -> str:
    """Return the token of a matter's words. ``of`` names the column they are in."""
    key, sealed = ring().seal(words.encode(), of=f"{name}|{of}")
    return f"{MARK}{key}:{name}:{base64.b64encode(sealed).decode()}"


def unseal(token: str, *, of: str) -> str:
    """Return the words of a token.

    Raises:
        KeyringError: a key is missing, or the token was changed or belongs elsewhere.
    """
    key, name, sealed = token.removeprefix(MARK).split(":", 2)
    return ring().unseal(key, base64.b64decode(sealed), of=f"{name}|{of}").decode()


def unseal_row(row: models.Model) -> None:
    """Put the words of a row in the place of its dots, where its matter was opened later."""
    for field in row._meta.concrete_fields:
        words = getattr(row, field.attname)
        if isinstance(field, WordsField) and isinstance(words, SealedText):
            setattr(row, field.attname, unseal(words.token, of=field.of))


def is_open(matter: Matter) -> bool:
    """Tell whether a matter was opened in this reading."""
    return _is_open(matter.seal_name)


def writes() -> bool:
    """Tell whether a form that somebody filled in is being taken."""
    here = _now.get()
    return here is not None and here.writes


def _is_open(name: str) -> bool:
    here = _now.get()
    return here is not None and name in here.names


class WordsField(_Text):
    """Words of a matter: sealed where it is confidential, plain otherwise.

    Args:
        matter: how a row comes to its matter: ``case``, ``relay.case``; empty if it is one.
        of: under which name the words are sealed, for ever; else under the column's.
    """

    def __init__(self, *args: Any, matter: str = "case", of: str = "", **kwargs: Any) -> None:
        self._way = tuple(filter(None, matter.split(".")))
        self._of = of
        super().__init__(*args, **kwargs)

    @property
    def of(self) -> str:
        """Return the name under which the column's words are sealed."""
        return self._of or f"{self.model._meta.label_lower}.{self.name}"

    @property
    def is_confidential(self) -> str:
        """Return the look-up from a row of words to the mark of its matter."""
        return "__".join((*self._way, "confidential"))

    def deconstruct(self) -> Any:
        """Describe the column for migrations: to them it is text."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return what the row holds of these words."""
        words = super().pre_save(model_instance, add)
        if not words or isinstance(words, SealedText):
            return words
        matter: Any = model_instance
        for step in self._way:
            matter = getattr(matter, step)
        plain = str(words).lstrip(MARK)
        # What goes out in no conversation belongs to no matter
        is_sealed = matter is not None and matter.confidential
        return seal(matter.seal_name, plain, of=self.of) if is_sealed else plain

    def get_prep_value(self, value: Any) -> Any:
        """Save what was not read as it was."""
        return value.token if isinstance(value, SealedText) else super().get_prep_value(value)

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Return the words where they are plain or their matter is open."""
        if not value or not value.startswith(MARK):
            return value
        name = value.split(":", 2)[1]
        return unseal(value, of=self.of) if _is_open(name) else SealedText.of(value)
