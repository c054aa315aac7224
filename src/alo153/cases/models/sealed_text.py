"""Columns whose words are sealed in rows of confidential cases, and who may read them now.

A column holds either the words, or a token of the key's name, the case's code and the sealed bytes.
What comes from the database is `SealedText` (it shows dots, and saves as it was) unless the case is
open: `reading` begins a reading, `open_up` opens one case within it, and nothing else does. A page
that never opens a case holds no word of it, whatever its template shows.
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


class Coded(Protocol):
    """A case, as far as sealing asks: this module knows no table."""

    @property
    def tracking_code(self) -> str:
        """Nine digits, which every token of the case carries."""


@dataclass(frozen=True)
class Reading:
    """A time in which cases can be opened: the codes of those that are; `writes`: a form came."""

    codes: set[str]
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
    return keyring.read(settings.CONFIDENTIAL_KEYS)


@contextmanager
def reading(*cases: Coded, writes: bool = False) -> Iterator[None]:
    """Begin a time in which cases can be opened, and open these; afterwards all are shut."""
    begun = _now.set(Reading({case.tracking_code for case in cases}, writes))
    try:
        yield
    finally:
        _now.reset(begun)


def open_up(case: Coded) -> None:
    """Open one case until the reading ends. Whoever calls this has seen that it may be read.

    Raises:
        RuntimeError: no reading was begun, and nothing would shut the case again.
    """
    here = _now.get()
    if here is None:
        raise RuntimeError("a confidential case is opened within sealed_text.reading() alone")
    here.codes.add(case.tracking_code)


def seal(code: str, words: str, *, of: str) -> str:
    """Return the token of a case's words. ``of`` names the column they stand in."""
    key, sealed = ring().seal(words.encode(), of=f"{code}|{of}")
    return f"{MARK}{key}:{code}:{base64.b64encode(sealed).decode()}"


def unseal(token: str, *, of: str) -> str:
    """Return the words of a token.

    Raises:
        KeyringError: a key is missing, or the token was changed or belongs elsewhere.
    """
    key, code, sealed = token.removeprefix(MARK).split(":", 2)
    return ring().unseal(key, base64.b64decode(sealed), of=f"{code}|{of}").decode()


def is_open(case: Coded) -> bool:
    """Tell whether a case was opened in this reading."""
    return _is_open(case.tracking_code)


def writes() -> bool:
    """Tell whether a form that somebody filled in is being taken."""
    here = _now.get()
    return here is not None and here.writes


def _is_open(code: str) -> bool:
    here = _now.get()
    return here is not None and code in here.codes


class WordsField(_Text):
    """Words of a case: sealed where it is confidential, plain otherwise.

    Args:
        case: how a row comes to its case: ``case``, ``relay.case``; empty if it is the case.
    """

    def __init__(self, *args: Any, case: str = "case", **kwargs: Any) -> None:
        self._way = tuple(filter(None, case.split(".")))
        super().__init__(*args, **kwargs)

    @property
    def of(self) -> str:
        """Return the name under which the column's words are sealed."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def deconstruct(self) -> Any:
        """Describe the column for migrations: to them it is text."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return what the row holds of these words."""
        words = super().pre_save(model_instance, add)
        if not words or isinstance(words, SealedText):
            return words
        case: Any = model_instance
        for step in self._way:
            case = getattr(case, step)
        plain = str(words).lstrip(MARK)
        return seal(case.tracking_code, plain, of=self.of) if case.confidential else plain

    def get_prep_value(self, value: Any) -> Any:
        """Save what was not read as it was."""
        return value.token if isinstance(value, SealedText) else super().get_prep_value(value)

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Return the words where they are plain or the case is open."""
        if not value or not value.startswith(MARK):
            return value
        code = value.split(":", 2)[1]
        return unseal(value, of=self.of) if _is_open(code) else SealedText.of(value)
