"""Beginnings of words, by language, for search and alarm words: endings are cut off. Pure.

A search takes every word that begins with the stem of the typed one. The language is the city's
own; words of a language without rules stay whole.
"""

from collections.abc import Mapping
from typing import Final

from alo153.core.text.stems.english import ENGLISH
from alo153.core.text.stems.language import Language
from alo153.core.text.stems.turkish import TURKISH

_LANGUAGES: Final[Mapping[str, Language]] = {"tr": TURKISH, "en": ENGLISH}
_WHOLE: Final = Language()


def language_of(code: str) -> Language:
    """Return the endings of a language by its code in city.toml, such as "tr"."""
    return _LANGUAGES.get(code, _WHOLE)


def stem(word: str, language: str) -> str:
    """Return the beginning that a folded word shares with its other forms."""
    return language_of(language).stem(word)


def beginnings(word: str, language: str) -> list[str]:
    """Return the stem of a folded word, and its twin with the other last letter if that changes.

    In Turkish ``sokagi`` gives ``sokag`` and ``sokak``.
    """
    root = stem(word, language)
    twin = language_of(language).twin(root)
    return [root, twin] if twin else [root]
