"""A citizen at the portal, and the photos and answers they send."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings
from tests.web.portal.applying import ANSWERS


@pytest.fixture(autouse=True)
def kocaeli(db: None, settings: Settings, tmp_path: Path) -> None:
    """Load the city, count from zero, and keep files apart."""
    cache.clear()
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = storages


@pytest.fixture
def photo() -> Callable[[], SimpleUploadedFile]:
    """Return a way to make a photo as a telephone sends it."""

    def make() -> SimpleUploadedFile:
        file = io.BytesIO()
        Image.new("RGB", (64, 48), (90, 140, 90)).save(file, "JPEG")
        return SimpleUploadedFile("IMG_1.jpg", file.getvalue(), "application/octet-stream")

    return make


@pytest.fixture
def fill_in(client: Client) -> Callable[..., None]:
    """Return a way to answer every question; ``answer=`` and the like replace one page."""

    def fill(**replaced: dict[str, str]) -> None:
        for step, answers in {**ANSWERS, **replaced}.items():
            response = client.post(f"/apply/{step}/", answers)
            assert response.status_code == 302, response.content.decode()
            assert "wrong" not in response.headers["Location"], step

    return fill
