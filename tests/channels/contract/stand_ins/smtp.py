"""A mail server."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from tests.channels.contract.http_provider import ALL_MOODS
from tests.channels.contract.other_side import Mood, Taken
from tests.channels.stand_ins import MailServer, mail_server

TO: Final = "mehmet@example.org"
MOODS: Final = ALL_MOODS
_OF_RECIPIENT: Final = {Mood.LATER: "450 try later", Mood.WRONG_ADDRESS: "550 no such box"}
_OF_WORDS: Final = {Mood.REFUSES: "554 spam", Mood.CUT: "cut"}


class Smtp:
    """The server that takes letters."""

    settings: Mapping[str, object] = {"EMAIL_FROM": "Kocaeli 153 <153@kocaeli.example>"}

    def __init__(self, server: MailServer, address: str) -> None:
        self.server = server
        self.address = address.replace("//", f"//153:{server.password}@")

    def taken(self) -> Sequence[Taken]:
        return [
            Taken(str(mail["To"]), str(mail["Subject"]), mail.get_content().strip())
            for mail in self.server.taken
        ]

    def be(self, mood: Mood) -> None:
        if mood is Mood.ABSENT:
            self.server.stop()
        elif mood is Mood.STRANGER:
            self.server.password = "another"
        elif mood in _OF_RECIPIENT:
            self.server.recipient_answer = _OF_RECIPIENT[mood]
        else:
            self.server.data_answer = _OF_WORDS[mood]


@contextmanager
def running() -> Iterator[Smtp]:
    """Run it."""
    with mail_server() as (server, address):
        yield Smtp(server, address)
