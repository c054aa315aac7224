"""The switchboard as a program: takes the lock, wires its parts, ends cleanly on SIGTERM."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils.module_loading import import_string

from alo153.calls import menu_file
from alo153.calls.actions import NOTIFY_CHANNEL
from alo153.calls.call_words import PATIENCE
from alo153.calls.endpoints.beat import STANDBY
from alo153.calls.endpoints.leading import lock_of
from alo153.calls.floor import city_queues
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Command
from alo153.calls.numbers import callers
from alo153.calls.numbers.callers import Found
from alo153.core import clock
from alo153.switchboard.acd.turn.commands import FindCaller
from alo153.switchboard.acd.turn.events import CallerKnown, Event
from alo153.switchboard.acd.turn.facts import CommandDone, Fact
from alo153.switchboard.asterisk.ami.client import Manager, ManagerAddress
from alo153.switchboard.asterisk.ami.recorder import Recorder
from alo153.switchboard.asterisk.ari.client import AriAddress, AriClient
from alo153.switchboard.asterisk.ari.execute import Line, Telephone
from alo153.switchboard.asterisk.ari.wire import AriError, AriUnreachable
from alo153.switchboard.fallback.known import ended_among
from alo153.switchboard.fallback.members import Members
from alo153.switchboard.fallback.returning import Fallback
from alo153.switchboard.lists.dialing import ListDialing
from alo153.switchboard.nodes.exchange import Exchange
from alo153.switchboard.record import commands
from alo153.switchboard.record.process import RecordAway, RecordProcess
from alo153.switchboard.record.recalling import monitoring, recalling
from alo153.switchboard.runtime import handling, orders, rules
from alo153.switchboard.runtime.engine import Engine, Recalled
from alo153.switchboard.runtime.heartbeat import DEPOSED_SECONDS, Overtaken, Pulse, Sign
from alo153.switchboard.runtime.inbox import Inbox, LeadershipLost
from alo153.switchboard.runtime.journal import Journal
from alo153.switchboard.runtime.menu_lookups import MenuLookups
from alo153.switchboard.runtime.sip_accounts import SipAccounts
from alo153.switchboard.runtime.sweeping import Sweeping
from alo153.switchboard.shift_advice import ShiftAdvice
from alo153.switchboard.sip_guard.guard import SipGuard
from alo153.switchboard.sip_guard.log import SecurityLog
from alo153.switchboard.sip_guard.spared import spared
from alo153.switchboard.written.offering import Offering

log = logging.getLogger(__name__)

LAST_WORDS_SECONDS = 10.0
LOOKUP_SECONDS = 0.3
"""Shorter than the welcome: what is known counts from the first moment of the wait."""
ACCOUNTS_SECONDS = 60.0
"""Accounts whose time is over are taken away within this, also when nobody asks for a new one."""
TAKE_OVER_SECONDS = PATIENCE.total_seconds()
"""Commands to a program that takes over wait until they are possible or expired:
on a machine busy with a failure, taking over a city's calls lasts more than five seconds."""
# A database that vanished without a word is noticed within half a minute
_LIVELY = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
AWAY = (OperationalError, InterfaceError)


async def main() -> int:
    """Run until SIGTERM or SIGINT; return the exit code."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    inbox = Inbox(connection_parameters(), NOTIFY_CHANNEL, lock=lock_of(settings.NODE))
    record_process = RecordProcess(settings.NODE)
    try:
        async with AriClient(_address()) as ari:
            pulse, sign = Pulse(ari.variables), Sign(ari.variables, STANDBY)
            leads = await _until(stop, inbox.lead(lambda: _stand_by(pulse, sign)))
            await sign.end()
            if not leads:
                return 0
        log.info("this switchboard leads")
        await asyncio.to_thread(record_process.wait)
        await inbox.former_has_written(record_process.name)
        return await _serve(stop, inbox, record_process)
    finally:
        await inbox.close()
        record_process.close()


async def _stand_by(pulse: Pulse, sign: Sign) -> bool:
    """Show that this program waits, and say whether the leader's beat has stopped.

    A beat that has stopped is forgotten, so that a successor has time.
    """
    await sign.give()
    dead = (await pulse.feel()).beat > DEPOSED_SECONDS
    if dead:
        pulse.forget()
    return dead


def connection_parameters() -> dict[str, Any]:
    """Tell psycopg where Django's database is."""
    given = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    found = {key: given[name] for key, name in (names | {"port": "PORT"}).items()}
    return {key: value for key, value in (found | _LIVELY).items() if value}


