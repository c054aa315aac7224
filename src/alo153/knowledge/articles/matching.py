"""Find the articles that answer a question. Pure.

An article has phrases: its question, other forms of it, and keywords. It is found where a whole
phrase of it was said, or where nearly all that was asked is in its phrases.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alo153.core.text import beginnings, telling_words

MOST_WORDS: Final = 24
KEY: Final = 5
"""Letters of a root by which the index finds it."""
_SHORT: Final = 6
"""Words of a question; a longer text is a story, where only a whole phrase counts."""
_LONG_ENOUGH: Final = 5
_NEARLY_ALL: Final = 2 / 3
_LEAST_FOUND: Final = 2
_ENGLISH: Final = frozenset(
    (  # noqa: SIM905 - a list of forty lines says no more
        "how where when which what who why can could do does there get go goes need want find "
        "please hello hi me my you your it be will with for from today"
    ).split()
)
_TURKISH: Final = frozenset(
    (  # noqa: SIM905 - a list of sixty lines says no more
        "nasil nerede nereye nereden nerden neresi zaman kac kacta kacda hangi kim kime neden "
        "niye nedir midir var yok istiyorum istiyoruz isterim ister olur oluyor olacak yapmaliyim "
        "yapabilirim yapilir edilir etmek yapmak gerekiyor gerek lazim bilgi almak alabilirim "
        "gidebilirim giderim gidilir gitmek gidecegim merhaba selam acaba bugun"
    ).split()
)
# Citizens of a Turkish city ask in English, too
_ASKING: Final[Mapping[str, frozenset[str]]] = {"tr": _TURKISH | _ENGLISH, "en": _ENGLISH}


@dataclass(frozen=True)
class Candidate:
    """An article in one language, as it is compared."""

    key: int
    phrases: Sequence[Sequence[str]]


def asking_words(language: str) -> frozenset[str]:
    """Return the folded words that ask, and say nothing about what is asked for."""
    return _ASKING.get(language, frozenset())


def asked_words(text: str, language: str) -> list[str]:
    """Return the folded words of a question that say what it is about, at most `MOST_WORDS`.

    Args:
        language: the city's own, here and below: one index serves articles of every language.
    """
    words, asking = telling_words(text, language)[: 2 * MOST_WORDS], asking_words(language)
    return [word for word in words if word not in asking and len(word) > 1][:MOST_WORDS]


def is_short(words: Sequence[str]) -> bool:
    """Tell whether it is a question; slips of spelling are not looked for in a story."""
    return len(words) <= _SHORT


def roots(text: str, language: str) -> list[str]:
    """Return the roots of a phrase's telling words; of all its words if only asking ones are in."""
    words = asked_words(text, language) or telling_words(text, language)
    return list(dict.fromkeys(root(word, language) for word in words))


def root(word: str, language: str) -> str:
    """Return what a folded word shares with its other forms.

    In a Turkish city also without the plural of English, in which some of its articles are.
    """
    if language != "tr":
        return min(beginnings(word, language))
    found = beginnings(word, language)[-1]
    return found[:-1] if found.endswith("s") and len(found) > _LONG_ENOUGH - 1 else found


def without_endings(word: str) -> list[str]:
    """Return a misspelled word, and what it is without an ending of one or two letters.

    ``kratala``: the slip is in the name, and the ending is in no article.
    """
    return [
        word[: len(word) - cut] for cut in range(3) if len(word) - cut >= _LONG_ENOUGH or not cut
    ]


def key(root_: str) -> str:
    """Return the first letters of a root."""
    return root_[:KEY]


def found(asked: Mapping[str, Sequence[str]], candidates: Iterable[Candidate]) -> list[int]:
    """Return the keys of the candidates that answer, best first; one of a kind in their order.

    Args:
        asked: for each word of the question its root, and roots of what it may have meant.
    """
    scored = [(_score(asked, each.phrases), each.key) for each in candidates]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return list(dict.fromkeys(each for _score, each in best))


def _score(asked: Mapping[str, Sequence[str]], phrases: Sequence[Sequence[str]]) -> float:
    """Return words of the longest phrase that was said whole, or the share of the question."""
    said = [each for spellings in asked.values() for each in spellings]
    whole = max((len(each) for each in phrases if each and _all_in(each, said)), default=0)
    every = [each for phrase in phrases for each in phrase]
    hit = sum(any(_same(one, each) for one in words for each in every) for words in asked.values())
    share = hit / len(asked) if asked else 0
    if whole:
        return whole + share
    enough = len(asked) <= _SHORT and hit >= _LEAST_FOUND and share >= _NEARLY_ALL
    return share if enough else 0


def _all_in(phrase: Sequence[str], said: Sequence[str]) -> bool:
    return all(any(_same(one, each) for one in said) for each in phrase)


def _same(one: str, other: str) -> bool:
    """Tell whether two roots are of one word: stems of verbs are cut at different letters."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _LONG_ENOUGH and long.startswith(short))
