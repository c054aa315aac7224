"""Read e-mails as a process apart: a malicious one can crash only this process."""

from alo153.channels.email.reading import wire
from alo153.channels.email.reading.mail import read
from alo153.core.processes.bounded.serving import serve


def _answer(letter: bytes, raw: bytes) -> tuple[bytes, bytes]:
    return letter, wire.pack(read(raw))


if __name__ == "__main__":
    serve(_answer)
