"""Endings of Turkish words: they hang behind, one after the other.

Not a grammar: a word is cut where an ending of nouns or of the commonest verb forms may begin.
Cutting too little loses hits, cutting too much brings wrong ones; a word never becomes shorter than
four letters, or three before an ending of three.
"""

import re
from typing import Final

from alo153.core.text.stems.language import Language

TURKISH: Final = Language(
    # Folded: ı is i, ü is u
    endings=(
        (re.compile(r"(m[iu]yor|[iu]yor)(lar|um|uz|sun|sunuz)?$"), 3),
        (re.compile(r"m[iu]s(lar|ler|t[iu]r)?$"), 4),
        (re.compile(r"m[ae]k$"), 3),
        (re.compile(r"[dt][iu](lar|ler|k|m)?$"), 4),
        (re.compile(r"((?<!d)d|t)[ae]n?(ki)?$"), 3),
        (re.compile(r"[yn]?l[ae]$"), 4),
        (re.compile(r"([iu]m[iu]z|[iu]n[iu]z)$"), 4),
        (re.compile(r"(n?[iu]n|[iu]m)$"), 3),
        (re.compile(r"(s[iu]|n[iuae]|y[iuae])$"), 4),
        (re.compile(r"(?<=[bcdfghklmnprstvz])u$"), 3),
        (re.compile(r"[iuae]$"), 4),
        (re.compile(r"l[ae]r$"), 3),
    ),
    rounds=3,
    # A hard letter at the end of a root is soft before a vowel: sokak, sokağı; kitap, kitabı; kanat
    softened={"k": "g", "p": "b", "t": "d"},
    # "yangınlarımızdan"
    longest_ending=9,
)
