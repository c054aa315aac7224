"""How another system asks: with its key, in JSON."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.test import Client

V1 = "/api/v1"


@dataclass(kw_only=True)
class System:
    """Another system of the city, with its key."""

    key: str
    language: str = "tr"
    browser: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **query: Any) -> Any:
        """Ask for something."""
        return self.browser.get(f"{V1}{path}", query, headers=self._headers())

    def post(self, path: str, body: Any, *, once: str = "") -> Any:
        """Ask for something to be done, as a request of its own unless it is named."""
        return self.browser.post(
            f"{V1}{path}",
            body,
            content_type="application/json",
            headers=self._headers() | {"Idempotency-Key": once or str(uuid4())},
        )

    def send(self, path: str, content: bytes, *, kind: str = "image/jpeg", once: str = "") -> Any:
        """Send a file, as a request of its own unless it is named."""
        return self.browser.post(
            f"{V1}{path}",
            content,
            content_type=kind,
            headers=self._headers()
            # The client would leave out the kind of an empty file
            | {"Idempotency-Key": once or str(uuid4()), "Content-Type": kind},
        )

    def patch(self, path: str, body: Any) -> Any:
        """Ask for something to be changed."""
        return self.browser.patch(
            f"{V1}{path}", body, content_type="application/json", headers=self._headers()
        )

    def delete(self, path: str) -> Any:
        """Ask for something to be ended."""
        return self.browser.delete(f"{V1}{path}", headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}", "Accept-Language": self.language}


def fields(response: Any) -> dict[str, str]:
    """Return what is said to be wrong, field by field."""
    return {each["field"]: each["message"] for each in response.json()["errors"]}
