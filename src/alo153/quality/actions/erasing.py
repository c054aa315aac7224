"""Take the words and the voice of somebody who is erased out of quality management."""

from collections.abc import Collection

from alo153.quality.actions.feedback import forget_feedback
from alo153.quality.actions.moments import forget_moments
from alo153.quality.actions.transcribing import forget_words_of


def erase_quality(*, contacts: Collection[int], values: Collection[str]) -> int:
    """Erase what was said in these contacts and about them; scores stay countable.

    Returns how many files went. Words of a recording that is held as evidence go as well.

    Args:
        values: the numbers of somebody who is erased.
    """
    forget_feedback(contacts=contacts, values=values)
    forget_words_of(contacts=contacts)
    return forget_moments(contacts=contacts)
