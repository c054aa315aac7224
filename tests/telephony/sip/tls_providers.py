"""A provider that is reached by TLS: it notes what comes, and answers nothing."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.parts.processes.certificates import write_certificate


@dataclass
class TlsProvider:
    """What came, and the certificate that whoever calls must trust."""

    port: int
    certificate: Path
    heard: bytearray = field(default_factory=bytearray)

    def says(self, *words: str) -> bool:
        """Tell whether all of these words came."""
        text = self.heard.decode(errors="replace")
        return all(word in text for word in words)


@contextmanager
def tls_provider(folder: Path) -> Iterator[TlsProvider]:
    """Listen on a free port of this machine."""
    certificate = write_certificate(folder / "provider.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as door:
        provider = TlsProvider(door.getsockname()[1], certificate)
        thread = threading.Thread(target=_listen, args=(door, context, provider), daemon=True)
        thread.start()
        yield provider
        door.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _listen(door: socket.socket, context: ssl.SSLContext, provider: TlsProvider) -> None:
    with suppress(OSError):
        while True:
            plain, _ = door.accept()
            with context.wrap_socket(plain, server_side=True) as wire:
                while chunk := wire.recv(65536):
                    provider.heard += chunk
