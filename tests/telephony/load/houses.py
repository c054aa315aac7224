"""A center with fifty calls, half of them talks and half of them waits, and what became of them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import storages
from tests.parts.waiting import COLD_SECONDS, Stopwatch
from tests.telephony.programs.switchboards import Center, until
from tests.telephony.recording.tapes import try_to_keep

from alo153.calls.endpoints.phone_accounts import PhoneAccount
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call, Recording
from alo153.core.models import Event

log = logging.getLogger(__name__)

TALKING = 25
WAITING = 25
SPARE = 10
"""Calls that the telephones take beyond the first ones."""
ANSWER_SECONDS = 5.0
"""One is promised. A slow core may take longer, a caller who waits for a rescue waits for nine."""
RESCUE_SECONDS = 30.0
"""Fifteen are promised. A slow core may take twice as long; without a rescue they wait for good."""


@dataclass
class House:
    """A center with fifty calls."""

    center: Center
    accounts: list[PhoneAccount]
    spool: Spool
    recorded: list[Call] = field(default_factory=list)
    """The talks that stood at the beginning, all of them recorded."""

    @property
    def talks(self) -> list[Call]:
        """The calls that an agent has answered and that stand, as the record says."""
        return list(Call.objects.filter(answered_at__isnull=False, ended_at=None))

    @property
    def waits(self) -> list[Call]:
        """The calls that wait, as the record says."""
        return list(Call.objects.filter(answered_at=None, ended_at=None))

    def told(self) -> str:
        """Say how it stands, for one who waits in vain."""
        stand = f"{len(self.talks)} talk, {len(self.waits)} wait"
        return f"{stand}; {len(self.center.channels())} legs, {len(self.center.bridges())} rooms"

    def contexts(self) -> dict[str, str]:
        """Say in which context of the dialplan each leg is."""
        return {leg["id"]: leg["dialplan"]["context"] for leg in self.center.channels()}

    def all_hear(self, calls: list[Call]) -> bool:
        """Say whether sound goes both ways with every citizen of these calls from now on."""
        return all(self.center.sound_flows_between(call) for call in calls)

    def new_caller_after(self) -> float:
        """Let somebody else call; return the seconds until this call is answered."""
        before = set(self.contexts())
        began = Stopwatch()
        self.center.sipp.call(caller="05320000199")
        until(lambda: [c for c in self._new(before) if c["state"] == "Up"])
        return began.seconds

    def _new(self, before: set[str]) -> list[dict[str, Any]]:
        return [leg for leg in self.center.channels() if leg["id"] not in before]

    def is_tidy(self) -> bool:
        """Say whether Asterisk has exactly what the record says: no leg and no room is left."""
        talks, waits = len(self.talks), len(self.waits)
        legs, rooms = len(self.center.channels()), len(self.center.bridges())
        return (legs, rooms) == (2 * talks + waits, talks)

    def becomes_tidy(self) -> float:
        """Wait until it is tidy; return how many seconds of our own that took."""
        began = Stopwatch()
        until(self.is_tidy, COLD_SECONDS, self.told)
        return began.seconds

    def end(self, calls: list[Call]) -> None:
        """Let the citizens of these calls hang up."""
        for call in calls:
            self.center.hang_up(call)

    def end_all(self) -> None:
        """Let everybody hang up, and wait until nothing stands in Asterisk or in the record."""
        self.end([*self.talks, *self.waits])
        until(lambda: not self.center.channels() and not self.center.bridges())
        until(lambda: not Call.objects.filter(ended_at=None).exists())

    def record(self) -> dict[str, int]:
        """Prove that the record is complete, and count the outcomes.

        Every call has exactly one end; every recording is kept once, whole, as that of its call.
        """
        self.keep_all()
        self.prove_recordings()
        return self._outcomes()

    def keep_all(self) -> None:
        """Keep what was recorded, as the worker would."""
        for recording in Recording.objects.filter(state="pending").select_related("call"):
            until(lambda call=recording.call: try_to_keep(call))

    def prove_recordings(self) -> None:
        """Hold each recording against its call, its file and its events; no raw sound is left."""
        recordings = {one.call_id: one for one in Recording.objects.all()}
        assert {call.pk for call in self.recorded} <= set(recordings)
        kept = Event.objects.filter(name="call.recording_kept").values_list("subject_id", flat=True)
        assert sorted(map(str, kept)) == sorted(map(str, recordings))
        for key, recording in recordings.items():
            assert (recording.state, str(key) in recording.file) == ("kept", True)
            assert storages["recordings"].size(recording.file) == recording.size
        assert not self.raw_sound_of_kept()

    def raw_sound_of_kept(self) -> set[str]:
        """Name the calls of which a recording is kept and raw sound is left."""
        kept = Recording.objects.filter(state="kept").values_list("pk", flat=True)
        return set(self.spool.calls()) & set(map(str, kept))

    def _outcomes(self) -> dict[str, int]:
        calls = Call.objects.all()
        ends = Event.objects.filter(name="call.ended").values_list("subject_id", flat=True)
        assert sorted(map(str, ends)) == sorted(str(call.pk) for call in calls)
        found = [str(call.outcome) for call in calls]
        return {outcome: found.count(outcome) for outcome in set(found)}


def report(record_property: Callable[[str, object], None], **figures: float) -> None:
    """Log what was measured, and keep it with the result of the test."""
    for name, seconds in figures.items():
        record_property(name, round(seconds, 2))
        log.info("%s: %.2f s", name, seconds)
