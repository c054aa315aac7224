"""The contract of every transport. Pure: no Django."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Template:
    """Words that the other side has approved, and what is in their gaps, in order."""

    name: str
    language: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LetterFile:
    """A file that leaves with a letter: a photo (JPEG) or a PDF, looked into when it came."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The words that leave. ``id`` stays the same when they are handed over again."""

    id: UUID
    # E.164, an e-mail address, or whatever a channel calls somebody
    to: str
    # Empty on channels that have none
    subject: str
    body: str
    # References of messages that it answers, the closest first; for channels that know any
    answers: tuple[str, ...] = ()
    # A person wrote it, and no machine
    is_personal: bool = False
    # A machine wrote it, and answers a message by it
    is_reply_of_machine: bool = False
    # The channel's name of what was said in public, which it answers: privately, or there
    comment: str = ""
    is_public: bool = False
    # Of what `body` says, where the other side takes nothing else
    template: Template | None = None
    # Where its recipient says that they want no more of the kind; empty where it is owed to them
    unsubscribe_url: str = ""
    # As many as `Transport.attaching` says at most
    files: tuple[LetterFile, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PublicPost:
    """Words that everybody shall read, and perhaps a picture.

    Args:
        picture_url: where the other side fetches the picture, a JPEG; empty without one.
        alt_text: what the picture shows, for blind readers.
        read_picture: the picture itself, for companies that do not fetch it.
    """

    text: str
    picture_url: str = ""
    alt_text: str = ""
    read_picture: Callable[[], bytes] = bytes


@dataclass(frozen=True)
class Sent:
    """The other side took the words; ``reference`` is its own name for them."""

    reference: str


class NotSent(Exception):
    """The words did not surely leave. ``code`` says why, without personal data."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TemporaryFailure(NotSent):
    """Nothing left; trying again later may work, and not before `wait_seconds` are over."""

    def __init__(self, code: str, *, wait_seconds: int = 0) -> None:
        super().__init__(code)
        self.wait_seconds = wait_seconds


class PermanentFailure(NotSent):
    """Nothing left, and trying again would not help.

    Args:
        wrong_address: nobody can be reached there.
        of_account: our account is refused (name, password, sender, right), and not the letter:
            another provider may take it.
    """

    def __init__(self, code: str, *, wrong_address: bool = False, of_account: bool = False) -> None:
        super().__init__(code)
        self.wrong_address = wrong_address
        self.of_account = of_account


class Unclear(NotSent):
    """The words may have left; trying again might tell the citizen twice."""


class NotFetched(Exception):
    """A file of a message is not to be had. ``code`` says why, without personal data."""

    TOO_LARGE: Final = "too large"

    def __init__(self, code: str, *, temporary: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.temporary = temporary


class Adapter(Protocol):
    """One way out of the municipality."""

    def send(self, letter: Letter) -> Sent:
        """Hand the letter over, within half a minute.

        Raises:
            NotSent: one of its three kinds. Anything else counts as unclear.
        """
        ...


def units(text: str) -> int:
    """Return how long a text is, as these companies count: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2
