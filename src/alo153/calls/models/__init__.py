"""Every table of the telephone: here Django looks for them."""

from alo153.calls.models.agents import AgentSession, AgentStateSpan
from alo153.calls.models.blocked import BlockedNumber, BlockPolicy, SipAttempt
from alo153.calls.models.call import Call, GuestPhone
from alo153.calls.models.call_lists import CallList, ListAttempt, ListNumber
from alo153.calls.models.closings import LineClosing
from alo153.calls.models.commands import Command
from alo153.calls.models.holds import RecordingHold
from alo153.calls.models.invitations import Invitation
from alo153.calls.models.legs import CallLeg, Offer
from alo153.calls.models.line_quality import LineQuality
from alo153.calls.models.monitoring import GuestSeat, Monitoring
from alo153.calls.models.nodes import Node, SharedCall
from alo153.calls.models.recordings import (
    PauseReason,
    Recording,
    RecordingPause,
    RecordingState,
    RecordingTrouble,
)
from alo153.calls.models.surveys import SkippedSurvey
from alo153.calls.models.video_recordings import VideoRecording, VideoRecordingState
from alo153.calls.models.voice_messages import VoiceMessage

__all__ = [
    "AgentSession",
    "AgentStateSpan",
    "BlockPolicy",
    "BlockedNumber",
    "Call",
    "CallLeg",
    "CallList",
    "Command",
    "GuestPhone",
    "GuestSeat",
    "Invitation",
    "LineClosing",
    "LineQuality",
    "ListAttempt",
    "ListNumber",
    "Monitoring",
    "Node",
    "Offer",
    "PauseReason",
    "Recording",
    "RecordingHold",
    "RecordingPause",
    "RecordingState",
    "RecordingTrouble",
    "SharedCall",
    "SipAttempt",
    "SkippedSurvey",
    "VideoRecording",
    "VideoRecordingState",
    "VoiceMessage",
]
