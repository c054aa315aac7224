"""Asterisk's global variables: a few words kept there, gone with its restart."""

from alo153.switchboard.asterisk.ari.wire import Wire


class Variables:
    """Global variables of the dialplan."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def get(self, name: str) -> str:
        """Read a variable; one that was never set is empty."""
        reply = await self._wire.send("GET", "asterisk", "variable", query={"variable": name})
        return str(reply.body["value"]) if reply.done else ""

    async def set(self, name: str, value: str) -> None:
        """Write a variable."""
        query = {"variable": name, "value": value}
        await self._wire.send("POST", "asterisk", "variable", query=query)
