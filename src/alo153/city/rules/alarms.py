"""Find a city's alarm words in citizens' text. Pure.

The program does not understand the text: it finds a phrase or not, and a person decides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from alo153.core.text import beginnings, fold
from alo153.core.text.stems import language_of
from alo153.core.text.stems.language import Language

BEGINS: Final = "*"
"""At the end of a word of a phrase: every word that begins so."""

_TOKEN: Final = re.compile(r"[^\W_]+|[.!?;]")
_STOPS: Final = frozenset(".!?;")
_WORD: Final = re.compile(r"[^\W_]+\*?")
# Words that may stand between two words of a phrase: "gaz gibi bir şey kokuyor"
_BETWEEN: Final = 3
# As short as a stem that many words share
_SHORT: Final = 3
# "yanmıyor" is no form of "yanıyor"
_NOT: Final = re.compile(r"m[iu]yor")


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """One alarm of the city.

    `phrases` raise it unless they are in one of `harmless`. `say` is what a person does about
    it, `call` the number to send a caller to at once; both may be empty. Within `answer_hours`,
    counted by the clock, its citizen gets an answer; 0: as the topic says.
    """

    slug: str
    name: str
    phrases: tuple[str, ...]
    harmless: tuple[str, ...] = ()
    say: str = ""
    call: str = ""
    answer_hours: int = 0


@dataclass(frozen=True)
class _Word:
    """One word of a phrase: its whole beginnings, and the stems it shares with other forms."""

    language: Language
    whole: tuple[str, ...]
    stems: tuple[str, ...]
    begins: bool
    negative: bool

    def is_in(self, folded: str) -> bool:
        """Tell whether a fitting word can be in a folded text at all: quick."""
        return any(each in folded for each in self.stems)

    def fits(self, word: str) -> bool:
        if self.begins:
            return word.startswith(self.whole)
        if word.startswith(self.whole):
            return len(word) <= len(self.whole[0]) + self.language.longest_ending
        if not word.startswith(self.stems) or bool(_NOT.search(word)) != self.negative:
            return False
        # "yan" (side) is no form of "yanıyor" (burns)
        return len(word) > _SHORT and self.language.stem(word) in self.stems


_Phrase = tuple[_Word, ...]


@dataclass(frozen=True)
class Watch:
    """An alarm, ready to be listened for."""

    alarm: Alarm
    phrases: tuple[_Phrase, ...]
    harmless: tuple[_Phrase, ...]


def alarms_of(data: Iterable[Mapping[str, Any]], language: str) -> tuple[Watch, ...]:
    """Return the alarms that the city's data holds, ready to be listened for in its language."""
    return tuple(
        watch(
            Alarm(**{**each, "phrases": (*each["phrases"],), "harmless": (*each["harmless"],)}),
            language,
        )
        for each in data
    )


def watch(alarm: Alarm, language: str) -> Watch:
    """Return an alarm ready to be listened for in a language."""
    phrases, harmless = (
        tuple(_phrase(each, language) for each in words)
        for words in (alarm.phrases, alarm.harmless)
    )
    return Watch(alarm, phrases, harmless)


def is_phrase(text: str) -> bool:
    """Tell whether something can be listened for: words, each perhaps with a star at its end."""
    words = text.split()
    return bool(words) and all(_WORD.fullmatch(word) for word in words)


def heard(text: str, watches: Sequence[Watch]) -> list[Alarm]:
    """Return the alarms whose phrases are in a text, in the order of the city.

    Case, Turkish marks and endings make no difference. A phrase matches its words in their order
    within one sentence, with at most three words between each. Some microseconds without a match.
    """
    folded = fold(text)
    likely = [each for each in watches if any(_is_in(one, folded) for one in each.phrases)]
    if not likely:
        return []
    tokens = _TOKEN.findall(folded)
    return [each.alarm for each in likely if _is_heard(each, tokens)]


@lru_cache(maxsize=4096)  # the city's few hundred are read anew every few seconds
def _phrase(text: str, language: str) -> _Phrase:
    return tuple(_word(word, language) for word in text.split())


def _word(text: str, language: str) -> _Word:
    endings = language_of(language)
    folded = fold(text.removesuffix(BEGINS))
    soft = endings.softened.get(folded[-1:])
    whole = (folded, folded[:-1] + soft) if soft else (folded,)
    # What was cut off hides the last letter of the root: only a whole word has its soft twin
    root = endings.stem(folded)
    stems = tuple(beginnings(folded, language)) if root == folded else (root,)
    begins, negative = text.endswith(BEGINS), bool(_NOT.search(folded))
    return _Word(endings, whole, whole if begins else stems, begins, negative)


def _is_in(phrase: _Phrase, folded: str) -> bool:
    return all(word.is_in(folded) for word in phrase)


def _is_heard(each: Watch, tokens: Sequence[str]) -> bool:
    spoken = [place for one in each.phrases for place in _places(one, tokens, _BETWEEN)]
    if not spoken:
        return False
    excused = {at for one in each.harmless for place in _places(one, tokens, 0) for at in place}
    return any(excused.isdisjoint(place) for place in spoken)


def _places(phrase: _Phrase, tokens: Sequence[str], between: int) -> Iterator[tuple[int, ...]]:
    """Return the place of each word of a phrase."""
    for start, token in enumerate(tokens):
        if phrase[0].fits(token) and (place := _rest(phrase, tokens, start, between)):
            yield place


def _rest(
    phrase: _Phrase, tokens: Sequence[str], start: int, between: int
) -> tuple[int, ...] | None:
    place: tuple[int, ...] = (start,)
    for word in phrase[1:]:
        found = _next(word, tokens, place[-1] + 1, between)
        if found is None:
            return None
        place = (*place, found)
    return place


def _next(word: _Word, tokens: Sequence[str], start: int, between: int) -> int | None:
    for at in range(start, min(start + between + 1, len(tokens))):
        if tokens[at] in _STOPS:
            return None
        if word.fits(tokens[at]):
            return at
    return None
