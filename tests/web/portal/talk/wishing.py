"""A citizen at the page on which call-backs are asked for."""

import html

from django.test import Client

PAGE, BACK = "/call/back/", "/call/back/take-back/"
NUMBER = "+905320000101"


def read(client: Client, address: str = PAGE) -> str:
    """Return the words of a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return words(answer.content)


def words(content: bytes) -> str:
    """Return the words of an answer, in one line."""
    return " ".join(html.unescape(content.decode()).split())


def windows(client: Client) -> list[str]:
    """Return the hours that the page offers, by their ids."""
    page = client.get(PAGE)
    return [value for value, _ in page.context["form"].fields["window"].choices]


def wish(client: Client, window: str = "") -> None:
    """Ask to be called in a window, the first if none is named."""
    answer = client.post(PAGE, {"window": window or windows(client)[0]})
    assert answer.headers.get("Location") == PAGE, answer.content.decode()
