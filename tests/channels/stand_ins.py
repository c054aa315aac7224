"""A real mail server that stands in for the outside."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from tests.parts.waiting import SECONDS

from alo153.launch.programs.processes import free_port


class MailServer:
    """A mail server that keeps what it takes and can be told to refuse."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        # As they came over the line
        self.raw: list[bytes] = []
        # Of whoever signs in; nobody has to
        self.password = "secret"
        self.sender_answer = "250 OK"
        self.recipient_answer = "250 OK"
        self.data_answer = "250 OK"
        # Set when words have been read; the answer waits for `may_answer`
        self.words_read = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()
        # Go away; a second time does nothing
        self.stop: Callable[[], None]

    def signed_in(
        self,
        _server: SMTP,
        _session: Session,
        _envelope: Envelope,
        _mechanism: str,
        given: LoginPassword,
    ) -> AuthResult:
        return AuthResult(success=given.password == self.password.encode(), handled=False)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender_answer

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        if self.data_answer.startswith("250"):
            message = message_from_bytes(content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.taken.append(message)
            self.raw.append(content)
        self.words_read.set()
        if self.data_answer == "cut":
            assert server.transport
            server.transport.close()
        while not self.may_answer.is_set():
            await server.loop.run_in_executor(None, self.may_answer.wait, 0.05)
        return self.data_answer


@contextmanager
def mail_server() -> Iterator[tuple[MailServer, str]]:
    """Run the mail server; gives it and its address."""
    box = MailServer()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=box.signed_in,
        auth_require_tls=False,
        ready_timeout=SECONDS,
    )
    controller.start()

    def stop() -> None:
        if controller.server:
            controller.stop()

    box.stop = stop
    try:
        yield box, f"smtp://127.0.0.1:{controller.port}"
    finally:
        box.may_answer.set()
        stop()
