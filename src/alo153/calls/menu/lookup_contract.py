"""The voice menu's questions about cases, announcements and articles, and the answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


class Question(Protocol):
    """A caller's question to the menu; `code` is the typed text.

    `about` is the case at hand, as a reply named it before. `language` is the one the caller
    chose; empty is the city's own. Only a `proved` number is the caller's. `call` is its key.
    `article` is the slug of the article that the menu says.
    """

    @property
    def call(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def proved(self) -> bool: ...
    @property
    def article(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer: a word for the menu, and sounds to play.

    `about` names the case, in words that `cases` understands: `case:12`.
    """

    word: str = ""
    sounds: tuple[str, ...] = ()
    about: str = field(default="", repr=False)


class LookupSource(Protocol):
    """The one who knows; called in a thread, may block and raise."""

    def answer(self, question: Question) -> Reply:
        """Answer a question of the menu."""
        ...
