"""A parsed mail as bytes between two processes: words as JSON, then the unchanged files."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Final

from alo153.channels.inbound import Inbound, InboundFile, RemoteFile, Undelivered

_LENGTH: Final = 4


def pack(inbound: Inbound) -> bytes:
    """Write what was read."""
    said = asdict(replace(inbound, files=()))
    said["sent_at"] = inbound.sent_at and inbound.sent_at.isoformat()
    said["files"] = [
        {**asdict(replace(each, content=b"")), "content": len(each.content)}
        for each in inbound.files
    ]
    words = json.dumps(said).encode()
    contents = [each.content for each in inbound.files]
    return b"".join([len(words).to_bytes(_LENGTH), words, *contents])


def unpack(packed: bytes) -> Inbound:
    """Read what `pack` wrote.

    Raises:
        ValueError: it is something else.
    """
    end = _LENGTH + int.from_bytes(packed[:_LENGTH])
    try:
        said: dict[str, Any] = json.loads(packed[_LENGTH:end])
        files = []
        for each in said["files"]:
            begin, end = end, end + each["content"]
            files.append(InboundFile(**{**each, "content": packed[begin:end]}))
        return Inbound(
            **{
                **said,
                "to": tuple(said["to"]),
                "answers": tuple(said["answers"]),
                "files": tuple(files),
                "sent_at": said["sent_at"] and datetime.fromisoformat(said["sent_at"]),
                "remote_files": tuple(RemoteFile(**each) for each in said["remote_files"]),
                "former_senders": tuple(said["former_senders"]),
                "undelivered": tuple(Undelivered(**each) for each in said["undelivered"]),
            }
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not a message") from error
