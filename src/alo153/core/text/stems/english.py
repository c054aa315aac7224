"""Endings of English words: plurals, and regular forms of verbs. Not a grammar, as for Turkish."""

import re
from typing import Final

from alo153.core.text.stems.language import Language

ENGLISH: Final = Language(
    endings=(
        # The root's last letter is doubled: dripping, stopped
        (re.compile(r"(?<=([bdgmnprt]))\1(ing|ed)$"), 3),
        (re.compile(r"ing$"), 4),
        (re.compile(r"(?<!e)ed$"), 4),
        (re.compile(r"((?<=[sxzi])|(?<=[cs]h))es$"), 3),
        (re.compile(r"(?<![su])s$"), 3),
        # "smoke" and "smoking" share "smok"
        (re.compile(r"(?<!e)e$"), 4),
    ),
    rounds=2,
    # city, cities
    softened={"y": "i"},
    # "-ing"
    longest_ending=3,
)
