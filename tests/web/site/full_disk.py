"""A store of files whose disk is full."""

from errno import ENOSPC
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.core.files.uploadhandler import FileUploadHandler


class FullDisk(FileSystemStorage):
    """Takes no file."""

    def _save(self, name: str, content: Any) -> str:
        raise OSError(ENOSPC, "No space left on device")


class NoTemporaryFile(FileUploadHandler):
    """Django's own copy of what is sent finds no room."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        raise OSError(ENOSPC, "No space left on device")

    def file_complete(self, file_size: int) -> None:
        return None


def fill(settings: Any) -> None:
    """Let the store of the files of cases be full from now on."""
    default = {
        "BACKEND": "tests.web.site.full_disk.FullDisk",
        "OPTIONS": {"location": "/nonexistent"},
    }
    settings.STORAGES = settings.STORAGES | {"default": default}
