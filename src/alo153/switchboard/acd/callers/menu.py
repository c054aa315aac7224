"""Runs the voice menu in a call: keys, speech, time and answers come in, commands go out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from alo153.calls.call_words import CallDirection, CallOutcome, CallParty
from alo153.calls.menu import choosing_hours, moves, voice, walk, windows
from alo153.calls.menu.moves import Deed, Happening, Position
from alo153.calls.queue import GENERAL
from alo153.switchboard.acd.callers.inbound import enqueue
from alo153.switchboard.acd.callers.list_outcome import outcome
from alo153.switchboard.acd.speech import hush, speak
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.commands import LookUp, NoteLanguage, Speak, StartMusic
from alo153.switchboard.acd.turn.events import LookupAnswered
from alo153.switchboard.acd.turn.facts import (
    CallsDeclined,
    LanguageChosen,
    MenuWalked,
    RecordingNoticeMissed,
    RecordingRefused,
)
from alo153.switchboard.acd.turn.timers import AskMusicTimer, AskTimer, MenuIdleTimer, MenuTimer
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting import promises, virtual_hold

LONGEST_SILENCE = 2.0
"""Seconds. After them gateways and callers take the line for dead: music plays before."""
LOOKUP_SILENCE = 1.0
"""Seconds. Most lookups are answered in a tenth of it; several may follow each other."""


def begin(turn: Turn, call: Call, *, start: str = "") -> None:
    """Lead a new caller into the menu; one who does nothing is put through in the end.

    `start` is where it begins for the number that was dialed, if not where it does for all.
    """
    position, deeds = walk.begin(turn.rules.menu, language=call.language, start=start)
    call = turn.change(call, phase=Phase.MENU, menu=position)
    turn.timer(turn.rules.menu_idle, MenuIdleTimer(call.id, position.keys))
    _perform(turn, call, deeds)


def pressed(turn: Turn, call: Call, key: str) -> None:
    """Take a key; the caller is there, so the time to be put through begins anew."""
    still = _step(turn, call, moves.Pressed(key))
    if still is not None and still.menu is not None:
        turn.timer(turn.rules.menu_idle, MenuIdleTimer(call.id, still.menu.keys))


def speech_over(turn: Turn, call: Call) -> None:
    """Continue after a speech."""
    _step(turn, call, moves.SpeechOver())


def time_up(turn: Turn, timer: MenuTimer) -> None:
    """Continue without a key."""
    call = _in_menu(turn, timer.call)
    if call is not None:
        _step(turn, call, moves.TimeUp(timer.wait))


def answered(turn: Turn, event: LookupAnswered) -> None:
    """Continue with the result of a lookup."""
    call = _in_menu(turn, event.call)
    if call is not None:
        _step(turn, call, moves.Told(event.ask, event.word, event.sounds, event.about))


def unanswered(turn: Turn, timer: AskTimer) -> None:
    """Continue without an answer: if the database is down, the caller must not notice."""
    call = _in_menu(turn, timer.call)
    if call is not None:
        _step(turn, call, moves.Told(timer.ask))


def not_answered_yet(turn: Turn, timer: AskMusicTimer) -> None:
    """Play music to a caller whose lookup is still awaited."""
    call = _in_menu(turn, timer.call)
    if call is not None and call.menu is not None and call.menu.asks == timer.ask:
        turn.do(StartMusic(call=call.id, channel=call.channel))


def idle(turn: Turn, timer: MenuIdleTimer) -> None:
    """Put a caller through who has pressed nothing for two minutes, and let go whom we called."""
    call = _in_menu(turn, timer.call)
    if call is None or call.menu is None or call.menu.keys != timer.keys:
        return
    replaced(turn, call)


def replaced(turn: Turn, call: Call) -> None:
    """Put a caller through whose place in the menu is not there any more, or is another one."""
    if call.menu_start:
        turn.finish(call, outcome(turn.rules.menu, call), CallParty.SWITCHBOARD)
    else:
        enqueue(turn, _leave(turn, call), queue=_line_of(turn, call, GENERAL))


def _in_menu(turn: Turn, name: str) -> Call | None:
    call = turn.calls.get(name)
    return call if call and call.phase is Phase.MENU else None


def _step(turn: Turn, call: Call, happening: Happening) -> Call | None:
    """Take one step; return the call if it is still in the menu."""
    before = call.menu or Position(node=turn.rules.menu.start)
    position, deeds = walk.step(turn.rules.menu, before, happening)
    if (position.node, position.path) != (before.node, before.path):
        turn.record(MenuWalked(at=turn.at, call=call.id, node=position.node, path=position.path))
    _perform(turn, turn.change(call, menu=position), deeds)
    return _in_menu(turn, call.id)


def _perform(turn: Turn, call: Call, deeds: tuple[Deed, ...]) -> None:
    for deed in deeds:
        current = _in_menu(turn, call.id)
        if current is not None:
            DEEDS[type(deed)](turn, current, deed)


def _leave(turn: Turn, call: Call) -> Call:
    call = without_unheard_consent(turn, hush(turn, call))
    return turn.change(call, menu=None)


def without_unheard_consent(turn: Turn, call: Call) -> Call:
    """Record nothing of a caller who has not heard the notice (law 6698, article 10)."""
    if not call.recorded or (call.menu is not None and call.menu.heard):
        return call
    turn.record(RecordingNoticeMissed(at=turn.at, call=call.id))
    return turn.change(call, recorded=False)


def _speak(turn: Turn, call: Call, deed: moves.Speak) -> None:
    call, speech = speak(turn, hush(turn, call), limit=turn.rules.menu_speech_limit)
    command = Speak(
        call=call.id,
        channel=call.channel,
        speech=speech,
        sounds=deed.sounds,
        language=call.language,
    )
    turn.do(command)


def _hush(turn: Turn, call: Call, _deed: moves.Hush) -> None:
    hush(turn, call)


def _listen(turn: Turn, call: Call, deed: moves.Listen) -> None:
    if deed.seconds >= LONGEST_SILENCE:
        turn.do(StartMusic(call=call.id, channel=call.channel))
    turn.timer(deed.seconds, MenuTimer(call.id, deed.wait))


def _ask(turn: Turn, call: Call, deed: moves.Ask) -> None:
    if deed.question == choosing_hours.WINDOWS:
        _tell_windows(turn, call, deed)
        return
    position = call.menu or Position(node="")
    turn.do(
        LookUp(
            call=call.id,
            ask=deed.ask,
            question=deed.question,
            number=call.number,
            code=position.code,
            about=position.about,
            language=call.language,
            proved=call.proved,
            article=deed.article,
        )
    )
    turn.timer(LOOKUP_SILENCE, AskMusicTimer(call.id, deed.ask))
    turn.timer(turn.rules.ask_limit, AskTimer(call.id, deed.ask))


def _tell_windows(turn: Turn, call: Call, deed: moves.Ask) -> None:
    """Answer at once with the windows in which a caller can be called back.

    There are none for a number that the center may not call, or that has a promise already. A
    caller with a promise whose call is not being made now may cancel it.
    """
    if promises.standing(turn, call.call_back):
        _step(turn, call, moves.Told(deed.ask, choosing_hours.PROMISED))
        return
    can = call.call_back and not promises.is_promised(turn, call.call_back, but=call.id)
    free = promises.free(turn, _line_of(turn, call, GENERAL)) if can else []
    about = " ".join(slot.id for slot in free)
    _step(turn, call, moves.Told(deed.ask, sounds=voice.sounds_for_windows(free), about=about))


def _do_not_record(turn: Turn, call: Call, _deed: moves.DoNotRecord) -> None:
    if call.recorded:
        turn.change(call, recorded=False)
        turn.record(RecordingRefused(at=turn.at, call=call.id))


def _speak_language(turn: Turn, call: Call, deed: moves.SpeakLanguage) -> None:
    if call.language != deed.language:
        turn.change(call, language=deed.language)
        turn.do(NoteLanguage(call=call.id, channel=call.channel, language=deed.language))
        turn.record(LanguageChosen(at=turn.at, call=call.id, language=deed.language))


def _call_no_more(turn: Turn, call: Call, _deed: moves.CallNoMore) -> None:
    """Note it for the number we called; that of a caller may be forged."""
    if call.direction is CallDirection.OUT or call.proved:
        turn.record(CallsDeclined(at=turn.at, call=call.id))


def _leave_call_back(turn: Turn, call: Call, deed: moves.LeaveCallBack) -> None:
    queue = _line_of(turn, call, GENERAL)
    slot = windows.read(deed.window) if deed.window else None
    if slot is not None and not promises.is_free(turn, queue, slot):
        _step(turn, call, moves.Taken())
        return
    call = turn.change(_leave(turn, call), queue=queue)
    if call.call_back and promises.is_promised(turn, call.call_back, but=call.id):
        virtual_hold.leave_to_promise(turn, call)
        return
    if not virtual_hold.leave(turn, call, slot):
        enqueue(turn, call)


def _take_promise_back(turn: Turn, call: Call, _deed: moves.TakePromiseBack) -> None:
    """End the promise to this caller's number; it may be kept just now, and then stays."""
    held = promises.standing(turn, call.call_back)
    if held is None:
        _step(turn, call, moves.Taken())
        return
    promises.withdraw(turn, held)
    _step(turn, call, moves.TakenBack())


