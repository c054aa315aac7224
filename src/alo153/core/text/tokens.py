"""The words of a sentence that say what it is about."""

import re
from typing import Final

from alo153.core.text.turkish import fold

# Words that say nothing about the matter. Left out before folding, or "şu" would be "su" (water).
EMPTY_WORDS: Final = frozenset(
    (  # noqa: SIM905 - a list of fifty lines says no more
        "şu bu o bir ve ile için çok var ama da de mi mı mu mü ne en gibi daha ben biz bana bize "
        "bizim benim olarak kadar sonra önce şey lütfen "
        "the a an in on at is are my our of to and i we"
    ).split()
)


def telling_words(text: str) -> list[str]:
    """Return the folded words that say something, each once, in order; all if none does."""
    all_words = re.findall(r"[^\W_]+", text)
    telling = [word for word in all_words if word.lower() not in EMPTY_WORDS]
    return list(dict.fromkeys(fold(word) for word in telling or all_words))
