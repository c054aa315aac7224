"""The words of a letter as they leave, and what no provider is asked for. Pure."""

from alo153.channels.contract import Letter, PermanentFailure
from alo153.channels.sms.length import excess, simplify
from alo153.channels.sms.numbers import check_takes_sms


def fitted(letter: Letter, *, fold: bool) -> str:
    """Return the words of a letter, with marks that cost little.

    Raises:
        PermanentFailure: its number takes no SMS, or it is too long: providers would cut it.
    """
    check_takes_sms(letter.to)
    words = simplify(letter.body, fold=fold)
    if excess(words):
        raise PermanentFailure("sms too long")
    return words
