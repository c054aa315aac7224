"""Ready answers: which words in braces they may hold, and what is wrong with one. Pure."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.channels.sms.length import excess
from alo153.citizens.channel import Channel

WORDS: Final = {
    "code": _("tracking code"),
    "topic": _("topic"),
    "district": _("district"),
    "neighborhood": _("neighborhood"),
    "address": _("address"),
    "received": _("day of receipt"),
    "state": _("how it stands, as the citizen reads it"),
    "city": _("the municipality's name"),
    "number": _("the center's number"),
}
"""The gaps that every ready answer may have."""
WORDS_OF_CENTER: Final = {"name": _("the citizen's name"), **WORDS}
"""A unit does not know who asked; the center does."""
LONGEST: Final = 4_000
_BRACES: Final = re.compile(r"\{([^{}]*)\}")
# A few letters are enough to find the place; without an end each letter of a word would begin anew
_LONE: Final = re.compile(r"\w{0,30}\s?[{}]\s?\w{0,30}")


class Wrong(StrEnum):
    """Why a ready answer is not kept."""

    UNKNOWN_WORD = "unknown_word"
    BRACE = "brace"
    TOO_LONG = "too_long"


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A mistake in a ready answer.

    Args:
        word: what is in the braces, or the words around a lone one.
        instead: the word that was perhaps meant.
        excess: about how many characters must go.
    """

    why: Wrong
    word: str = ""
    instead: str = ""
    excess: int = 0


def mistakes(text: str, *, words: Collection[str], channel: str = "") -> list[Mistake]:
    """Return what is wrong with a ready answer; its length is that without what is filled in.

    Args:
        words: the words that may be filled in.
        channel: the only one it is for, if there is one.
    """
    found = [_unknown(word, words) for word in words_in(text) if word not in words]
    if lone := _LONE.search(_BRACES.sub("", text)):
        found.append(Mistake(why=Wrong.BRACE, word=lone[0]))
    too_long = excess(_BRACES.sub("", text)) if channel == Channel.SMS else len(text) - LONGEST
    if too_long > 0:
        found.append(Mistake(why=Wrong.TOO_LONG, excess=too_long))
    return found


def _unknown(word: str, words: Collection[str]) -> Mistake:
    near = get_close_matches(word.strip().lower(), sorted(words), n=1)
    return Mistake(why=Wrong.UNKNOWN_WORD, word=word, instead=next(iter(near), ""))


def words_in(text: str) -> Iterable[str]:
    """Return what is in braces, each once."""
    return dict.fromkeys(_BRACES.findall(text))


def unfilled(text: str) -> list[str]:
    """Return the words of ready answers that nobody has filled in."""
    return [word for word in words_in(text) if word in WORDS_OF_CENTER]


def filled(text: str, values: dict[str, str]) -> str:
    """Return a text with its words filled in; words without a value stay unchanged."""
    return _BRACES.sub(lambda found: values.get(found[1], found[0]), text)