async def _serve(stop: asyncio.Event, inbox: Inbox, record_process: RecordProcess) -> int:
    journal = Journal(record_process.write, away=(RecordAway,))
    reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
    menu_lookups = MenuLookups(
        import_string(settings.SWITCHBOARD_LOOKUP_SOURCE)(), seconds=settings.MENU_LOOKUP_SECONDS
    )
    try:
        async with AriClient(_address()) as ari, Manager(_manager_address()) as manager:
            desk = Desk(ari, manager, journal, reader, menu_lookups, inbox.still_leads)
            return await _run(stop, inbox, desk)
    finally:
        left = await asyncio.to_thread(journal.close, seconds=LAST_WORDS_SECONDS)
        if left:
            log.error("%s facts could not be written", left)
        reader.shutdown()
        menu_lookups.close()


class Desk:
    """The parts of one running switchboard, and what the web asks of them."""

    def __init__(
        self,
        ari: AriClient,
        manager: Manager,
        journal: Journal,
        reader: ThreadPoolExecutor,
        menu_lookups: MenuLookups,
        still_leads: Callable[[], Awaitable[bool]],
    ) -> None:
        self._reader = reader
        self._journal = journal
        self._refreshed = self._began = time.monotonic()
        self._rules = rules.at_start()
        self._sip_accounts = SipAccounts(ari, self._read_accounts)
        self._exchange = _exchange()
        self._offering = Offering(
            settings.NODE,
            connection_parameters(),
            post=self._post,
            serves=lambda: self.engine.serves,
        )
        self._lists = ListDialing(
            settings.NODE, post=self._post, is_connected=lambda: self.engine.connected
        )
        self._shifts = ShiftAdvice(post=self._post)
        self.engine = Engine(
            ari=ari,
            telephone=Telephone(ari, _line(), Recorder(manager, Spool(settings.RECORDING_SPOOL))),
            sip_accounts=self._sip_accounts,
            journal=journal,
            recall=self._recall,
            fallback=Fallback(
                ari,
                manager,
                settings.QUEUE_LOG,
                put=self._put,
                ended=self._ended,
                numbers=lambda: self._rules.numbers,
            ),
            members=Members(manager),
            rules=self._rules,
            menu_lookups=menu_lookups,
            find=self._find,
            still_leads=still_leads,
            claim=self._exchange.claim if self._exchange else None,
            agents_are=self._offering.agents_are,
            state_is=self._lists.state_is,
        )
        self._sweeping = Sweeping(ari, post=self._post, is_connected=lambda: self.engine.connected)
        self.sip_guard = SipGuard(
            ari, SecurityLog(settings.SECURITY_LOG), self._read, spared=_spared
        )

    async def start(self) -> None:
        """Give up what a switchboard before us had taken and not finished."""
        await self._read(lambda: commands.give_up(clock.now()))
        if self._exchange:
            await self._exchange.begin()

    def works(self) -> list[Coroutine[Any, Any, None]]:
        """List the tasks that run in parallel, until one of them ends."""
        works = [self.engine.run(), self.sip_guard.run(), self._offering.run(), self._lists.run()]
        works.append(self._sweeping.run())
        works.append(self._shifts.run())
        if self._exchange:
            works.append(self._exchange.run(self.engine.post, lambda: self.engine.connected))
        return works

    async def take_commands(self) -> None:
        """Carry out what the web asked for since the last time.

        What needs no account goes first: Asterisk may take seconds for each account, and a click
        on a call shall not wait for a telephone that somebody else connects.
        """
        await self._taken_over()
        try:
            asked = await self._read(lambda: commands.take(clock.now()))
        except AWAY as error:
            log.warning("commands of the web wait for PostgreSQL: %s", error)
            return
        await self._reread_rules()
        at_once, waiting = orders.in_turn(asked)
        for command in at_once:
            self._take(command)
        if self._accounts_are_old() or any(each.name in orders.ACCOUNTS for each in asked):
            await self._refresh_accounts()
        for command in waiting:
            self._take(command)

    async def _reread_rules(self) -> None:
        """Tell the engine when the city's files or the emergency switch say something else."""
        try:
            changed = await self._read(lambda: rules.reread(self._rules))
        except AWAY as error:
            log.warning("the rules stay as they are: %s", error)
            return
        if changed != self._rules:
            self._rules = changed
            self.engine.change_rules(changed)

    async def _taken_over(self) -> None:
        left = self._began + TAKE_OVER_SECONDS - time.monotonic()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.engine.joined.wait(), max(left, 0))

    def _take(self, command: Command) -> None:
        at = time.time()
        refusal = orders.refusal(command, clock.now(), connected=self.engine.connected)
        if refusal:
            self._journal.put(CommandDone(at=at, command=command.pk, error=refusal))
            return
        event = orders.event_of(command, at)
        if event is not None:
            self.engine.post(event)
        if command.name not in orders.REPORTED_BY_ACD:
            self._journal.put(CommandDone(at=at, command=command.pk))

    def _accounts_are_old(self) -> bool:
        old = time.monotonic() - self._refreshed > ACCOUNTS_SECONDS
        return old and self.engine.connected

    async def _refresh_accounts(self) -> None:
        self._refreshed = time.monotonic()
        try:
            await self._sip_accounts.refresh()
        except (AriError, AriUnreachable) as error:
            log.warning("accounts are pushed when Asterisk is back: %s", error)

    async def _find(self, command: FindCaller) -> CallerKnown:
        """Say what is known of a caller within a moment; without PostgreSQL only the number."""
        found = Found()
        try:
            async with asyncio.timeout(LOOKUP_SECONDS):
                found = await self._read(lambda: callers.find(command.number, clock.now()))
        except (TimeoutError, *AWAY) as error:
            log.warning("a caller stays unknown: %s", error or "no answer in time")
        except Exception:
            log.exception("a caller stays unknown")
        return CallerKnown(
            at=time.time(),
            call=command.call,
            preferred=found.familiar.preferred,
            priority=found.familiar.priority,
            language=found.familiar.language,
            blocked=found.blocked,
            call_back=callers.number_to_call(command.number, proved=command.proved),
        )

    async def _recall(self) -> Recalled:
        return Recalled(
            calls=await self._read(recalling.recall_calls),
            agents=await self._read(recalling.recall_agents),
            monitors=await self._read(monitoring.recall_monitors),
            seats=await self._read(monitoring.recall_seats),
            paces=await self._read(lambda: handling.recent_paces(clock.now())),
            hung_up=await self._read(recalling.recall_hang_ups),
        )

    def _post(self, event: Event) -> None:
        self.engine.post(event)

    def _put(self, fact: Fact) -> None:
        self._journal.put(fact)

    async def _ended(self, calls: Collection[str]) -> frozenset[str]:
        return await self._read(lambda: ended_among(calls))

    async def _read_accounts(self) -> dict[str, str]:
        return await self._read(lambda: recalling.recall_accounts(clock.now()))

    async def _read[T](self, query: Callable[[], T]) -> T:
        def fresh() -> T:
            close_old_connections()
            return query()

        return await asyncio.get_running_loop().run_in_executor(self._reader, fresh)


