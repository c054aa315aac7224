"""A browser that never answers fails one test by name, and no run of all of them."""

import asyncio
from typing import Any

import pytest
from tests.parts.browser import line


class Mute:
    """A context of Playwright whose browser does not answer."""

    @property
    def _impl_obj(self) -> "Mute":
        return self

    async def set_offline(self, *, offline: bool) -> None:
        await asyncio.Event().wait()

    def _sync(self, answer: Any) -> None:
        asyncio.run(answer)


@pytest.mark.parametrize(("tell", "where"), [(line.go_offline, "off"), (line.go_online, "on")])
def test_a_browser_that_does_not_answer_is_named(
    tell: Any, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "PATIENCE", 10)
    with pytest.raises(line.NoAnswerError, match=f"does not go {where}line"):
        tell(Mute())
