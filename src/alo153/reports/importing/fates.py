"""The fate of a call in the queue, and the words by which other systems tell it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alo153.core.text import fold


class Fate(StrEnum):
    """The fate of a call in the queue."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    ELSEWHERE = "elsewhere"


# Folded; those in capitals are events of Asterisk's queue_log and results of its CDR
_WORDS: Final[Mapping[Fate, str]] = {
    Fate.ANSWERED: (
        "answered, agent, y, yes, evet, e, 1, true, COMPLETEAGENT, COMPLETECALLER, cevaplandı, "
        "cevaplanan, cevaplı, karşılandı, karşılanan, yanıtlandı, yanıtlanan, görüşüldü"
    ),
    Fate.ABANDONED: (
        "abandoned, ABANDON, hang, n, no, hayır, h, 0, false, NO ANSWER, missed, kaçtı, kaçan, "
        "kaçan çağrı, kaçırıldı, kaçırılan, vazgeçti, cevapsız, cevapsız çağrı, cevaplanmadı, "
        "cevaplanmayan, karşılanmadı, karşılanmayan, yanıtsız, yanıtlanmadı, terk, terk edildi, "
        "terk etti, terk edilen"
    ),
    Fate.ELSEWHERE: (
        "elsewhere, phantom, flowed_out, EXITWITHTIMEOUT, EXITWITHKEY, EXITEMPTY, overflow, "
        "yönlendirildi, mesaj"
    ),
}
_FATES: Final = {fold(word): fate for fate, words in _WORDS.items() for word in words.split(", ")}


def fate_of(word: str) -> Fate | None:
    """Return the fate that a word tells; None if it is unknown."""
    return _FATES.get(fold(word))