async def _run(stop: asyncio.Event, inbox: Inbox, desk: Desk) -> int:
    await desk.start()
    works = [asyncio.create_task(work) for work in (inbox.serve(desk.take_commands), *desk.works())]
    try:
        await _first(stop, works)
    except Overtaken:
        log.error("this switchboard was frozen and another leads, or nobody knows who; it ends")
        return 1
    except LeadershipLost:
        log.error("another switchboard leads now; this one ends")
        return 1
    finally:
        for work in works:
            work.cancel()
        await asyncio.gather(*works, return_exceptions=True)
    return 0 if stop.is_set() else 1


async def _first(stop: asyncio.Event, works: list[asyncio.Task[None]]) -> None:
    """Wait for the signal to stop, or for the first part that ends; raise its error."""
    waiting = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait({waiting, *works}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in done - {waiting}:
        task.result()


async def _until(stop: asyncio.Event, work: Awaitable[None]) -> bool:
    """Do some work unless the signal comes first; say whether it was done."""
    task = asyncio.ensure_future(work)
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if task.done():
        task.result()
        return True
    task.cancel()
    return False


def _address() -> AriAddress:
    return AriAddress(settings.ARI_URL, settings.ARI_USER, settings.ARI_PASSWORD)


def _manager_address() -> ManagerAddress:
    return ManagerAddress(settings.ARI_URL, settings.AMI_USER, settings.AMI_PASSWORD)


def _line() -> Line:
    return Line(
        city=settings.CITY,
        number=settings.CENTER_NUMBER,
        dial=tuple(settings.DIAL),
        emergency=city_queues.emergency_number(),
        languages=menu_file.second_languages(),
        language=menu_file.own_language(),
    )


def _exchange() -> Exchange | None:
    return Exchange(settings.NODE, connection_parameters()) if settings.NODES else None


def _spared() -> frozenset[str]:
    return spared(settings.SIP_TRUSTED, settings.TRUNK_HOSTS)
