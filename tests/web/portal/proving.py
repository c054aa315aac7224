"""What a visitor does to prove to be no flood."""

import hashlib
import itertools
from typing import Any

from django.test import Client

from alo153.web.kit.proof import proof


def nonce_for(challenge: str, bits: int = proof.BITS) -> str:
    """Do the work of a browser."""
    for number in itertools.count():
        digest = hashlib.sha256(f"{challenge}:{number}".encode()).digest()
        if int.from_bytes(digest) >> (256 - bits) == 0:
            return str(number)
    raise AssertionError


def work(client: Client) -> Any:
    """Let a browser do its work beside the page."""
    asked = client.get("/prove/work/").json()
    nonce = nonce_for(asked["challenge"], asked["bits"])
    return client.post("/prove/work/", {"challenge": asked["challenge"], "nonce": nonce})


def answer_question(client: Client, *, rightly: bool = True) -> Any:
    """Answer the question of a browser without script."""
    asked = proof.question()
    total = asked.first + asked.second if rightly else 0
    return client.post("/prove/", {"token": asked.token, "answer": str(total), "next": "/track/"})
