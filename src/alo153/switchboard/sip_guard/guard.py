"""Counts wrong SIP passwords by address, and has Asterisk refuse an address for a while."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from django.db import InterfaceError, OperationalError

from alo153.core import clock
from alo153.switchboard.asterisk.ari.client import AriClient
from alo153.switchboard.asterisk.ari.wire import AriError, AriUnreachable
from alo153.switchboard.sip_guard import records, security_log
from alo153.switchboard.sip_guard.log import SecurityLog

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
SURE_SECONDS = 15.0
"""After a restart Asterisk knows nobody; it is asked this often."""
TIDY_SECONDS = 3600.0
AWAY = (OperationalError, InterfaceError, AriError, AriUnreachable)


class Read(Protocol):
    """Runs a query outside the event loop."""

    async def __call__[T](self, query: Callable[[], T]) -> T:
        """Return what the query returns."""
        ...


class SipGuard:
    """One per Asterisk. `spared` names the addresses that are never slowed; it may take a while."""

    def __init__(
        self,
        ari: AriClient,
        security_log: SecurityLog,
        read: Read,
        *,
        spared: Callable[[], frozenset[str]],
    ) -> None:
        self._ari = ari
        self._log = security_log
        self._read = read
        self._find_spared = spared
        self._spared = frozenset[str]()
        self._wrong: Counter[str] = Counter()
        self._told: set[str] | None = None
        self._sure_at = 0.0
        self._tidied_at = -TIDY_SECONDS

    async def run(self) -> None:
        """Look every second until cancelled; a break of PostgreSQL or Asterisk only delays."""
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                await self._poll(clock.now())
            except AWAY as error:
                log.warning("blocked addresses are looked after again in a moment: %s", error)

    async def _poll(self, at: datetime) -> None:
        await self._tidy(at)
        for line in self._log.new_lines():
            self._note(security_log.address_of(line))
        await self._write(at)
        if self._told is None:  # an end may have come while no switchboard ran
            self._told = set(await self._read(lambda: records.slowed_before(at)))
        await self._tell(self._told, await self._read(lambda: records.slowed_addresses(at)))

    async def _tidy(self, at: datetime) -> None:
        """Ask once an hour who is spared now, and forget who was quiet for long."""
        if time.monotonic() - self._tidied_at > TIDY_SECONDS:
            self._spared = await asyncio.to_thread(self._find_spared)
            await self._read(lambda: records.forget(at))
            self._tidied_at = time.monotonic()

    def _note(self, address: str | None) -> None:
        if address is not None and address not in self._spared:
            self._wrong[address] += 1

    async def _write(self, at: datetime) -> None:
        """Write the counts; kept until PostgreSQL took them."""
        if self._wrong:
            wrong = dict(self._wrong)
            await self._read(lambda: records.count(wrong, at))
            self._wrong.clear()

    async def _tell(self, told: set[str], slowed: frozenset[str]) -> None:
        for address in told - slowed:
            await self._ari.settings.delete("acl", _name(address))
            told.discard(address)
        await self._make_sure(told)
        for address in slowed - told:
            await self._ari.settings.deny(_name(address), _alone(address))
            told.add(address)
            log.warning("SIP from %s is slowed", address)

    async def _make_sure(self, told: set[str]) -> None:
        """Begin anew if Asterisk has forgotten: after a restart it has no list."""
        if not told or time.monotonic() - self._sure_at < SURE_SECONDS:
            return
        self._sure_at = time.monotonic()
        if not await self._ari.settings.denies(_name(next(iter(told)))):
            told.clear()


def _name(address: str) -> str:
    return "slowed-" + address.replace(":", "-")


def _alone(address: str) -> str:
    """Write an address as a network that holds it alone."""
    return f"{address}/128" if ":" in address else f"{address}/32"
