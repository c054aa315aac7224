"""Real servers that stand in for the outside: an SMS provider by HTTP, a mail server by SMTP."""

import base64
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from alo153.launch.programs.processes import free_port

USER, PASSWORD, SENDER = "8501530153", "secret", "KOCAELI153"


class SmsProvider:
    """Netgsm's version 2 as its documentation tells it; refuses what it would refuse."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        # Answer these codes first, whatever comes; "cut" closes the line after reading
        self.moods: list[str | int] = []

    def answer(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, bytes] | None:
        mood = self.moods.pop(0) if self.moods else ""
        if mood == "cut":
            return None
        if isinstance(mood, int):
            return mood, b"<h1>sorry</h1>"
        code = mood or self._verdict(request, body)
        told: dict[str, Any] = {"code": code, "description": "queued" if code == "00" else "no"}
        if code == "00":
            self.taken.append(json.loads(body))
            told["jobid"] = f"17377215342605050417149{len(self.taken)}"
        return 200 if code == "00" else 406, json.dumps(told).encode()

    def _verdict(self, request: BaseHTTPRequestHandler, body: bytes) -> str:
        wanted = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if request.headers["Authorization"] != f"Basic {wanted}":
            return "30"
        order = json.loads(body)
        if order.get("msgheader") != SENDER:
            return "40"
        allowed = {"msgheader", "messages", "encoding", "iysfilter"}
        if request.path != "/sms/rest/v2/send" or not set(order) <= allowed:
            return "70"
        numbers = [message["no"] for message in order["messages"]]
        if not all(re.fullmatch(r"5\d{9}|00\d{6,15}", number) for number in numbers):
            return "70"
        return "00" if all(message["msg"] for message in order["messages"]) else "20"


@contextmanager
def sms_provider() -> Iterator[tuple[SmsProvider, str]]:
    """Run the provider; gives it and its address."""
    provider = SmsProvider()

    class Wire(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = provider.answer(self, body)
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer[0])
            self.send_header("Content-Length", str(len(answer[1])))
            self.end_headers()
            self.wfile.write(answer[1])

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Wire)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider, f"http://127.0.0.1:{server.server_port}/sms/rest/v2/send"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class MailServer:
    """A mail server that keeps what it takes and can be told to refuse."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipient_answer = "250 OK"
        self.data_answer = "250 OK"
        # Set when words have been read; the answer waits for `may_answer`
        self.words_read = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()

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
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield box, f"smtp://127.0.0.1:{controller.port}"
    finally:
        box.may_answer.set()
        controller.stop()
