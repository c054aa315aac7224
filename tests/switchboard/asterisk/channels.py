"""A channel as Asterisk's events describe it."""

from __future__ import annotations

from datetime import UTC, datetime

from alo153.switchboard.asterisk.ari.model import Channel

AT = datetime(2026, 3, 2, tzinfo=UTC)


def channel(name: str, number: str = "05320000101") -> Channel:
    return Channel(
        id=name,
        name="PJSIP/local-1",
        state="Up",
        caller_number=number,
        caller_name="",
        connected_number="",
        context="from-trunk",
        extension="153",
        created_at=AT,
    )
