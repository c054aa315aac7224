"""After the call the citizen may rate it by one key, 1 to 5; the agent is free already."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.call_words import CallDirection, CallOutcome, CallParty
from alo153.calls.page_commands import commands as page_commands
from alo153.switchboard.acd.speech import hush, speak
from alo153.switchboard.acd.state.leg_ids import agent_leg
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.commands import Hold, RemoveBridge, Speak, StartMusic
from alo153.switchboard.acd.turn.events import FromPage, Verbs
from alo153.switchboard.acd.turn.facts import CallRated, TalkEnded
from alo153.switchboard.acd.turn.timers import SurveyTimer
from alo153.switchboard.acd.turn.turn import Turn

QUESTION = "survey-question"
THANKS = "survey-thanks"
SCORES = "12345"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveySkipped(page_commands.SkipSurvey, FromPage):
    """Nobody asks the citizen of a call how it was."""


def skip(turn: Turn, event: SurveySkipped) -> None:
    """Ask nothing after the talk; end the call of a citizen who is asked and has not answered."""
    call = turn.calls.get(event.call)
    if call is None:
        return
    if call.phase is Phase.SURVEY and call.rating is None:
        end(turn, call)
    else:
        turn.change(call, survey_skipped=True)


def end_talk(turn: Turn, call: Call, *, gone: str = "") -> None:
    """End the call from the agent's side: ask the caller for a rating, or hang up."""
    if _asks(turn, call):
        _begin(turn, call, gone)
    else:
        end(turn, call, gone=gone)


def _asks(turn: Turn, call: Call) -> bool:
    """Say whether to ask: a citizen who called us by voice, with nobody else in the talk."""
    if turn.rules.survey <= 0 or call.survey_skipped:
        return False
    return call.direction is CallDirection.IN and not call.video and not call.members


def _begin(turn: Turn, call: Call, gone: str) -> None:
    if call.offer is None:
        return
    agent, leg = turn.agent(call.offer.agent), agent_leg(call.offer.id)
    if not call.held:
        turn.do(Hold(call=call.id, channel=call.channel))
    if leg != gone:
        turn.hang_up(call, leg)
    turn.do(RemoveBridge(call=call.id))
    turn.record(TalkEnded(at=turn.at, call=call.id, leg=leg))
    call = turn.change(call, phase=Phase.SURVEY, offer=None, held=False)
    turn.wrap_up_after(call, agent)
    _say(turn, call, QUESTION)
    turn.timer(turn.rules.survey, SurveyTimer(call.id))


def pressed(turn: Turn, call: Call, key: str) -> None:
    """Take the first key that is a score, and thank for it; ignore other keys."""
    if key in SCORES and call.rating is None:
        turn.record(CallRated(at=turn.at, call=call.id, score=int(key)))
        _say(turn, hush(turn, turn.change(call, rating=int(key))), THANKS)


def speech_over(turn: Turn, call: Call) -> None:
    """Hang up after the thanks; after the question there is music while time for a key is left."""
    if call.rating is not None:
        end(turn, call)
    else:
        turn.do(StartMusic(call=call.id, channel=call.channel))


def time_up(turn: Turn, timer: SurveyTimer) -> None:
    """Hang up on who pressed nothing."""
    call = turn.calls.get(timer.call)
    if call is not None and call.phase is Phase.SURVEY and call.rating is None:
        end(turn, call)


def end(turn: Turn, call: Call, *, gone: str = "") -> None:
    """End the call: the agent had ended the talk."""
    turn.finish(call, CallOutcome.ANSWERED, CallParty.AGENT, gone=gone)


def _say(turn: Turn, call: Call, sound: str) -> None:
    call, speech = speak(turn, call)
    turn.do(
        Speak(
            call=call.id,
            channel=call.channel,
            speech=speech,
            sounds=(sound,),
            language=call.language,
        )
    )


VERBS: Verbs = {SurveySkipped: skip}
