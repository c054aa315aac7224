"""An operator by SMPP."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from tests.channels.contract.http_provider import ALL_MOODS, PASSWORD, SENDER, TO, USER
from tests.channels.contract.other_side import Mood, Taken
from tests.channels.smpp_operator import Operator, operator

__all__ = ["MOODS", "TO", "running"]

MOODS: Final = ALL_MOODS
_STATUSES: Final = {Mood.LATER: 0x58, Mood.REFUSES: 0x45, Mood.WRONG_ADDRESS: 0x0B, Mood.CUT: "cut"}


class Smpp:
    """The operator."""

    settings: Mapping[str, object] = {"SMS_SENDER": SENDER}

    def __init__(self, running: Operator) -> None:
        self.operator = running
        self.address = f"smpp://{USER}:{PASSWORD}@127.0.0.1:{running.port}"

    def be(self, mood: Mood) -> None:
        if mood is Mood.ABSENT:
            self.operator.stop()
        elif mood is Mood.STRANGER:
            self.operator.tell(password="another")
        else:
            self.operator.tell(mood={"statuses": [_STATUSES[mood]]})

    def taken(self) -> Sequence[Taken]:
        """Join what was heard: the header of a part says which it is, and of how many."""
        whole: list[list[dict[str, Any]]] = []
        for part in self.operator.heard():
            if _number(part) == 1:
                whole.append([])
            whole[-1].append(part)
        return [_joined(parts) for parts in whole]


def _number(part: dict[str, Any]) -> int:
    elements = [element for element in part["udh"] if element.startswith("0003")]
    return int(elements[0][8:], 16) if elements else 1


def _joined(parts: list[dict[str, Any]]) -> Taken:
    to = {f"+{part['to'][2]}" for part in parts}
    assert len(to) == 1
    return Taken(to.pop(), "", "".join(part["message"] for part in parts))


@contextmanager
def running() -> Iterator[Smpp]:
    """Run it."""
    with operator() as server:
        yield Smpp(server)
