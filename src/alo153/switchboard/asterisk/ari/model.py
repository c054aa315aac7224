"""Asterisk's data: the part of ARI's objects and events that we use.

Pure data. Field names follow Asterisk's Swagger files where they are clear English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Channel:
    """One leg of a call. `variables` holds those named in `channelvars` of ari.conf."""

    id: str
    name: str
    state: str
    caller_number: str
    caller_name: str
    connected_number: str
    context: str
    extension: str
    created_at: datetime
    application: str = ""
    protocol_id: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def endpoint(self) -> str:
        """Name the PJSIP endpoint of the leg: `agent-7` for `PJSIP/agent-7-0000002a`."""
        return self.name.partition("/")[2].rpartition("-")[0]

    @classmethod
    def read(cls, data: Json) -> "Channel":
        """Read a channel snapshot."""
        return cls(
            id=data["id"],
            name=data["name"],
            state=data["state"],
            caller_number=data["caller"]["number"],
            caller_name=data["caller"]["name"],
            connected_number=data["connected"]["number"],
            context=data["dialplan"]["context"],
            extension=data["dialplan"]["exten"],
            created_at=datetime.fromisoformat(data["creationtime"]),
            application=data["dialplan"].get("app_name", ""),
            protocol_id=data.get("protocol_id", ""),
            variables=data.get("channelvars", {}),
        )


@dataclass(frozen=True, slots=True)
class Bridge:
    """A room that joins channels."""

    id: str
    kind: str
    technology: str
    name: str
    channel_ids: tuple[str, ...]
    created_at: datetime

    @classmethod
    def read(cls, data: Json) -> "Bridge":
        """Read a bridge snapshot."""
        return cls(
            id=data["id"],
            kind=data["bridge_type"],
            technology=data["technology"],
            name=data["name"],
            channel_ids=tuple(data["channels"]),
            created_at=datetime.fromisoformat(data["creationtime"]),
        )


@dataclass(frozen=True, slots=True)
class Playback:
    """A sound, or a list of sounds, that is being played. `target` is `channel:<id>`."""

    id: str
    state: str
    target: str

    @classmethod
    def read(cls, data: Json) -> "Playback":
        """Read a playback snapshot."""
        return cls(data["id"], data["state"], data["target_uri"])


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording under way. `cause` says why it failed; `duration` is in seconds."""

    name: str
    state: str
    target: str
    duration: int | None = None
    cause: str = ""

    @classmethod
    def read(cls, data: Json) -> "Recording":
        """Read a live recording."""
        return cls(
            name=data["name"],
            state=data["state"],
            target=data.get("target_uri", ""),
            duration=data.get("duration"),
            cause=data.get("cause", ""),
        )


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A telephone Asterisk knows: `online` once it has registered."""

    technology: str
    name: str
    state: str
    channel_ids: tuple[str, ...] = ()

    @property
    def online(self) -> bool:
        """Say whether the telephone can be rung."""
        return self.state == "online"

    @classmethod
    def read(cls, data: Json) -> "Endpoint":
        """Read an endpoint snapshot."""
        return cls(
            data["technology"],
            data["resource"],
            data.get("state", "unknown"),
            tuple(data.get("channel_ids", ())),
        )


@dataclass(frozen=True, slots=True)
class Application:
    """An ARI program as Asterisk sees it, with what it is subscribed to."""

    name: str
    channel_ids: tuple[str, ...]
    bridge_ids: tuple[str, ...]
    endpoint_ids: tuple[str, ...]

    @classmethod
    def read(cls, data: Json) -> "Application":
        """Read an application snapshot."""
        return cls(
            data["name"],
            tuple(data["channel_ids"]),
            tuple(data["bridge_ids"]),
            tuple(data["endpoint_ids"]),
        )
