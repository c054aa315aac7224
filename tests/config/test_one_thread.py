"""A request under ASGI: how often it changes its thread."""

import asyncio

import pytest
from asgiref.sync import SyncToAsync
from django.test import AsyncClient

pytestmark = pytest.mark.django_db(transaction=True)
# The signals at the beginning and the end, the page with all middlewares, closing what it held
CHANGES = 6


def test_a_request_changes_its_thread_as_seldom_as_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = []
    change = SyncToAsync.__call__

    async def counted(self: object, *args: object, **kwargs: object) -> object:
        changes.append(self)
        return await change(self, *args, **kwargs)

    monkeypatch.setattr(SyncToAsync, "__call__", counted)
    answer = asyncio.run(AsyncClient().get("/healthz"))
    assert answer.status_code == 200
    assert len(changes) <= CHANGES, [getattr(each, "func", each) for each in changes]
