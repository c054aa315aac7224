"""The parsed content of an arrival, as values. Pure: no Django."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class MailKey:
    """The name of a mail in its mailbox (RFC 9051, 2.3.1.1).

    Its UID is valid while the server keeps the mailbox's UIDVALIDITY.
    """

    mailbox: str
    validity: int
    uid: int

    def __str__(self) -> str:
        return f"{self.counted_alike}{self.uid}"

    @property
    def counted_alike(self) -> str:
        """Return the prefix of the keys of all mails with this UIDVALIDITY."""
        return f"{self.of_mailbox}{self.validity} "

    @property
    def of_mailbox(self) -> str:
        """Return the prefix of the keys of all mails of this mailbox."""
        return f"{self.mailbox} "


@dataclass(frozen=True, kw_only=True)
class InboundFile:
    """A file that came with a message, as its sender names it; nothing of it is believed."""

    # May be empty
    name: str
    content_type: str
    content: bytes
    # By which the page of a message names a picture within it
    content_id: str = ""


@dataclass(frozen=True, kw_only=True)
class RemoteFile:
    """A file of a message that its provider still has; it is fetched later."""

    # May be empty
    name: str
    # As the provider knows it, for `Transport.fetch`
    reference: str
    # As it says; 0 if it does not
    size: int = 0


@dataclass(frozen=True, kw_only=True)
class Undelivered:
    """The other side says that a message of ours did not arrive."""

    # Our name for it, if the report holds that: see `Sent.reference`
    reference: str
    to: str
    # As the other side gives it, such as 5.1.1; without personal data
    code: str
    # False: it is still trying
    final: bool


@dataclass(frozen=True, kw_only=True)
class Inbound:
    """One message that came in.

    Args:
        reference: the other side's name for it, the same for a repeat; empty if it has none.
        sender: how to answer: E.164, an e-mail address in lower case, or what the channel calls
            them; empty if nobody can tell.
        sender_name: as they call themselves; may be empty.
        reply_to: where they want their answer, if not at `sender`; just as little believed.
        to: the addresses that it names, in lower case; ours are among them.
        text: all words, with what they quote.
        new_text: without what they quote; never empty where `text` is not.
        html: as it came, not cleaned.
        answers: references of messages that it answers, the closest first.
        sent_at: by the clock of its sender.
        automatic: a machine wrote it (out of office, a list); it gets no answer by a machine.
        complete: whether all of it could be read; the raw message holds the rest.
        remote_files: what came with it and is still to be fetched.
        phone: their telephone in E.164, where the channel itself vouches for it.
        comment: the channel's name of it, where it was said in public.
        post: the channel's name of the post of ours below which it was said, if it names one.
        former_senders: what the channel called them before.
        is_notice: nobody said anything: the channel told of them.
    """

    reference: str
    sender: str
    sender_name: str = ""
    reply_to: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    text: str
    new_text: str
    html: str = ""
    answers: tuple[str, ...] = ()
    files: tuple[InboundFile, ...] = ()
    sent_at: datetime | None = None
    automatic: bool = False
    undelivered: tuple[Undelivered, ...] = ()
    complete: bool = True
    remote_files: tuple[RemoteFile, ...] = ()
    phone: str = ""
    comment: str = ""
    post: str = ""
    former_senders: tuple[str, ...] = ()
    is_notice: bool = False
