"""Requests to Asterisk, by resource. We choose every id, so that recovery can join on it.

Commands return a `Reply`; look-ups return the object or None. 404 and 409 never raise.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from alo153.switchboard.asterisk.ari.model import Application, Bridge, Channel, Endpoint
from alo153.switchboard.asterisk.ari.wire import OUTCOMES, Outcome, Reply, Value, Wire

# Asterisk answers 400 or 500 for a telephone it cannot ring, 400 for a leg it does not know.
RINGING_OUTCOMES = OUTCOMES | {400: Outcome.REFUSED, 500: Outcome.REFUSED}
LEG_OUTCOMES = OUTCOMES | {400: Outcome.GONE}

Direction = Literal["both", "in", "out"]


class Channels:
    """Legs of calls."""

    def __init__(self, wire: Wire, app: str) -> None:
        self._wire = wire
        self._app = app

    async def all(self) -> list[Channel]:
        """List every channel, also those not in our program."""
        reply = await self._wire.send("GET", "channels")
        return [Channel.read(item) for item in reply.body]

    async def get(self, channel_id: str) -> Channel | None:
        """Look one channel up."""
        reply = await self._wire.send("GET", "channels", channel_id)
        return Channel.read(reply.body) if reply.done else None

    async def create(
        self,
        channel_id: str,
        *,
        endpoint: str,
        args: str = "",
        originator: str | None = None,
        formats: str | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> Reply:
        """Create a leg in our program without dialing it; then bridge it and `dial`."""
        query = {
            "endpoint": endpoint,
            "app": self._app,
            "appArgs": args or None,
            "channelId": channel_id,
            "originator": originator,
            "formats": formats,
        }
        return await self._wire.send(
            "POST",
            "channels",
            "create",
            query=query,
            body=_variables(variables),
            outcomes=RINGING_OUTCOMES,
        )

    async def dial(
        self, channel_id: str, *, caller: str | None = None, timeout: int | None = None
    ) -> Reply:
        """Dial a created leg; `timeout` in seconds."""
        query = {"caller": caller, "timeout": timeout}
        return await self._wire.send("POST", "channels", channel_id, "dial", query=query)

    async def originate(
        self,
        channel_id: str,
        *,
        endpoint: str,
        args: str = "",
        caller_id: str | None = None,
        timeout: int = 30,
        originator: str | None = None,
        formats: str | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> Reply:
        """Ring an endpoint (`PJSIP/agent-7`); answered, it enters our program with `args`.

        `timeout` in seconds, -1 for none. REFUSED if nothing is registered there. A header for
        the INVITE is the variable `PJSIP_HEADER(add,X-Alo-Call)`.
        """
        query = {
            "endpoint": endpoint,
            "app": self._app,
            "appArgs": args or None,
            "callerId": caller_id,
            "timeout": timeout,
            "originator": originator,
            "formats": formats,
        }
        return await self._wire.send(
            "POST",
            "channels",
            channel_id,
            query=query,
            body=_variables(variables),
            outcomes=RINGING_OUTCOMES,
        )

    async def answer(self, channel_id: str) -> Reply:
        """Answer an incoming leg."""
        return await self._post(channel_id, "answer")

    async def hangup(self, channel_id: str, *, cause: int | None = None) -> Reply:
        """Hang a leg up with a Q.850 cause (16 when not given; 17 busy, 21 rejected)."""
        reason = None if cause is None else str(cause)
        return await self._wire.send(
            "DELETE", "channels", channel_id, query={"reason_code": reason}
        )

    async def ring(self, channel_id: str) -> Reply:
        """Let the caller hear ringing."""
        return await self._post(channel_id, "ring")

    async def stop_ringing(self, channel_id: str) -> Reply:
        """End the ringing."""
        return await self._delete(channel_id, "ring")

    async def play(
        self,
        channel_id: str,
        playback_id: str,
        media: Sequence[str],
        *,
        language: str | None = None,
    ) -> Reply:
        """Play sounds one after the other as one playback.

        `sound:kocaeli/greeting`, or `tone:ring` without an end: a tone cannot be stopped by
        its playback, only by the next thing heard.
        """
        query = {"media": ",".join(media), "lang": language}
        return await self._wire.send(
            "POST", "channels", channel_id, "play", playback_id, query=query
        )

    async def start_moh(self, channel_id: str, *, music: str | None = None) -> Reply:
        """Start music on hold of a class."""
        return await self._post(channel_id, "moh", mohClass=music)

    async def stop_moh(self, channel_id: str) -> Reply:
        """Stop the music."""
        return await self._delete(channel_id, "moh")

    async def snoop(
        self, channel_id: str, snoop_id: str, *, spy: Direction, whisper: Direction | None = None
    ) -> Reply:
        """Hear what comes `in` from a leg or goes `out` to it, or both; `whisper` into it."""
        query = {"app": self._app, "spy": spy, "whisper": whisper}
        return await self._wire.send(
            "POST", "channels", channel_id, "snoop", snoop_id, query=query, outcomes=LEG_OUTCOMES
        )

    async def dtmf(self, channel_id: str, digits: str) -> Reply:
        """Send keys to the leg's telephone."""
        return await self._post(channel_id, "dtmf", dtmf=digits)

    async def go_on(
        self, channel_id: str, *, context: str, extension: str = "s", priority: int = 1
    ) -> Reply:
        """Send a leg out of the program into the dialplan."""
        return await self._wire.send(
            "POST",
            "channels",
            channel_id,
            "continue",
            query={"context": context, "extension": extension, "priority": priority},
        )

    async def set_variable(self, channel_id: str, name: str, value: str) -> Reply:
        """Write a variable of a leg, for the dialplan."""
        return await self._post(channel_id, "variable", variable=name, value=value)

    async def record(self, channel_id: str, name: str, *, seconds: int) -> Reply:
        """Record what one leg says after a tone, until the key #, for at most `seconds`."""
        query: dict[str, Value] = {
            "name": name,
            "format": "wav",
            "maxDurationSeconds": seconds,
            "ifExists": "fail",
            "beep": True,
            "terminateOn": "#",
        }
        return await self._wire.send("POST", "channels", channel_id, "record", query=query)

    async def _post(self, channel_id: str, verb: str, **query: str | None) -> Reply:
        return await self._wire.send("POST", "channels", channel_id, verb, query=query)

    async def _delete(self, channel_id: str, verb: str) -> Reply:
        return await self._wire.send("DELETE", "channels", channel_id, verb)


