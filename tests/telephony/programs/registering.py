"""A telephone that registers, or dials, with the account the switchboard gave out."""

from __future__ import annotations

import hashlib
import re
import secrets
import socket

from tests.parts.waiting import SECONDS

from alo153.calls.endpoints.phone_accounts import PhoneAccount


def register(
    sip_port: int,
    account: PhoneAccount,
    contact: str,
    *,
    expires: int = 300,
    here: str = "127.0.0.1",
) -> int:
    """Register over UDP with digest authentication; return the last status Asterisk gave."""
    with socket.socket(type=socket.SOCK_DGRAM) as wire:
        wire.bind((here, 0))
        wire.connect(("127.0.0.1", sip_port))
        wire.settimeout(SECONDS)
        call = secrets.token_hex(8)
        status, answer = _ask(wire, account, contact, expires, call, 1, "")
        if status == 401:
            proof = _proof(account, answer, f"sip:{account.realm}")
            status, _ = _ask(wire, account, contact, expires, call, 2, proof)
        return status


SOUND = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio 40000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
)


def dial(sip_port: int, account: PhoneAccount, number: str) -> int:
    """Dial a number with digest authentication; return the first final status after it."""
    uri, call = f"sip:{number}@127.0.0.1:{sip_port}", secrets.token_hex(8)
    with socket.socket(type=socket.SOCK_DGRAM) as wire:
        wire.bind(("127.0.0.1", 0))
        wire.connect(("127.0.0.1", sip_port))
        wire.settimeout(SECONDS)
        status, answer = _invite(wire, account, uri, call, 1, "")
        assert status == 401, answer
        wire.send(_request(wire, account, "ACK", uri, call, 1, to=_to(answer)))
        status, answer = _invite(
            wire, account, uri, call, 2, _proof(account, answer, uri, "INVITE")
        )
        wire.send(_request(wire, account, "ACK", uri, call, 2, to=_to(answer)))
        return status


def _invite(
    wire: socket.socket, account: PhoneAccount, uri: str, call: str, number: int, proof: str
) -> tuple[int, str]:
    wire.send(_request(wire, account, "INVITE", uri, call, number, proof, body=SOUND))
    while True:
        answer = wire.recv(4096).decode()
        status = int(answer.split()[1])
        # One that was told again is of the request before
        if status >= 200 and f"CSeq: {number} INVITE" in answer:
            return status, answer


def _request(
    wire: socket.socket,
    account: PhoneAccount,
    method: str,
    uri: str,
    call: str,
    number: int,
    proof: str = "",
    *,
    to: str = "",
    body: str = "",
) -> bytes:
    here = "{}:{}".format(*wire.getsockname())
    lines = [
        f"{method} {uri} SIP/2.0",
        f"Via: SIP/2.0/UDP {here};branch=z9hG4bK{call}{number};rport",
        f"From: <{account.uri}>;tag={call}",
        to or f"To: <{uri}>",
        f"Call-ID: {call}",
        f"CSeq: {number} {method}",
        f"Contact: <sip:phone@{here}>",
        "Max-Forwards: 70",
        *([proof] if proof else []),
        *(["Content-Type: application/sdp"] if body else []),
        f"Content-Length: {len(body)}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def _to(answer: str) -> str:
    return next(line for line in answer.split("\r\n") if line.startswith("To:"))


def _ask(
    wire: socket.socket,
    account: PhoneAccount,
    contact: str,
    expires: int,
    call: str,
    number: int,
    proof: str,
) -> tuple[int, str]:
    here = "{}:{}".format(*wire.getsockname())
    lines = [
        f"REGISTER sip:{account.realm} SIP/2.0",
        f"Via: SIP/2.0/UDP {here};branch=z9hG4bK{secrets.token_hex(6)};rport",
        f"From: <{account.uri}>;tag={call}",
        f"To: <{account.uri}>",
        f"Call-ID: {call}",
        f"CSeq: {number} REGISTER",
        f"Contact: <{contact}>",
        f"Expires: {expires}",
        "Max-Forwards: 70",
        *([proof] if proof else []),
        "Content-Length: 0",
    ]
    wire.send(("\r\n".join(lines) + "\r\n\r\n").encode())
    answer = wire.recv(4096).decode()
    return int(answer.split()[1]), answer


def _proof(account: PhoneAccount, answer: str, uri: str, method: str = "REGISTER") -> str:
    """Compute the response of RFC 2617 with qop=auth."""
    challenge = dict(re.findall(r'(\w+)="?([^",\r]+)"?', answer.partition("Digest ")[2]))
    nonce, own = challenge["nonce"], secrets.token_hex(4)
    second = _md5(f"{method}:{uri}")
    response = _md5(f"{account.digest}:{nonce}:00000001:{own}:auth:{second}")
    opaque = f', opaque="{challenge["opaque"]}"' if "opaque" in challenge else ""
    return (
        f'Authorization: Digest username="{account.name}", realm="{challenge["realm"]}", '
        f'nonce="{nonce}", uri="{uri}", response="{response}", algorithm=MD5, qop=auth, '
        f'nc=00000001, cnonce="{own}"{opaque}'
    )


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
