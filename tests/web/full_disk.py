"""A store of files whose disk is full."""

from errno import ENOSPC
from typing import Any

from django.core.files.storage import FileSystemStorage


class FullDisk(FileSystemStorage):
    """Takes no file."""

    def _save(self, name: str, content: Any) -> str:
        raise OSError(ENOSPC, "No space left on device")


def fill(settings: Any) -> None:
    """Let the store of the files of cases be full from now on."""
    default = {"BACKEND": "tests.web.full_disk.FullDisk", "OPTIONS": {"location": "/nonexistent"}}
    settings.STORAGES = settings.STORAGES | {"default": default}
