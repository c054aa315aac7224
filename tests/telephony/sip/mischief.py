"""SIP that nobody should send: odd and broken messages after RFC 4475, and floods, over raw UDP."""

from __future__ import annotations

import secrets
import socket

_VIA = "Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK{token};rport"
_COMMON = (
    "From: <sip:odd@127.0.0.1>;tag={token}",
    "To: <sip:153@127.0.0.1>",
    "Call-ID: {token}",
    "Max-Forwards: 70",
)


def message(first: str, *more: str, leave_out: str = "", body: str = "") -> str:
    """Write a message around its first line; headers that begin with `leave_out` are missing."""
    lines = [_VIA, *_COMMON, *more]
    kept = [line for line in lines if not leave_out or not line.startswith(leave_out)]
    return "\r\n".join([first, *kept]) + "\r\n\r\n" + body


INVITE = "INVITE sip:153@127.0.0.1 SIP/2.0"
OPTIONS = "OPTIONS sip:153@127.0.0.1 SIP/2.0"
NOTHING = "Content-Length: 0"
TORTURES: dict[str, str] = {
    # RFC 4475, 3.1.1: odd, and right
    "short and tortuous": (
        "INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0\r\n"
        "TO :\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n\r\n"
        'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>\r\n  ;\r\n'
        "  tag = 98asjd8\r\n"
        "MaX-fOrWaRdS: 0068\r\nCall-ID: wsinv.ndaksdj@192.0.2.1\r\n"
        "Content-Length   : 0\r\ncseq: 0009\r\n  INVITE\r\n"
        "Via  : SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw\r\ns :\r\n"
        "NewFangledHeader:   newfangled value\r\n continued newfangled value\r\n\r\n"
    ),
    "wide range of characters": message(
        "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)@127.0.0.1"
        " SIP/2.0",
        "CSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~",
        "extensionHeader-!.%*+_`'~:\ufeff\u5927\u505c\u96fb",
        NOTHING,
    ),
    "escaped nulls": message("REGISTER sip:null-%00-null@127.0.0.1 SIP/2.0", "CSeq: 1 REGISTER"),
    "long values": message(OPTIONS, "CSeq: 1 OPTIONS", "Unknown-Long: " + "x" * 8000, NOTHING),
    # 3.1.2: wrong
    "no Via": message(INVITE, "CSeq: 1 INVITE", NOTHING, leave_out="Via"),
    "no From": message(INVITE, "CSeq: 1 INVITE", NOTHING, leave_out="From"),
    "no Call-ID": message(INVITE, "CSeq: 1 INVITE", NOTHING, leave_out="Call-ID"),
    "no CSeq": message(INVITE, NOTHING),
    "CSeq too large": message(INVITE, "CSeq: 36893488147419103232 INVITE", NOTHING),
    "method does not match": message(OPTIONS, "CSeq: 8 INVITE", NOTHING),
    "negative length": message(INVITE, "CSeq: 1 INVITE", "Content-Length: -999"),
    "length larger than the message": message(INVITE, "CSeq: 1 INVITE", "Content-Length: 9999"),
    "unknown version": message("OPTIONS sip:153@127.0.0.1 SIP/7.0", "CSeq: 1 OPTIONS", NOTHING),
    "unknown scheme": message(
        "OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0", "CSeq: 1 OPTIONS", NOTHING
    ),
    "spaces in the address": message(
        "INVITE sip:153@127.0.0.1; lr SIP/2.0", "CSeq: 1 INVITE", NOTHING
    ),
    "brackets around the address": message(
        "INVITE <sip:153@127.0.0.1> SIP/2.0", "CSeq: 1 INVITE", NOTHING
    ),
    "open quote": message(OPTIONS, "CSeq: 1 OPTIONS", 'Subject: "', 'Contact: "open <sip:x@y>'),
    "unknown content": message(
        INVITE,
        "CSeq: 1 INVITE",
        "Contact: <sip:odd@127.0.0.1>",
        "Content-Type: application/unknown",
        "Content-Length: 4",
        body="odd!",
    ),
    "broken description": message(
        INVITE,
        "CSeq: 1 INVITE",
        "Contact: <sip:odd@127.0.0.1>",
        "Content-Type: application/sdp",
        "Content-Length: 30",
        body="v=0\r\nm=audio -1 RTP/AVP 8 9 999",
    ),
    "an answer nobody waits for": message("SIP/2.0 200 OK", "CSeq: 1 INVITE", NOTHING),
    "an answer with a number too large": message(
        "SIP/2.0 4294967301 better not break the receiver", "CSeq: 1 INVITE", NOTHING
    ),
    "no hops left": message(
        INVITE, "CSeq: 1 INVITE", "Max-Forwards: 0", NOTHING, leave_out="Max-Forwards"
    ),
    "nothing": "",
    "line ends": "\r\n" * 200,
    "noise": "\x00\x01\xff" * 300,
    "web": "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
}


class Stranger:
    """Somebody with a raw socket."""

    def __init__(self, sip_port: int) -> None:
        self._wire = socket.socket(type=socket.SOCK_DGRAM)
        self._wire.bind(("127.0.0.1", 0))
        self._wire.connect(("127.0.0.1", sip_port))
        self._wire.settimeout(2)

    def send(self, text: str) -> None:
        """Send a message with an address and a token of its own."""
        port, token = self._wire.getsockname()[1], secrets.token_hex(8)
        filled = text.replace("{port}", str(port)).replace("{token}", token)
        self._wire.send(filled.encode("utf-8", "surrogateescape"))

    def flood(self, method: str, times: int) -> None:
        """Send so many requests as fast as the wire takes them."""
        text = message(f"{method} sip:153@127.0.0.1 SIP/2.0", f"CSeq: 1 {method}", NOTHING)
        for _ in range(times):
            self.send(text)

    def close(self) -> None:
        """Go away."""
        self._wire.close()
