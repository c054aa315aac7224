"""The parts of a voice menu. Each node says its prompts first; then its kind decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

GREETING = "greeting"
RECORDING_NOTICE = "recording-notice"
REFUSING_KEY = "9"
"""The key that the notice itself names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A place in the menu. `say` names prompts of voice.toml, played one after the other.

    `title` is what people read in the picture, and `wish` what the agent reads of one who came
    here by a key; callers never hear either.
    """

    kind: ClassVar[str]
    name: str
    title: str = ""
    wish: str = ""
    say: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """Return what people call it."""
        return self.title or self.name

    def ways(self) -> dict[str, str]:
        """Return where the caller goes without pressing a key, by the name of the way."""
        return {}

    def choices(self) -> Mapping[str, str]:
        """Return where each key leads."""
        return {}

    def prompts(self) -> tuple[str, ...]:
        """Return every prompt this node may play."""
        return self.say


@dataclass(frozen=True, slots=True, kw_only=True)
class _Onward(Node):
    """A node that continues by itself."""

    next: str

    def ways(self) -> dict[str, str]:
        """Continue to the next node."""
        return {"next": self.next}


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(_Onward):
    """Say something and continue."""

    kind: ClassVar[str] = "say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(_Onward):
    """Say that the call is recorded; `key` means: not mine. `confirm` is then said."""

    kind: ClassVar[str] = "consent"
    key: str
    confirm: tuple[str, ...] = ()
    wait: float = 0.5

    def choices(self) -> Mapping[str, str]:
        """Continue unrecorded."""
        return {self.key: self.next}

    def prompts(self) -> tuple[str, ...]:
        """Add what is said to one who does not wish it."""
        return (*self.say, *self.confirm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcements(_Onward):
    """Say the announcements of the moment that concern the caller, if there are any."""

    kind: ClassVar[str] = "announcements"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase(_Onward):
    """Tell a caller that a case of theirs is open: `key` leads to `status`, here and later on.

    Only one whose number is proved hears the `offer`, and of no confidential case.
    """

    kind: ClassVar[str] = "own_case"
    offer: tuple[str, ...]
    key: str
    status: str

    def choices(self) -> Mapping[str, str]:
        """Lead to its state."""
        return {self.key: self.status}

    def prompts(self) -> tuple[str, ...]:
        """Add what is said to one who has such a case."""
        return (*self.say, *self.offer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(_Onward):
    """Speak another language from here on."""

    kind: ClassVar[str] = "language"
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCalls(_Onward):
    """Note that the citizen wishes no more calls of outgoing lists, and continue.

    Nothing is noted of a caller whose number is not proved.
    """

    kind: ClassVar[str] = "no_calls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Node):
    """Let the caller choose; unanswered it is said `repeats` more times, then continues."""

    kind: ClassVar[str] = "choice"
    keys: Mapping[str, str] = field(default_factory=dict)
    otherwise: str
    wait: float = 2
    repeats: int = 0
    wrong: tuple[str, ...] = ()

    def ways(self) -> dict[str, str]:
        """Continue when nothing was pressed."""
        return {"otherwise": self.otherwise}

    def choices(self) -> Mapping[str, str]:
        """Return the keys."""
        return self.keys

    def prompts(self) -> tuple[str, ...]:
        """Add what is said after a key that means nothing here."""
        return (*self.say, *self.wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digits(Node):
    """Take the `length` digits of a tracking code from the keypad.

    No code begins with 0, so that key calls the operator here too; within the code * does. With
    `least` fewer digits are enough, ended by # or by waiting: the number of a line or a stop. With
    `adds` they follow what was typed before: the stop after the line. The number of a stop may
    begin with 0, so there * alone calls the operator.
    """

    kind: ClassVar[str] = "digits"
    length: int = 9
    least: int = 0
    adds: bool = False
    next: str
    otherwise: str
    tries: int = 3
    wait: float = 6
    wrong: tuple[str, ...] = ()

    def ways(self) -> dict[str, str]:
        """Continue when all digits are there, or after the last try."""
        return {"next": self.next, "otherwise": self.otherwise}

    def prompts(self) -> tuple[str, ...]:
        """Add what is said before another try."""
        return (*self.say, *self.wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Node):
    """Say the state of the case with the typed code; no personal data is said.

    `unknown` is the way for a code that is none, taken `tries` times; `trouble` when too much
    was tried or nobody knows right now.
    """

    kind: ClassVar[str] = "status"
    next: str
    unknown: str
    trouble: str
    tries: int = 3

    def ways(self) -> dict[str, str]:
        """Continue after the status, back to the keypad, or to somebody who can help."""
        return {"next": self.next, "unknown": self.unknown, "trouble": self.trouble}


@dataclass(frozen=True, slots=True, kw_only=True)
class Details(Node):
    """Send the details of the case by SMS, to the number registered with it and no other."""

    kind: ClassVar[str] = "details"
    sent: tuple[str, ...]
    not_sent: tuple[str, ...]
    next: str
    trouble: str

    def ways(self) -> dict[str, str]:
        """Continue when it was sent, or when it cannot be."""
        return {"next": self.next, "trouble": self.trouble}

    def prompts(self) -> tuple[str, ...]:
        """Add both results."""
        return (*self.say, *self.sent, *self.not_sent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Departures(Node):
    """Say when the typed line leaves the typed stop next.

    `unknown` is the way for a line or stop that is none, taken `tries` times; `trouble` when too
    much was tried or nobody knows right now.
    """

    kind: ClassVar[str] = "departures"
    next: str
    unknown: str
    trouble: str
    tries: int = 3

    def ways(self) -> dict[str, str]:
        """Continue after the times, back to the keypad, or to somebody who can help."""
        return {"next": self.next, "unknown": self.unknown, "trouble": self.trouble}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Node):
    """Say the spoken form of an article, which is named by its slug.

    `trouble` is the way while it has no sound, and when the article was taken back.
    """

    kind: ClassVar[str] = "answer"
    article: str
    next: str
    trouble: str

    def ways(self) -> dict[str, str]:
        """Continue after the answer, or to somebody who can help."""
        return {"next": self.next, "trouble": self.trouble}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack(Node):
    """End the wait on the line: the center calls back and the place is kept."""

    kind: ClassVar[str] = "call_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Node):
    """Let a caller choose by key when the center calls: the prompts of `offer`, then the windows.

    Only callers whom the center may call are asked; without an answer, or with all windows full,
    the menu continues. A caller with a promise hears `promised`, and takes it back with the key 1:
    `taken_back` is said, and the windows are offered anew. Without the prompts they continue.
    """

    kind: ClassVar[str] = "window"
    offer: tuple[str, ...]
    otherwise: str
    promised: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()
    wait: float = 3

    def ways(self) -> dict[str, str]:
        """Continue when no window was chosen, or none can be."""
        return {"otherwise": self.otherwise}

    def prompts(self) -> tuple[str, ...]:
        """Add what is said before the windows, and to one who has a promise."""
        return (*self.say, *self.offer, *self.promised, *self.taken_back)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue(Node):
    """Put the caller into a line."""

    kind: ClassVar[str] = "queue"
    queue: str = "general"


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp(Node):
    """End the call: the caller has what was wanted."""

    kind: ClassVar[str] = "hang_up"


KINDS: Mapping[str, type[Node]] = {
    kind.kind: kind
    for kind in (
        Say,
        Consent,
        Announcements,
        OwnCase,
        Language,
        NoCalls,
        Choice,
        Digits,
        Status,
        Details,
        Departures,
        Answer,
        CallBack,
        Window,
        Queue,
        HangUp,
    )
}
ENDS = (CallBack, Queue, HangUp)
"""Kinds after which the menu is over."""
TAKES_NO_KEY = (Say, Consent, Announcements, OwnCase, Language)
"""Said before the first choice: keys pressed there are kept for it."""
OPERATOR_IN_DIGITS = "*"

STATES = ("received", "at_unit", "in_work", "being_checked", "ready", "concluded")
"""The states of a case, in the words of the tracking page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """All nodes by name. `operator` is the node one key away from everywhere, `main` the
    choice that must lead one who presses nothing to it within `FIRST_RING_SECONDS`.

    Callers of another public number may begin at one of `starts` (numbers.toml). Citizens whom
    an outgoing list calls begin at one of `lists`.
    """

    start: str
    operator: str
    nodes: Mapping[str, Node]
    main: str = ""
    operator_key: str = "0"
    starts: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    @property
    def beginnings(self) -> tuple[str, ...]:
        """Return every node at which somebody may begin, the usual one first."""
        return tuple(dict.fromkeys((self.start, *self.starts, *self.lists)))

    def node(self, name: str) -> Node:
        """Return a node; one that is not there is the operator's line: no caller is lost."""
        return self.nodes.get(name) or Queue(name=name)

    def takes_keys(self, name: str) -> Node:
        """Return the node that takes the keys of a caller who is at `name`: it, or the next."""
        node = self.node(name)
        for _ in self.nodes:
            if not isinstance(node, TAKES_NO_KEY):
                break
            node = self.node(node.next)
        return node

    def keys_at(self, name: str) -> Mapping[str, str]:
        """Return where the keys lead a caller who is at a node."""
        node = self.takes_keys(name)
        operator = OPERATOR_IN_DIGITS if isinstance(node, Digits) else self.operator_key
        return {**node.choices(), operator: self.operator}

    def said_from(self, name: str) -> Iterator[Node]:
        """Go from a node on as one who presses no key, until a choice or the end."""
        for _ in self.nodes:
            node = self.node(name)
            yield node
            name = node.ways().get("next", "")
            if not name or isinstance(node, Choice):
                return

    def own_status(self, key: str) -> str:
        """Return where a key leads that is offered with an open case; empty if it is another."""
        offers = (node for node in self.nodes.values() if isinstance(node, OwnCase))
        return next((node.status for node in offers if node.key == key), "")


def plain() -> Menu:
    """Return the menu of a city that has none: a welcome with the notice, then the line."""
    said = (GREETING, RECORDING_NOTICE)
    welcome = Consent(name="welcome", say=said, key=REFUSING_KEY, next="operator", wait=0)
    return Menu(
        start="welcome",
        operator="operator",
        nodes={"welcome": welcome, "operator": Queue(name="operator")},
    )
