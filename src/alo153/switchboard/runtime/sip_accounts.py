"""Pushes the SIP accounts of the session into Asterisk, and again after Asterisk's restart."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from alo153.calls.endpoints.phone_accounts import (
    account_of,
    agent_of,
    is_session_account,
    objects,
    seen_endpoint,
    seen_name,
)
from alo153.switchboard.asterisk.ari.client import AriClient


class SipAccounts:
    """Knows the accounts that hold; Asterisk keeps them in memory only."""

    def __init__(self, ari: AriClient, read: Callable[[], Awaitable[Mapping[str, str]]]) -> None:
        self._ari = ari
        self._read = read
        self._accounts: dict[str, str] = {}

    async def refresh(self) -> None:
        """Bring Asterisk up to date with the record: push what is new, delete what ended."""
        accounts = dict(await self._read())
        for name in self._accounts.keys() - accounts.keys():
            await self._delete(name)
        for name, digest in accounts.items():
            if self._accounts.get(name) != digest:
                await self._push(name, digest)
        self._accounts = accounts

    async def push_all(self) -> None:
        """Push every account again; from memory, so that it works without PostgreSQL.

        Accounts that ended while no switchboard ran are deleted.
        """
        if not self._accounts:
            self._accounts = dict(await self._read())
        for name, digest in self._accounts.items():
            await self._push(name, digest)
        for phone in await self._ari.endpoints.all():
            if is_session_account(phone.name) and account_of(phone.name) not in self._accounts:
                await self._delete(account_of(phone.name))

    async def _push(self, name: str, digest: str) -> None:
        """Push an account; if its endpoint exists already, only the secret.

        If the endpoint of a registered telephone is pushed again, Asterisk loses the link between
        the two and shows the telephone as present for ever. Each endpoint is checked separately:
        Asterisk may have got the first one from an earlier release.
        """
        stands = await self._stands(name)
        for kind, fields in objects(name, digest):
            if kind == "auth" or not stands:
                await self._ari.settings.push(kind, name, fields)
        if agent_of(name) is not None and not await self._stands(seen_name(name)):
            await self._ari.settings.push("endpoint", seen_name(name), seen_endpoint(name))

    async def _stands(self, endpoint: str) -> bool:
        return await self._ari.settings.get("endpoint", endpoint) is not None

    async def _delete(self, name: str) -> None:
        if agent_of(name) is not None:
            await self._ari.settings.delete("endpoint", seen_name(name))
        for kind in ("endpoint", "aor", "auth"):
            await self._ari.settings.delete(kind, name)
