"""What a visitor does to prove to be no flood."""

from typing import Any

import altcha
from django.test import Client

from alo153.web.kit.proof import proof


def solved(challenge: dict[str, Any]) -> str:
    """Do the work of a browser."""
    asked = altcha.Challenge.from_dict(challenge)
    found = altcha.solve_challenge(asked, timeout=0)
    assert found is not None
    return altcha.Payload(asked, found).to_base64()


def work(client: Client) -> Any:
    """Let a browser do its work beside the page."""
    return client.post("/prove/work/", {"altcha": solved(client.get("/prove/work/").json())})


def answer_question(client: Client, *, rightly: bool = True) -> Any:
    """Answer the question of a browser without script."""
    asked = proof.question()
    total = asked.first + asked.second if rightly else 0
    return client.post("/prove/", {"token": asked.token, "answer": str(total), "next": "/track/"})
