"""What tests share that ask every address."""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from alo153.web.site import errors


@pytest.fixture
def quiet() -> Iterator[None]:
    """Write no log of a thousand refusals: it costs more than they do."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def bare_refusals(quiet: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer refusals with their own words; `test_broken_pages.py` is about the page around."""

    def page(_: HttpRequest, template: str, *, status: HTTPStatus, **context: Any) -> HttpResponse:
        return HttpResponse(f"{template} {context}", status=status)

    monkeypatch.setattr(errors, "page", page)
