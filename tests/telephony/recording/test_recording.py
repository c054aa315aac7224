"""What the real Asterisk records: both sides apart, only with consent, and silence where asked."""

from __future__ import annotations

import os
from collections.abc import Callable

import httpx
import pytest
from tests.parts.waiting import SECONDS
from tests.telephony.programs.switchboards import Center, command_error, until
from tests.telephony.recording.tapes import (
    AGENT_HZ,
    BOTH,
    CALLER_HZ,
    keep,
    kept,
    raw_pitch,
    recorded_seconds,
    talk,
)

from alo153.calls import actions
from alo153.calls.media.recordings import actions as keeping
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call, Recording
from alo153.city.rules.phone import parse
from alo153.core import events
from alo153.core.clock import now

pytestmark = pytest.mark.telephony


def test_the_citizen_is_left_and_the_agent_right(center: Center, spool: Spool) -> None:
    agent, call = talk(center)
    until(lambda: recorded_seconds(spool, call) > 4)
    recording, sound = kept(center, agent, call)
    assert sound.pitch(1.5) == sound.pitch(3) == BOTH
    assert (recording.state, recording.form, recording.trouble) == ("kept", "opus", "")
    assert abs(sound.seconds - (recording.seconds or 0)) < 0.1
    assert str(call.pk) not in spool.calls(), "the raw sound goes when the stored file is proved"
    names = [event.name for event in events.history(call)]
    assert names[-1] == "call.recording_kept"
    assert "call.recording_started" in names


def test_of_a_caller_who_does_not_wish_it_nothing_is_ever_written(
    center: Center, spool: Spool
) -> None:
    center.sipp.call()
    call = center.at("queued", center.call())
    center.switchboard.stop()
    Call.objects.filter(pk=call.pk).update(recorded=False)
    center.switchboard.start()
    agent = center.agent("elif")
    center.at("answered", center.rings_at(agent))
    assert center.sound_flows(call)
    refused = actions.pause_recording(user=agent, at=now())
    assert until(lambda: command_error(refused.pk)) == "not_recorded"
    actions.hang_up(user=agent, at=now())
    center.at("ended", call)
    until(lambda: not center.channels())
    assert not [path for path in spool.folder.iterdir() if str(call.pk) in path.name]
    assert not Recording.objects.exists()


def test_a_pause_is_silent_and_keeps_the_timeline(center: Center, spool: Spool) -> None:
    agent, call = talk(center)
    until(lambda: recorded_seconds(spool, call) > 2)
    paused = actions.pause_recording(user=agent, at=now())
    until(lambda: command_error(paused.pk) == "")
    until(call.recording_pauses.exists)
    reached = recorded_seconds(spool, call)
    until(lambda: recorded_seconds(spool, call) > reached + 4)
    assert center.sound_flows(call), "the two go on talking"
    actions.record_again(user=agent, at=now())
    until(lambda: call.recording_pauses.filter(ended_at__isnull=False).exists())
    reached = recorded_seconds(spool, call)
    until(lambda: recorded_seconds(spool, call) > reached + 4)
    raw = raw_pitch(spool, call)
    recording, sound = kept(center, agent, call)
    pause = call.recording_pauses.get()
    ((begin, end),) = recordings.silent_spans(recording)
    assert (pause.why, pause.by, pause.ended_by) == ("sensitive", agent, agent)
    assert sound.pitch(begin - 0.8) == BOTH
    assert sound.pitch(begin + 0.3) == sound.pitch(end - 0.8) == (0, 0)
    assert sound.pitch(end + 0.3) == BOTH
    assert raw((begin + end) / 2) == (0, 0), "Asterisk itself wrote silence"
    talked = (now() - recording.started_at).total_seconds()
    assert sound.seconds > end + 2
    assert sound.seconds < talked


def test_a_pause_ends_by_itself(center: Center, spool: Spool) -> None:
    center.switchboard.stop()
    center.switchboard.start(ALO153_RECORDING_PAUSE_SECONDS="1")
    agent, call = talk(center)
    actions.pause_recording(user=agent, at=now())
    pause = until(lambda: call.recording_pauses.filter(ended_at__isnull=False).first())
    assert (pause.by, pause.ended_by) == (agent, None)
    lasted = (pause.ended_at - pause.began_at).total_seconds()  # type: ignore[operator]
    assert 0.9 < lasted < 60, "not at once, and not after the two minutes that are usual"


def test_what_a_caller_says_on_hold_is_not_recorded(center: Center, spool: Spool) -> None:
    agent, call = talk(center)
    until(lambda: recorded_seconds(spool, call) > 2)
    actions.hold(user=agent, at=now())
    until(lambda: call.recording_pauses.filter(why="held").exists())
    reached = recorded_seconds(spool, call)
    until(lambda: recorded_seconds(spool, call) > reached + 4)
    actions.resume(user=agent, at=now())
    until(lambda: call.recording_pauses.filter(ended_at__isnull=False).exists())
    reached = recorded_seconds(spool, call)
    until(lambda: recorded_seconds(spool, call) > reached + 2)
    recording, sound = kept(center, agent, call)
    ((begin, end),) = recordings.silent_spans(recording)
    assert sound.pitch((begin + end) / 2) == (0, 0)
    assert sound.pitch(end + 0.3) == BOTH


