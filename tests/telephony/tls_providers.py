"""A provider that is reached by TLS: it notes what comes, and answers nothing."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NAME = "127.0.0.1"


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


def write_certificate(path: Path) -> Path:
    """Write a key and a certificate that signs itself, good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    address = x509.IPAddress(ip_address(NAME))
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return path
