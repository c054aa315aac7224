"""Files under ASGI are read while they are sent, not before."""

import asyncio
from collections.abc import Iterator
from typing import cast

import pytest
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.test import AsyncClient, AsyncRequestFactory, RequestFactory

from alo153.config.serving.in_pieces import PIECE, in_pieces

PIECES = [word * (PIECE // 3 + 1) for word in (b"one", b"two")] + [b"end"]


def test_a_piece_is_read_when_the_one_before_it_was_sent() -> None:
    read: list[bytes] = []

    def file(_request: HttpRequest) -> HttpResponseBase:
        return StreamingHttpResponse(kept())

    def kept() -> Iterator[bytes]:
        for piece in PIECES:
            read.append(piece)
            yield piece

    async def scene() -> None:
        answer = cast(StreamingHttpResponse, in_pieces(file)(AsyncRequestFactory().get("/")))
        sent = []
        async for piece in answer:
            sent.append(piece)
            assert read == sent
        assert sent == PIECES

    asyncio.run(scene())


def test_without_asgi_nothing_changes() -> None:
    kept = StreamingHttpResponse(iter(PIECES))
    answer = in_pieces(lambda _request: kept)(RequestFactory().get("/"))
    assert answer is kept
    assert not kept.is_async


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("error:StreamingHttpResponse must consume")
def test_the_house_sends_its_files_so() -> None:
    answer = asyncio.run(sent("/static/web/mark.svg"))
    assert answer.startswith(b"<svg")


async def sent(address: str) -> bytes:
    """Ask the whole house, as a web server does."""
    answer = await AsyncClient().get(address)
    return b"".join([piece async for piece in answer])
