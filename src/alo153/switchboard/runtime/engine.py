"""One loop, one mailbox: events in, the pure decision, commands out."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.conf import settings

from alo153.calls.endpoints.ids import call_of_bridge, monitor_of_bridge
from alo153.calls.endpoints.phone_accounts import agent_of
from alo153.switchboard.acd.decide import decide
from alo153.switchboard.acd.state.monitors import Monitor, Seat
from alo153.switchboard.acd.state.pace import Pace
from alo153.switchboard.acd.state.state import Agent, Call, Rules, State
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as acd
from alo153.switchboard.acd.turn.claims import ClaimCall
from alo153.switchboard.acd.turn.timers import Timer
from alo153.switchboard.acd.waiting.unserved.messages import RulesChanged
from alo153.switchboard.asterisk.ari import events as ari_events
from alo153.switchboard.asterisk.ari.client import AriClient
from alo153.switchboard.asterisk.ari.execute import Telephone
from alo153.switchboard.asterisk.ari.translate import translate
from alo153.switchboard.asterisk.ari.wire import AriError, AriUnreachable
from alo153.switchboard.fallback.members import Members
from alo153.switchboard.fallback.returning import Fallback, engaged
from alo153.switchboard.runtime.command_queue import CommandQueue
from alo153.switchboard.runtime.event_order import EventOrder
from alo153.switchboard.runtime.heartbeat import Heart
from alo153.switchboard.runtime.journal import Journal
from alo153.switchboard.runtime.legs import is_in_play, leg
from alo153.switchboard.runtime.menu_lookups import MenuLookups
from alo153.switchboard.runtime.sip_accounts import SipAccounts

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0
WATCH_SECONDS = 5.0
STILL_TRUE = (
    ari_events.Connected,
    ari_events.Disconnected,
    ari_events.ApplicationReplaced,
)
KEYS_REMEMBERED = 500
"""Many more than are pressed in the moment between an event and its repetition."""


@dataclass(frozen=True)
class Recalled:
    """The record's content at the program's start."""

    calls: tuple[Call, ...]
    agents: tuple[Agent, ...]
    monitors: tuple[Monitor, ...] = ()
    seats: tuple[Seat, ...] = ()
    paces: Mapping[str, Pace] = field(default_factory=dict)
    hung_up: tuple[acd.HungUp, ...] = ()


class Woke:
    """The program was frozen and runs again; before the next event it asks who leads."""


class Engine:
    """Runs the switchboard against one Asterisk until `stop`."""

    def __init__(
        self,
        *,
        ari: AriClient,
        telephone: Telephone,
        sip_accounts: SipAccounts,
        journal: Journal,
        recall: Callable[[], Awaitable[Recalled]],
        fallback: Fallback,
        members: Members,
        rules: Rules,
        menu_lookups: MenuLookups,
        find: Callable[[do.FindCaller], Awaitable[acd.CallerKnown]],
        still_leads: Callable[[], Awaitable[bool]],
        claim: Callable[[ClaimCall], Awaitable[acd.Event]] | None = None,
        agents_are: Callable[[Mapping[int, Agent]], None] | None = None,
        state_is: Callable[[State], None] | None = None,
    ) -> None:
        self._ari = ari
        self._telephone = telephone
        self._sip_accounts = sip_accounts
        self._journal = journal
        self._recall = recall
        self._fallback = fallback
        self._members = members
        self._heart = Heart(ari.variables, lambda: self._connected, self._woke)
        self._still_leads = still_leads
        self._rules = rules
        self._menu_lookups = menu_lookups
        self._find = find
        self._claim = claim
        self._agents_are = agents_are
        self._state_is = state_is
        self._keys: deque[tuple[str, datetime]] = deque(maxlen=KEYS_REMEMBERED)
        self._questions: set[asyncio.Task[None]] = set()
        self._state: State | None = None
        self._order = EventOrder()
        self._connected = False
        self.joined = asyncio.Event()
        """Set when the calls have been taken over for the first time."""
        self._mailbox: asyncio.Queue[acd.Event | ari_events.Event | Woke] = asyncio.Queue()
        self._held: list[acd.Event] = []
        self._command_queue = CommandQueue(self._run)

    @property
    def connected(self) -> bool:
        """Say whether commands reach Asterisk now."""
        return self._connected

    @property
    def serves(self) -> bool:
        """Say whether this program decides now: not frozen, so still leading.

        With several nodes another one decides for a program without Asterisk.
        """
        return self._heart.lives and (self._connected or not settings.NODES)

    def post(self, event: acd.Event) -> None:
        """Put an event into the mailbox; timers and commands of the web come this way."""
        self._mailbox.put_nowait(event)

    def change_rules(self, rules: Rules) -> None:
        """Decide by other rules from now on, and after a break of the line to Asterisk, too."""
        self._rules = rules
        self.post(RulesChanged(at=time.time(), rules=rules))

    async def run(self) -> None:
        """Listen and decide until cancelled, or until another program takes our name.

        Raises Overtaken.
        """
        works = (self._listen(), self._watch(), self._members.run(), self._heart.beat())
        beside = [asyncio.create_task(work) for work in works]
        for task in beside:
            task.add_done_callback(_tell_of_failure)
        try:
            while True:
                event = await self._mailbox.get()
                if self._heart.was_frozen:
                    self._mailbox.put_nowait(event)
                    await self._wake()
                    continue
                if isinstance(event, ari_events.ApplicationReplaced):
                    log.error("another switchboard has taken over; this one ends")
                    return
                await self._take(event)
        finally:
            for task in beside:
                task.cancel()
            await self._command_queue.drain()

    def _woke(self) -> None:
        self._mailbox.put_nowait(Woke())

    async def _wake(self) -> None:
        """Take the calls over again after a freeze: the watchdog may have moved callers.

        Asterisk's events from that time are older than its answers now.
        """
        self._connected = False
        stood_still = await self._heart.wake(self._still_leads)
        log.warning(
            "this switchboard was frozen for %.1f s and leads still; it takes the calls over anew",
            stood_still,
        )
        await self._connect()

    async def _listen(self) -> None:
        async for event in self._ari.events():
            self._mailbox.put_nowait(event)

    async def _watch(self) -> None:
        """Look now and then which telephones are there, and how it goes in the fallback."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            if self._connected and self._state is not None:
                before = self._state.agents
                with suppress(AriError, AriUnreachable):
                    self._correct(before, await self._registered())
                    await self._watch_fallback(self._state.agents)

    async def _watch_fallback(self, agents: Mapping[int, Agent]) -> None:
        await self._fallback.follow()
        before = {agent.id for agent in agents.values() if agent.engaged}
        if before:
            for agent in before - engaged(await self._ari.channels.all()):
                self.post(acd.AgentEngaged(at=time.time(), agent=agent, engaged=False))

    def _correct(self, before: Mapping[int, Agent], registered: frozenset[int]) -> None:
        """Report telephones whose state differs from ours, unless it changed during the reading."""
        agents = self._state.agents if self._state else {}
        for number, agent in agents.items():
            there = number in registered
            if agent.reachable != there and before.get(number) == agent:
                self.post(acd.AgentReachable(at=time.time(), agent=number, reachable=there))

    async def _registered(self) -> frozenset[int]:
        phones = await self._ari.endpoints.all()
        agents = (agent_of(phone.name) for phone in phones if phone.online)
        return frozenset(agent for agent in agents if agent is not None)

    async def _take(self, event: acd.Event | ari_events.Event | Woke) -> None:
        match event:
            case Woke():
                return  # who leads was asked for an event before
            case ari_events.Connected():
                await self._connect()
            case ari_events.Disconnected(reason=reason):
                log.warning("Asterisk is away: %s", reason)
                self._connected = False
            case ari_events.ChannelDtmfReceived() if self._is_known(event):
                return
            case ari_events.Event():
                meaning = translate(event, time.time())
                if isinstance(event, ari_events.ChannelHangupRequest) and meaning is not None:
                    log.warning("lost the leg %s: cause %s", event.channel.id, event.cause)
                if meaning is not None:
                    self._decide(meaning)
            case acd.Event():
                self._decide(event)

    def _is_known(self, key: ari_events.ChannelDtmfReceived) -> bool:
        """Say whether a key was told before.

        Asterisk tells one key of a call once for its channel and again for its telephone, to
        which we are subscribed too. For all other events twice is once.
        """
        pressed = (key.channel.id, key.at)
        if pressed in self._keys:
            return True
        self._keys.append(pressed)
        return False

    async def _connect(self) -> None:
        """Reconcile, then handle the events of that time; without Asterisk wait for it."""
        try:
            await self._ari.application.subscribe("endpoint:PJSIP")
            await self._sip_accounts.push_all()
            known = await self._known()
            async with self._heart.joining():
                self._forget_what_was_told()
                event = await self._find_what_runs(known)
        except (AriError, AriUnreachable, TimeoutError):
            log.exception("Asterisk answered and fell silent again; trying once more")
            await asyncio.sleep(RETRY_SECONDS)
            self._mailbox.put_nowait(ari_events.Connected(at=datetime.now(UTC)))
            return
        self._connected = True
        self.joined.set()
        self._decide(event)
        self._members.ask_again()
        self._heart.beat_soon()
        log.info("the switchboard has joined Asterisk: %s calls stand", len(event.calls))
        held, self._held = self._held, []
        for late in held:
            self._decide(replace(late, at=time.time()))

    def _forget_what_was_told(self) -> None:
        """Drop what Asterisk told so far: now we look ourselves.

        Callers whom a watchdog has just sent into the fallback left our application by that, and
        did not hang up.
        """
        told = [self._mailbox.get_nowait() for _ in range(self._mailbox.qsize())]
        for event in told:
            if isinstance(event, (acd.Event, *STILL_TRUE)):
                self._mailbox.put_nowait(event)

    def _decide(self, event: acd.Event) -> None:
        """Decide one event and send its commands on their way; held back while disconnected."""
        if not self._connected:
            self._held.append(event)
            return
        event = self._order.in_order(event)
        state = self._state or State(rules=self._rules)
        self._state, commands = decide(state, event)
        for command in commands:
            self._send(command)
        self._members.want(self._state.agents)
        if self._agents_are is not None:
            self._agents_are(self._state.agents)
        if self._state_is is not None:
            self._state_is(self._state)

    def _send(self, command: do.Command) -> None:
        match command:
            case do.Record(fact=fact):
                self._journal.put(fact)
            case do.StartTimer(seconds=seconds, timer=timer):
                asyncio.get_running_loop().call_later(seconds, self._ring_timer, timer)
            case do.LookUp():
                self._ask(self._menu_lookups.ask(command))
            case do.FindCaller():
                self._ask(self._find(command))
            case ClaimCall() if self._claim is not None:
                self._ask(self._claim(command))
            case do.CallCommand():
                self._command_queue.put(command)

    def _ask(self, answer: Awaitable[acd.Event]) -> None:
        """Ask in a separate task: no command waits for an answer."""

        async def tell() -> None:
            self.post(await answer)

        task = asyncio.create_task(tell())
        self._questions.add(task)
        task.add_done_callback(self._questions.discard)

    def _ring_timer(self, timer: Timer) -> None:
        self.post(acd.TimerFired(at=time.time(), timer=timer))

    async def _run(self, command: do.CallCommand) -> None:
        self._heart.check()
        report = await self._telephone.run(command)
        if report is not None:
            self.post(report)

    async def _find_what_runs(self, known: Recalled) -> acd.Reconciled:
        """Read the content of Asterisk and join it with the record."""
        returned = await self._fallback.take_back(known.calls)
        ours = await self._ari.application.get()
        channels, bridges = await self._ari.channels.all(), await self._ari.bridges.all()
        inside = returned.channels | set(ours.channel_ids if ours else ())
        return acd.Reconciled(
            at=time.time(),
            calls=returned.join(known.calls),
            ends=returned.ends,
            asterisk_began_at=await self._ari.began_at(),
            agents=known.agents,
            legs=tuple(leg(c, bridges) for c in channels if is_in_play(c, inside)),
            bridges=tuple(call for b in bridges if (call := call_of_bridge(b.id)) is not None),
            monitors=known.monitors,
            monitor_bridges=tuple(
                monitor for b in bridges if (monitor := monitor_of_bridge(b.id)) is not None
            ),
            seats=known.seats,
            paces=known.paces,
            registered=await self._registered(),
            engaged=engaged(channels),
            hung_up=known.hung_up,
        )

    async def _known(self) -> Recalled:
        """Take our own memory, or at the first time the record."""
        state = self._state
        if state is None:
            return await self._recall()
        return Recalled(
            calls=tuple(state.calls.values()),
            agents=tuple(state.agents.values()),
            monitors=tuple(state.monitors.values()),
            seats=tuple(state.seats.values()),
            paces=state.paces,
        )


def _tell_of_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a part of the switchboard has ended", exc_info=error)
