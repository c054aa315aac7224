"""What Asterisk plays to whom, heard beside the switchboard by a program of its own."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from alo153.launch.telephony.asterisk import Telephony

STARTS = {"PlaybackStarted", "PlaybackContinuing"}


class Played:
    """Notes the name of every sound that begins: `kocaeli/greeting`; also of the dialplan's own.

    And the keys that callers press, as they arrive.
    """

    def __init__(self, wire: ClientConnection) -> None:
        self._wire = wire
        self._heard: list[str] = []
        self.targets: list[tuple[str, str, datetime]] = []
        """What began, to whom (`channel:offer-...`), and when by Asterisk's clock."""
        self.keys: list[str] = []
        self._lost = ""
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def heard(self) -> list[str]:
        """Return what was played until now; AssertionError if the line to Asterisk was lost."""
        assert not self._lost, self._lost
        return self._heard

    def _listen(self) -> None:
        try:
            for text in self._wire:
                event = json.loads(text)
                if event["type"] in STARTS:
                    sound = event["playback"]["media_uri"].removeprefix("sound:")
                    at = datetime.fromisoformat(event["timestamp"])
                    self.targets.append((sound, event["playback"]["target_uri"], at))
                    self._heard.append(sound)
                elif event["type"] == "ChannelDtmfReceived":
                    self.keys.append(event["digit"])
                elif event.get("dialplan_app") == "Playback":
                    self._heard.append(event["dialplan_app_data"])
        except ConnectionClosed as reason:
            self._lost = f"no sound is heard any more: {reason}"

    def close(self) -> None:
        """Stop listening; what was heard stays."""
        self._wire.close()
        self._thread.join(5)
        self._lost = ""


@contextmanager
def played(telephony: Telephony) -> Iterator[Played]:
    """Listen to every channel as long as the block lasts.

    Each listener has a name of its own: Asterisk may end the one of the test before a moment later,
    and with it whoever has the same name.
    """
    address = telephony.ari_url.replace("http", "ws", 1)
    key = f"{telephony.ari_user}:{telephony.ari_password}"
    app = f"played-{secrets.token_hex(4)}"
    url = f"{address}/ari/events?app={app}&subscribeAll=true&api_key={key}"
    with connect(url, proxy=None) as wire:
        listening = Played(wire)
        yield listening
        listening.close()