class Bridges:
    """Rooms that join legs. They exist, even if empty, until destroyed."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def all(self) -> list[Bridge]:
        """List every bridge."""
        reply = await self._wire.send("GET", "bridges")
        return [Bridge.read(item) for item in reply.body]

    async def get(self, bridge_id: str) -> Bridge | None:
        """Look one bridge up."""
        reply = await self._wire.send("GET", "bridges", bridge_id)
        return Bridge.read(reply.body) if reply.done else None

    async def create(self, bridge_id: str, *, name: str = "", kind: str = "mixing") -> Reply:
        """Create a bridge; CONFLICT if one with that id exists."""
        query = {"type": kind, "name": name or None}
        return await self._wire.send("POST", "bridges", bridge_id, query=query)

    async def add(self, bridge_id: str, *channel_ids: str) -> Reply:
        """Bring legs in; one that is in another bridge moves."""
        return await self._wire.send(
            "POST",
            "bridges",
            bridge_id,
            "addChannel",
            query={"channel": ",".join(channel_ids)},
            outcomes=LEG_OUTCOMES,
        )

    async def remove(self, bridge_id: str, *channel_ids: str) -> Reply:
        """Take legs out; they stay in our program."""
        return await self._wire.send(
            "POST",
            "bridges",
            bridge_id,
            "removeChannel",
            query={"channel": ",".join(channel_ids)},
            outcomes=LEG_OUTCOMES,
        )

    async def destroy(self, bridge_id: str) -> Reply:
        """Destroy a bridge; its legs stay in our program."""
        return await self._wire.send("DELETE", "bridges", bridge_id)

    async def play(self, bridge_id: str, playback_id: str, media: Sequence[str]) -> Reply:
        """Play sounds to all in the bridge."""
        return await self._wire.send(
            "POST", "bridges", bridge_id, "play", playback_id, query={"media": ",".join(media)}
        )

    async def record(
        self, bridge_id: str, name: str, *, form: str = "wav", seconds: int = 7200
    ) -> Reply:
        """Record the bridge, both sides mixed, for at most `seconds`."""
        query: dict[str, Value] = {
            "name": name,
            "format": form,
            "maxDurationSeconds": seconds,
            "ifExists": "fail",
        }
        return await self._wire.send("POST", "bridges", bridge_id, "record", query=query)


class Playbacks:
    """Sounds being played."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def stop(self, playback_id: str) -> Reply:
        """Stop a playback."""
        return await self._wire.send("DELETE", "playbacks", playback_id)


class Recordings:
    """Recordings under way; the finished files are read from the spool folder."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def stop(self, name: str) -> Reply:
        """End a recording and keep it."""
        return await self._wire.send("POST", "recordings", "live", name, "stop")

    async def discard(self, name: str) -> Reply:
        """End a recording and throw it away."""
        return await self._wire.send("DELETE", "recordings", "live", name)

    async def mute(self, name: str) -> Reply:
        """Write silence from now on; the timeline is kept."""
        return await self._wire.send("POST", "recordings", "live", name, "mute")

    async def unmute(self, name: str) -> Reply:
        """Write sound again."""
        return await self._wire.send("DELETE", "recordings", "live", name, "mute")


class Endpoints:
    """Telephones."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def all(self) -> list[Endpoint]:
        """List the SIP telephones Asterisk knows."""
        reply = await self._wire.send("GET", "endpoints", "PJSIP")
        return [Endpoint.read(item) for item in reply.body] if reply.done else []

    async def get(self, name: str) -> Endpoint | None:
        """Look one telephone up: `agent-7`."""
        reply = await self._wire.send("GET", "endpoints", "PJSIP", name)
        return Endpoint.read(reply.body) if reply.done else None


class Applications:
    """Our own program as Asterisk sees it."""

    def __init__(self, wire: Wire, app: str) -> None:
        self._wire = wire
        self._app = app

    async def get(self) -> Application | None:
        """Look our program up; None if Asterisk does not know it."""
        reply = await self._wire.send("GET", "applications", self._app)
        return Application.read(reply.body) if reply.done else None

    async def allow(self, kinds: Sequence[str]) -> Reply:
        """Let Asterisk send only these kinds of event."""
        body = {"allowed": [{"type": kind} for kind in kinds], "disallowed": []}
        return await self._wire.send("PUT", "applications", self._app, "eventFilter", body=body)

    async def subscribe(self, source: str) -> Reply:
        """Receive the events of `endpoint:PJSIP`, `channel:<id>` or `bridge:<id>`."""
        return await self._wire.send(
            "POST", "applications", self._app, "subscription", query={"eventSource": source}
        )


def _variables(variables: Mapping[str, str] | None) -> dict[str, Mapping[str, str]] | None:
    return {"variables": variables} if variables else None
