"""The place of a caller in the menu, what may happen there and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a caller's way: a key and the node it led to, or a case that was asked about.

    `word` and `wish` are the node's at that time. `about` names the case in words that
    `cases` understands (`case:12`); such a step has no key.
    """

    key: str = ""
    node: str
    word: str
    wish: str = ""
    about: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The place of a caller. What was typed is never written down."""

    node: str
    language: str = ""
    typed: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    own: str = field(default="", repr=False)
    """The open case that was offered to the caller, as those above name it."""
    about: str = field(default="", repr=False)
    """The case at hand: the one offered, or that of the code."""
    path: tuple[Step, ...] = field(default=(), repr=False)
    ahead: str = field(default="", repr=False)
    """Keys pressed before the choice they are for."""
    heard: bool = False
    """The caller was told to the end that the call is recorded, and how to refuse."""
    after: str = ""
    """The node to enter when the present speech is over; empty: the node itself decides."""
    offered: tuple[str, ...] = ()
    """The windows that the keys from 1 on lead to, by their ids; or the way to have no promise."""
    rounds: int = 0
    misses: int = 0
    """Codes that no case has, in the whole call: nobody finds a case by trying."""
    lost: int = 0
    """Lines and stops that no timetable has, since the last one that was found."""
    keys: int = 0
    waits: int = 0
    asks: int = 0
    served: bool = False


# What happens


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key of the telephone: 0 to 9, * or #."""

    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SpeechOver:
    """The caller has heard everything that this place of the menu says."""


@dataclass(frozen=True, slots=True)
class TimeUp:
    """Nothing was pressed; `wait` is the number of the `Listen` it belongs to."""

    wait: int


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to `Ask`: a word, and sounds to play; the word is empty if nobody knew.

    `about` names the case that the answer is about.
    """

    ask: int
    word: str = ""
    sounds: tuple[str, ...] = ()
    about: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """The hours that the caller chose, or the promise to take back, cannot be had any more."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The promised call is taken back."""


Happening = Pressed | SpeechOver | TimeUp | Told | Taken | TakenBack


# What is to be done


@dataclass(frozen=True, slots=True)
class Speak:
    """Play sounds; their end is reported."""

    sounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hush:
    """Cut what is being said short."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Report after so many seconds, as wait number `wait`."""

    seconds: float
    wait: int


@dataclass(frozen=True, slots=True)
class Ask:
    """Look up `announcements`, `own_case`, `status`, `details`, `departures` or `windows`.

    Or `answer`, with the slug of its `article`.
    """

    question: str
    ask: int
    article: str = ""


@dataclass(frozen=True, slots=True)
class DoNotRecord:
    """This caller does not wish a recording."""


@dataclass(frozen=True, slots=True)
class SpeakLanguage:
    """This caller is spoken to in another language from now on."""

    language: str


@dataclass(frozen=True, slots=True)
class CallNoMore:
    """The citizen wishes no more calls of outgoing lists."""


@dataclass(frozen=True, slots=True)
class LeaveCallBack:
    """The caller wishes to be called back: when it is their turn, or in a `window` (its id)."""

    window: str = ""


@dataclass(frozen=True, slots=True)
class TakePromiseBack:
    """The caller wishes the promised call no more."""


@dataclass(frozen=True, slots=True)
class Join:
    """The caller goes into a line."""

    queue: str


@dataclass(frozen=True, slots=True)
class End:
    """The call is over."""


Deed = (
    Speak
    | Hush
    | Listen
    | Ask
    | DoNotRecord
    | SpeakLanguage
    | CallNoMore
    | LeaveCallBack
    | TakePromiseBack
    | Join
    | End
)
