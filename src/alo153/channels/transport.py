"""The declaration of a kind of transport: its channel and its abilities. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alo153.channels.contract import Adapter, PublicPost, Sent, units
from alo153.channels.pushes import Push, Pushed
from alo153.citizens.channel import Channel

type Addresses = Callable[[], Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Hook:
    """The check that a provider itself posts to our address.

    Args:
        is_signed: whether headers (by their names in lower case) and raw body are the provider's,
            by the secrets in an address of the settings.
        challenge: the answer to a GET by which the provider asks whether the address is ours, from
            its parameters; None where they are not the provider's.
        challenge_type: of that answer.
    """

    is_signed: Callable[[str, Mapping[str, str], bytes], bool]
    challenge: Callable[[str, Mapping[str, str]], str | None] | None = None
    challenge_type: str = "text/plain"


@dataclass(frozen=True, kw_only=True)
class Typing:
    """The channel's sign that an agent types an answer.

    Args:
        lasts: the duration of its sign; it is told no more often.
        tell: tells it at an address, to whom, and with the other side's name for what they wrote
            last. Raises `NotSent`, which hurts nobody.
    """

    lasts: timedelta
    tell: Callable[[str, str, str], None]


@dataclass(frozen=True, kw_only=True)
class Publishing:
    """The abilities of a transport to publish.

    Args:
        place: to which place an address of the settings publishes; empty if it publishes nothing.
        longest: of a text alone.
        longest_caption: of a text below a picture.
        measure: how long a text is; in units of UTF-16 where the other side says nothing else.
        publish: publishes at an address; `prepared` is what `prepare` returned, if there is one.
            Raises `NotSent`, one of its three kinds.
        prepare: hands over what nobody sees yet, and returns the other side's name for it; doing it
            twice does no harm. Raises `NotSent`.
        ready_after: so long the other side usually needs for what was prepared.
        withdraw: removes what was published, by its reference; gone already is well. Raises
            `NotSent`. None where the other side lets nobody do that from outside.
        needs_picture: words alone cannot be published.
        narrowest, widest: how many times as wide as high a picture may be; 0 where any will do.
        link: the address at which everybody finds it, by an address of the settings and its
            reference; empty where that is not known.
    """

    place: Callable[[str], str]
    longest: int
    longest_caption: int
    publish: Callable[[str, PublicPost, str], Sent]
    measure: Callable[[str], int] = units
    prepare: Callable[[str, PublicPost], str] | None = None
    ready_after: timedelta = timedelta(0)
    withdraw: Callable[[str, str], None] | None = None
    needs_picture: bool = False
    narrowest: float = 0
    widest: float = 0
    link: Callable[[str, str], str] = lambda _address, _reference: ""


@dataclass(frozen=True, kw_only=True)
class Attaching:
    """The files that may be attached to a message.

    Args:
        most: files of one letter.
        most_bytes: of all of them together.
        longest: of the words next to them, in units of UTF-16; None where they may be as long as
            without any.
    """

    most: int
    most_bytes: int
    longest: int | None = None


@dataclass(frozen=True, kw_only=True)
class Transport:
    """One kind of transport.

    Args:
        name: a short word, part of our addresses.
        schemes: the part before the colon of its addresses in the settings.
        addresses: reads the addresses of its channel in the settings, in the order of the tries:
            its own, and the addresses of other kinds of the channel.
        open: makes the adapter of such an address; its libraries are read only then.
        check: reads an address of the settings, and raises `ValueError` that says what it lacks.
        may_begin: whether it may write to somebody who has not written first.
        drops_repeats: whether the other side drops a letter that it has already taken.
        excess: about how many characters too long a text is; 0 if it fits.
        read_push: reads what the other side posts to us, if it does; it raises `Unreadable`.
        ask_reports: asks at an address what became of messages, by their references, if the other
            side does not tell that by itself; it raises `NotSent` or `Unreadable`.
        ask_messages: asks at an address for the messages that came in between two instants, if the
            other side does not post them; it raises `NotSent` or `Unreadable`.
        ask_opt_outs: asks at an address which telephones, in E.164, opted out between two instants,
            if the provider keeps such a list; it raises as `ask_messages`.
        is_heard: whether the program `listen_sms` hears what the other side has to say.
        hook: verifies that a post is the provider's, if its path contains no secret.
        window: so long after somebody wrote they may be written to in words of our own.
        comment_window: so long after a comment its writer may be written to privately, once.
        invitation: if the channel delivers only to people who have written privately first: the
            address where the author of a comment does that, by an address of the settings and the
            comment.
        is_paid: whether each message and each post costs money there.
        takes_templates: whether words that it has approved may be sent outside of that window.
        fetch: fetches a file of a message at an address, by its reference; raises `NotFetched`.
        typing: how it shows that one of us types, where it does.
        publishing: how it publishes to everybody, where it does.
        attaching: which files may go with words; None where none may.
    """

    name: str
    channel: Channel
    schemes: tuple[str, ...]
    addresses: Addresses
    open: Callable[[str], Adapter]
    may_begin: bool
    drops_repeats: bool
    excess: Callable[[str], int]
    read_push: Callable[[bytes], Push] | None = None
    ask_reports: Callable[[str, Sequence[str]], Push] | None = None
    ask_messages: Callable[[str, datetime, datetime], Sequence[Pushed]] | None = None
    ask_opt_outs: Callable[[str, datetime, datetime], Sequence[str]] | None = None
    is_heard: bool = False
    check: Callable[[str], object] | None = None
    hook: Hook | None = None
    window: timedelta | None = None
    comment_window: timedelta | None = None
    is_paid: bool = False
    takes_templates: bool = False
    invitation: Callable[[str, str], str] | None = None
    fetch: Callable[[str, str], bytes] | None = None
    typing: Typing | None = None
    publishing: Publishing | None = None
    attaching: Attaching | None = None


def scheme_of(address: str) -> str:
    """Return what is before the colon."""
    return address.partition(":")[0]


def no_excess(_: str) -> int:
    """Say that a text fits, however long: for channels without a limit that people meet."""
    return 0


def named_in(setting: str) -> Addresses:
    """Return what reads the addresses of a setting, parted by spaces, when it is asked."""

    def addresses() -> Sequence[str]:
        from django.conf import settings  # noqa: PLC0415 - the settings read the registry

        named: str = getattr(settings, setting)
        return named.split()

    return addresses