def test_a_call_back_is_recorded_too(center: Center, spool: Spool) -> None:
    citizen = center.sipp.listen("callee_until_bye", hertz=CALLER_HZ)
    center.switchboard.stop()
    center.switchboard.start(ALO153_DIAL=f"PJSIP/local/sip:{{number}}@127.0.0.1:{citizen.port}")
    agent = center.agent("elif", hertz=AGENT_HZ)
    actions.dial_call_back(user=agent, number=parse("0532 000 01 03", country="TR"), at=now())
    call = center.at("answered", center.rings_at(agent))
    until(lambda: recorded_seconds(spool, call) > 3)
    _, sound = kept(center, agent, call)
    assert sound.pitch(1.5) == BOTH


def test_the_recording_goes_on_without_the_switchboard(center: Center, spool: Spool) -> None:
    agent, call = talk(center)
    until(lambda: recorded_seconds(spool, call) > 2)
    center.switchboard.kill()
    reached = recorded_seconds(spool, call)
    until(lambda: recorded_seconds(spool, call) > reached + 4)
    center.switchboard.start()
    paused = actions.pause_recording(user=agent, at=now())
    until(lambda: command_error(paused.pk) == "")
    until(call.recording_pauses.exists)
    reached = recorded_seconds(spool, call)
    until(lambda: recorded_seconds(spool, call) > reached + 4)
    recording, sound = kept(center, agent, call)
    # By the sound's own clock: on a busy machine SIPp sends less than a second a second
    assert [sound.pitch(second) for second in (1, 3)] == [BOTH] * 2
    assert sound.pitch(sound.seconds - 1) == (0, 0)
    assert recording.trouble == ""
    assert sum(e.name == "call.recording_started" for e in events.history(call)) == 1


def test_a_pause_outlives_the_switchboard(center: Center, spool: Spool) -> None:
    agent, call = talk(center)
    actions.pause_recording(user=agent, at=now())
    until(call.recording_pauses.exists)
    center.switchboard.kill()
    center.switchboard.start(ALO153_RECORDING_PAUSE_SECONDS="3")
    pause = until(lambda: call.recording_pauses.filter(ended_at__isnull=False).first())
    assert pause.ended_by is None


def test_when_asterisk_dies_what_it_wrote_is_kept(
    center: Center, spool: Spool, restart_asterisk: Callable[[], None]
) -> None:
    _, call = talk(center)
    until(lambda: recorded_seconds(spool, call) > 4)
    restart_asterisk()
    center.at("ended", call)
    recording, sound = keep(call)
    assert recording.state == "kept"
    assert sound.seconds >= 4
    assert sound.pitch(2) == BOTH


def test_a_folder_that_cannot_be_written_is_reported_and_the_call_goes_on(
    center: Center, spool: Spool
) -> None:
    owner, mode = spool.folder.stat().st_uid, spool.folder.stat().st_mode
    os.chown(spool.folder, os.geteuid(), -1)
    spool.folder.chmod(0o500)
    try:
        agent, call = talk(center)
        until(lambda: Recording.objects.filter(pk=call.pk, trouble="not_written").exists())
        assert center.sound_flows(call)
    finally:
        os.chown(spool.folder, owner, -1)
        spool.folder.chmod(mode)
    actions.hang_up(user=agent, at=now())
    center.at("ended", call)
    keeping.keep(call=str(call.pk), at=now())
    assert Recording.objects.get(pk=call.pk).state == "lost"
    failed = [e for e in events.history(call) if e.name == "call.recording_failed"]
    assert [event.data["reason"] for event in failed] == ["not_written"]


def test_a_recorder_that_refuses_is_reported_and_the_call_goes_on(
    center: Center, spool: Spool
) -> None:
    center.switchboard.stop()
    center.switchboard.start(ALO153_AMI_PASSWORD="wrong")
    _, call = talk(center)
    until(lambda: Recording.objects.filter(pk=call.pk, trouble="not_started").exists())
    assert center.sound_flows(call)


def test_the_program_may_not_do_more_than_record(center: Center) -> None:
    telephony = center.asterisk.telephony
    auth = httpx.DigestAuth(telephony.ami_user, telephony.ami_password)
    with httpx.Client(
        base_url=telephony.ari_url, auth=auth, trust_env=False, timeout=SECONDS
    ) as http:
        for action in ({"Action": "Command", "Command": "core show version"}, ORIGINATE):
            assert "Permission denied" in http.get("/arawman", params=action).text
    with httpx.Client(base_url=telephony.ari_url, trust_env=False, timeout=SECONDS) as stranger:
        assert stranger.get("/arawman", params={"Action": "Ping"}).status_code == 401


ORIGINATE = {"Action": "Originate", "Channel": "Local/1@x", "Application": "System", "Data": "id"}
