"""Several ways out of one channel, tried in order."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from alo153.channels.contract import (
    Adapter,
    Letter,
    NotSent,
    PermanentFailure,
    Sent,
    TemporaryFailure,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failover:
    """Hands a letter to the first that takes it.

    The next is tried only when nothing left by the one before. A letter that one refuses for good
    is refused: what is wrong with a number or a text is wrong everywhere. An account that one
    refuses says nothing of the letter. Unclear is unclear.
    """

    adapters: Sequence[Adapter]

    def send(self, letter: Letter) -> Sent:
        """Hand the letter over.

        Raises:
            NotSent: of the first that refused the letter or left it unclear. If none did, of one
                that may take it later, or else of the last.
        """
        problems: list[NotSent] = []
        for number, adapter in enumerate(self.adapters, start=1):
            try:
                return adapter.send(letter)
            except NotSent as problem:
                if not _is_for_the_next(problem):
                    raise
                _tell(problem, number)
                problems.append(problem)
        temporary = [each for each in problems if isinstance(each, TemporaryFailure)]
        raise (temporary or problems)[-1]


def _is_for_the_next(problem: NotSent) -> bool:
    of_account = isinstance(problem, PermanentFailure) and problem.of_account
    return of_account or isinstance(problem, TemporaryFailure)


def _tell(problem: NotSent, number: int) -> None:
    """Log a refused account: the next one sends the letters, so nobody would notice it."""
    if isinstance(problem, PermanentFailure):
        logger.warning("way out %d refuses our account: %s", number, problem.code)
