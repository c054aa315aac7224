"""That somebody types is a hint, told so often and kept nowhere."""

from unittest.mock import patch

import pytest

from alo153.contacts.conversations.chat import typing
from alo153.core import live


def test_it_is_told_every_two_seconds_to_each_side(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(live, "publish", lambda *topics: told.extend(topics))
    with patch.object(typing, "time") as clock:
        for clock.monotonic.return_value in (100.0, 101.9, 102.1):
            typing.citizen_types(153)
        typing.agent_types(153)
    assert told == ["citizen_types:153", "citizen_types:153", "agent_types:153"]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "publish", lambda *_: None)
    monkeypatch.setattr(typing, "_MOST", 3)
    for number in range(10):
        typing.citizen_types(number)
    assert len(typing._told) == 3
