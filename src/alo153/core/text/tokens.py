"""The words of a sentence that say what it is about."""

import re
from collections.abc import Mapping
from typing import Final

from alo153.core.text.letters import fold

_ENGLISH: Final = frozenset("the a an in on at is are my our of to and i we".split())  # noqa: SIM905
_TURKISH: Final = frozenset(
    (  # noqa: SIM905 - a list of fifty lines says no more
        "şu bu o bir ve ile için çok var ama da de mi mı mu mü ne en gibi daha ben biz bana bize "
        "bizim benim olarak kadar sonra önce şey lütfen"
    ).split()
)
# Citizens of a Turkish city write in English, too
_EMPTY_WORDS: Final[Mapping[str, frozenset[str]]] = {"tr": _TURKISH | _ENGLISH, "en": _ENGLISH}


def empty_words(language: str) -> frozenset[str]:
    """Return the words, in lower case, that say nothing about a matter in a city's language."""
    return _EMPTY_WORDS.get(language, frozenset())


def telling_words(text: str, language: str) -> list[str]:
    """Return the folded words that say something, each once, in order; all if none does."""
    all_words = re.findall(r"[^\W_]+", text)
    empty = empty_words(language)
    # Left out before folding, or "şu" would be "su" (water)
    telling = [word for word in all_words if word.lower() not in empty]
    return list(dict.fromkeys(fold(word) for word in telling or all_words))
