"""Configuration that we push into Asterisk while it runs: accounts, and whom it turns away."""

from collections.abc import Mapping

from alo153.switchboard.asterisk.ari.wire import OUTCOMES, Outcome, Reply, Wire

# Asterisk makes an access list and fails to show it: its fields have no way back to text.
LIST_OUTCOMES = OUTCOMES | {500: Outcome.DONE}


class Settings:
    """Configuration pushed at run time; it lives in Asterisk's memory until its restart."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def push(self, kind: str, name: str, fields: Mapping[str, str]) -> Reply:
        """Create or replace a PJSIP object: kind `endpoint`, `auth` or `aor`."""
        items = [{"attribute": key, "value": value} for key, value in fields.items()]
        return await self._wire.send("PUT", *_object(kind, name), body={"fields": items})

    async def get(self, kind: str, name: str) -> dict[str, str] | None:
        """Read a PJSIP object; None if Asterisk does not show it."""
        reply = await self._wire.send("GET", *_object(kind, name))
        if not reply.done:
            return None
        return {item["attribute"]: item["value"] for item in reply.body}

    async def deny(self, name: str, network: str) -> Reply:
        """Turn away all SIP from a network; `name` takes it back with `delete("acl", name)`."""
        fields = [{"attribute": "deny", "value": network}]
        path = _object("acl", name)
        return await self._wire.send("PUT", *path, body={"fields": fields}, outcomes=LIST_OUTCOMES)

    async def denies(self, name: str) -> bool:
        """Say whether a network is turned away under this name."""
        reply = await self._wire.send("GET", *_object("acl", name), outcomes=LIST_OUTCOMES)
        return reply.done

    async def delete(self, kind: str, name: str) -> Reply:
        """Delete a PJSIP object that was pushed."""
        return await self._wire.send("DELETE", *_object(kind, name))


def _object(kind: str, name: str) -> tuple[str, ...]:
    return ("asterisk", "config", "dynamic", "res_pjsip", kind, name)
