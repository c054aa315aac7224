"""A way to Asterisk on which orders to delete are lost, as from an Asterisk that is overloaded."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

FAULT = b"HTTP/1.1 500 Lost\r\nContent-Length: 0\r\n\r\n"
CHUNK = 65536


class LosingDeletes:
    """Stands before Asterisk's HTTP; while it `loses`, what is to be deleted stays."""

    def __init__(self, port: int) -> None:
        self.loses = False
        self.lost: list[str] = []
        """The paths of the orders that Asterisk did not get."""
        self._port = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self._sockets = [self._door]
        threading.Thread(target=self._let_in, daemon=True).start()

    @property
    def url(self) -> str:
        """What a program is told Asterisk's address to be."""
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        for each in self._sockets:
            each.close()

    def _let_in(self) -> None:
        with suppress(OSError):  # closed
            while True:
                program, _ = self._door.accept()
                asterisk = socket.create_connection(("127.0.0.1", self._port))
                self._sockets += [program, asterisk]
                for work, ends in ((self._ask, (program, asterisk)), (_pass, (asterisk, program))):
                    threading.Thread(target=work, args=ends, daemon=True).start()

    def _ask(self, program: socket.socket, asterisk: socket.socket) -> None:
        """Pass requests on: each is one piece, since what deletes has no body."""
        with suppress(OSError):
            while said := program.recv(CHUNK):
                if self.loses and said.startswith(b"DELETE "):
                    self.lost.append(said.split()[1].decode())
                    program.sendall(FAULT)
                else:
                    asterisk.sendall(said)
            asterisk.shutdown(socket.SHUT_WR)


def _pass(asterisk: socket.socket, program: socket.socket) -> None:
    with suppress(OSError):
        while said := asterisk.recv(CHUNK):
            program.sendall(said)
        program.shutdown(socket.SHUT_WR)