def _join(turn: Turn, call: Call, deed: moves.Join) -> None:
    enqueue(turn, _leave(turn, call), queue=_line_of(turn, call, deed.queue))


def _line_of(turn: Turn, call: Call, queue: str) -> str:
    """Choose the queue of a caller: a caller who chose a language waits for agents who speak it.

    All remaining callers wait in the queue of the dialed number.
    """
    if queue != GENERAL:
        return queue
    if not call.language or turn.rules.queue(call.queue).language == call.language:
        return call.queue
    speaking = (q.key for q in turn.rules.queues.values() if q.language == call.language)
    return next(speaking, call.queue)


def _end(turn: Turn, call: Call, _deed: moves.End) -> None:
    turn.finish(call, CallOutcome.SELF_SERVED, CallParty.SWITCHBOARD)


DEEDS: Mapping[type[Deed], Callable[[Turn, Call, Any], None]] = {
    moves.Speak: _speak,
    moves.Hush: _hush,
    moves.Listen: _listen,
    moves.Ask: _ask,
    moves.DoNotRecord: _do_not_record,
    moves.SpeakLanguage: _speak_language,
    moves.CallNoMore: _call_no_more,
    moves.LeaveCallBack: _leave_call_back,
    moves.TakePromiseBack: _take_promise_back,
    moves.Join: _join,
    moves.End: _end,
}
