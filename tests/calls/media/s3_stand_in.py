"""A small S3 over HTTP for tests: keeps objects in memory and believes no unsigned request.

It checks what a real store checks: the signature (AWS Signature Version 4, computed anew from the
request as it arrived), the checksum of the content, and that nothing is made public.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from botocore.auth import SIGV4_TIMESTAMP, S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEY, SECRET, REGION = "alo153", "store-secret", "tr-1"


class Store(ThreadingHTTPServer):
    """The server: `objects` by path, `requests` as method and path, `refused` by reason."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.objects: dict[str, bytes] = {}
        self.seen: list[tuple[str, str]] = []
        self.refused: list[str] = []
        self.broken = False

    @property
    def url(self) -> str:
        """Return the address as `ALO153_RECORDING_STORE` takes it."""
        port = self.server_address[1]
        return f"s3+http://{KEY}:{SECRET}@127.0.0.1:{port}/sounds/calls?region={REGION}"


class Answer(BaseHTTPRequestHandler):
    """One request."""

    server: Store
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        content = self._body()
        if self._allowed():
            self.server.objects[self._path] = content
            self._send(200, etag=content)

    def do_HEAD(self) -> None:
        self._give(with_content=False)

    def do_GET(self) -> None:
        self._give(with_content=True)

    def do_DELETE(self) -> None:
        if self._allowed():
            self.server.objects.pop(self._path, None)
            self._send(204)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _give(self, *, with_content: bool) -> None:
        if not self._allowed():
            return
        content = self.server.objects.get(self._path)
        if content is None:
            self._send(404)
        else:
            self._send(200, content, etag=content, with_content=with_content)

    @property
    def _path(self) -> str:
        return unquote(urlsplit(self.path).path)

    def _body(self) -> bytes:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "aws-chunked" not in self.headers.get("Content-Encoding", ""):
            return raw
        content, rest = b"", raw
        while rest:  # size in hexadecimal, the chunk, a checksum behind the last one
            line, _, rest = rest.partition(b"\r\n")
            size = int(line.partition(b";")[0] or b"0", 16)
            if not size:
                break
            content, rest = content + rest[:size], rest[size + 2 :]
        return content

    def _allowed(self) -> bool:
        self.server.seen.append((self.command, self._path))
        reason = self._why_not()
        if reason:
            self.server.refused.append(reason)
            self._send(503 if reason == "broken" else 403)
        return not reason

    def _why_not(self) -> str:
        if self.server.broken:
            return "broken"
        if self.headers.get("x-amz-acl", "private") != "private":
            return "public"
        given = self.headers.get("Authorization", "")
        return "" if given and given.endswith(self._signature(given)) else "signature"

    def _signature(self, given: str) -> str:
        """Sign the request as it arrived with the secret that only the owner knows."""
        signed = given.partition("SignedHeaders=")[2].partition(",")[0].split(";")
        request = AWSRequest(
            method=self.command,
            url=f"http://{self.headers['Host']}{self.path}",
            headers={name: self.headers[name] for name in signed},
        )
        at = datetime.strptime(self.headers["X-Amz-Date"], SIGV4_TIMESTAMP).replace(tzinfo=UTC)
        request.context["timestamp"] = at.strftime(SIGV4_TIMESTAMP)
        request.context["payload_signing_enabled"] = True
        signer = S3SigV4Auth(Credentials(KEY, SECRET), "s3", REGION)
        canonical = signer.canonical_request(request)
        return str(signer.signature(signer.string_to_sign(request, canonical), request))

    def _send(
        self, status: int, content: bytes = b"", *, etag: bytes = b"", with_content: bool = True
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", "Tue, 24 Nov 2026 07:00:00 GMT")
        if etag:
            self.send_header("ETag", f'"{hashlib.md5(etag).hexdigest()}"')
        self.end_headers()
        if with_content:
            self.wfile.write(content)


@contextmanager
def store() -> Iterator[Store]:
    """Run the store as long as the block lasts."""
    server = Store()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
