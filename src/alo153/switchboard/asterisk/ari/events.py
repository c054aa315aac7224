"""The events we listen to, each a frozen dataclass; Asterisk filters out all other events.

Order on hang-up: ChannelHangupRequest, ChannelLeftBridge, StasisEnd, ChannelDestroyed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from alo153.switchboard.asterisk.ari.model import (
    Bridge,
    Channel,
    Endpoint,
    Json,
    Playback,
    Recording,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at `at`, by Asterisk's clock."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected(Event):
    """Our own: the socket is open and the filter is set. Reconcile now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnected(Event):
    """Our own: the socket closed, cleanly or not. Events until the next connection are lost."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationReplaced(Event):
    """Another program took our name: it is in charge now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelEvent(Event):
    """An event about one leg."""

    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class StasisStart(ChannelEvent):
    """A leg came under our control, with the dialplan's arguments."""

    args: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StasisEnd(ChannelEvent):
    """A leg left our control: hung up, or sent on into the dialplan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelStateChange(ChannelEvent):
    """A leg began to ring or was answered (`channel.state`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelHangupRequest(ChannelEvent):
    """One side wants to hang up."""

    cause: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDestroyed(ChannelEvent):
    """A leg ended. `cause` is the Q.850 cause (16 normal, 17 busy, 19 no answer).

    Comes for legs that we originated; a caller's subscription ends with StasisEnd already.
    """

    cause: int
    cause_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDtmfReceived(ChannelEvent):
    """A key was pressed."""

    digit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelUserevent(ChannelEvent):
    """The dialplan tells something, with `fields` of its own."""

    name: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelHold(ChannelEvent):
    """The telephone itself put the call on hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelUnhold(ChannelEvent):
    """The telephone took the call off hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelEnteredBridge(ChannelEvent):
    """A leg entered a bridge."""

    bridge: Bridge


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLeftBridge(ChannelEvent):
    """A leg left a bridge."""

    bridge: Bridge


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeDestroyed(Event):
    """A bridge was destroyed."""

    bridge: Bridge


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial(Event):
    """An outgoing leg made progress: empty status at first, then RINGING, ANSWER, BUSY, ..."""

    peer: Channel
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackStarted(Event):
    """A sound began."""

    playback: Playback


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackFinished(Event):
    """A sound ended (`playback.state` is done or failed)."""

    playback: Playback


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStarted(Event):
    """A recording began."""

    recording: Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFinished(Event):
    """A recording is complete on disk."""

    recording: Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFailed(Event):
    """A recording came to nothing (`recording.cause`)."""

    recording: Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointStateChange(Event):
    """A telephone registered or went away. Comes only for subscribed endpoints."""

    endpoint: Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactStatusChange(Event):
    """A registration changed: Reachable, NonQualified, Unreachable or Removed."""

    endpoint: Endpoint
    status: str
    uri: str


def read(data: Json) -> Event | None:
    """Turn one message of the socket into an event; None for a kind we do not use."""
    reader = READERS.get(data["type"])
    return reader(data) if reader else None


def _at(data: Json) -> datetime:
    return datetime.fromisoformat(data["timestamp"]).astimezone(UTC)


def _of_channel[E: ChannelEvent](kind: type[E]) -> Callable[[Json], E]:
    return lambda data: kind(at=_at(data), channel=Channel.read(data["channel"]))


def _of_bridge_channel(
    kind: type[ChannelEnteredBridge] | type[ChannelLeftBridge],
) -> Callable[[Json], Event]:
    return lambda data: kind(
        at=_at(data), channel=Channel.read(data["channel"]), bridge=Bridge.read(data["bridge"])
    )


def _of_playback(
    kind: type[PlaybackStarted] | type[PlaybackFinished],
) -> Callable[[Json], Event]:
    return lambda data: kind(at=_at(data), playback=Playback.read(data["playback"]))


def _of_recording(
    kind: type[RecordingStarted] | type[RecordingFinished] | type[RecordingFailed],
) -> Callable[[Json], Event]:
    return lambda data: kind(at=_at(data), recording=Recording.read(data["recording"]))


def _stasis_start(data: Json) -> Event:
    return StasisStart(
        at=_at(data), channel=Channel.read(data["channel"]), args=tuple(data["args"])
    )


def _hangup_request(data: Json) -> Event:
    return ChannelHangupRequest(
        at=_at(data), channel=Channel.read(data["channel"]), cause=data.get("cause")
    )


def _destroyed(data: Json) -> Event:
    return ChannelDestroyed(
        at=_at(data),
        channel=Channel.read(data["channel"]),
        cause=data["cause"],
        cause_text=data["cause_txt"],
    )


def _dtmf(data: Json) -> Event:
    return ChannelDtmfReceived(
        at=_at(data), channel=Channel.read(data["channel"]), digit=data["digit"]
    )


def _userevent(data: Json) -> Event:
    return ChannelUserevent(
        at=_at(data),
        channel=Channel.read(data["channel"]),
        name=data["eventname"],
        fields=data["userevent"],
    )


def _contact(data: Json) -> Event:
    info = data["contact_info"]
    return ContactStatusChange(
        at=_at(data),
        endpoint=Endpoint.read(data["endpoint"]),
        status=info["contact_status"],
        uri=info["uri"],
    )


READERS: dict[str, Callable[[Json], Event]] = {
    "ApplicationReplaced": lambda data: ApplicationReplaced(at=_at(data)),
    "StasisStart": _stasis_start,
    "StasisEnd": _of_channel(StasisEnd),
    "ChannelStateChange": _of_channel(ChannelStateChange),
    "ChannelHangupRequest": _hangup_request,
    "ChannelDestroyed": _destroyed,
    "ChannelDtmfReceived": _dtmf,
    "ChannelUserevent": _userevent,
    "ChannelHold": _of_channel(ChannelHold),
    "ChannelUnhold": _of_channel(ChannelUnhold),
    "ChannelEnteredBridge": _of_bridge_channel(ChannelEnteredBridge),
    "ChannelLeftBridge": _of_bridge_channel(ChannelLeftBridge),
    "BridgeDestroyed": lambda data: BridgeDestroyed(
        at=_at(data), bridge=Bridge.read(data["bridge"])
    ),
    "Dial": lambda data: Dial(
        at=_at(data), peer=Channel.read(data["peer"]), status=data["dialstatus"]
    ),
    "PlaybackStarted": _of_playback(PlaybackStarted),
    "PlaybackFinished": _of_playback(PlaybackFinished),
    "RecordingStarted": _of_recording(RecordingStarted),
    "RecordingFinished": _of_recording(RecordingFinished),
    "RecordingFailed": _of_recording(RecordingFailed),
    "EndpointStateChange": lambda data: EndpointStateChange(
        at=_at(data), endpoint=Endpoint.read(data["endpoint"])
    ),
    "ContactStatusChange": _contact,
}
