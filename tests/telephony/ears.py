"""What Asterisk plays to whom, heard beside the switchboard by a program of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from alo153.launch.asterisk import Telephony

STARTS = {"PlaybackStarted", "PlaybackContinuing"}


class Ears:
    """Notes the name of every sound that begins: `kocaeli/greeting`; also of the dialplan's own."""

    def __init__(self, wire: ClientConnection) -> None:
        self._wire = wire
        self.heard: list[str] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        try:
            for text in self._wire:
                event = json.loads(text)
                if event["type"] in STARTS:
                    self.heard.append(event["playback"]["media_uri"].removeprefix("sound:"))
                elif event.get("dialplan_app") == "Playback":
                    self.heard.append(event["dialplan_app_data"])
        except ConnectionClosed:
            return

    def close(self) -> None:
        """Stop listening."""
        self._wire.close()
        self._thread.join(5)


@contextmanager
def ears(telephony: Telephony) -> Iterator[Ears]:
    """Listen to every channel as long as the block lasts."""
    address = telephony.ari_url.replace("http", "ws", 1)
    key = f"{telephony.ari_user}:{telephony.ari_password}"
    url = f"{address}/ari/events?app=ears&subscribeAll=true&api_key={key}"
    with connect(url, proxy=None) as wire:
        listening = Ears(wire)
        yield listening
        listening.close()
