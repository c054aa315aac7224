"""`./alo153 up`: everything on one machine, in the order in which one part needs another."""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from alo153.knowledge import sound
from alo153.launch import catalogs, frontend, paths
from alo153.launch.commands import welcome
from alo153.launch.programs import (
    child_environment,
    log_files,
    log_rotation,
    postgres,
    processes,
    secrets_file,
)
from alo153.launch.programs.supervise import Program, Supervisor
from alo153.launch.steps import Step, fail, say, step
from alo153.launch.telephony import asterisk, asterisk_config, prompts

# A worker for each queue, by the name of its process; `-m` and the words behind it
WORKERS = {
    "worker": ["alo153", "procrastinate", "worker", "--queues", "default"],
    "worker-recordings": ["alo153", "procrastinate", "worker", "--queues", "recordings"],
    "worker-webhooks": ["alo153", "procrastinate", "worker", "--queues", "webhooks"],
    "worker-rosters": ["alo153", "procrastinate", "worker", "--queues", "rosters"],
}
MAIL = ["alo153", "fetch_mail"]
SMS = ["alo153", "listen_sms"]
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_READY_SECONDS = 60
_PATIENCE_SECONDS = 300
"""A full machine starts slowly: a program that did not die is waited for so long."""


class UpError(RuntimeError):
    """Say in plain words why it cannot start, or continue."""


@dataclass(kw_only=True)
class Plan:
    """The request, and data found on the way."""

    port: int
    listen: str
    supervisor: Supervisor
    database: child_environment.Addresses = field(default_factory=child_environment.Addresses)
    telephony: asterisk_config.Telephony | None = None
    phone: asterisk.Asterisk | asterisk.External | asterisk.Missing | None = None
    ari: dict[str, str] = field(default_factory=dict)
    rotation: asyncio.Task[None] | None = None
    is_empty: bool = False
    past: asyncio.Task[None] | None = None

    def environment(self) -> dict[str, str]:
        """Return the environment of our own processes."""
        return child_environment.of_processes(
            database_url=self.database.program,
            port=self.port,
            ari={**self.ari, **_hosts(self.listen)},
        )


def main(words: list[str]) -> int:
    """Start everything and keep it running until Ctrl-C or SIGTERM."""
    asked = _parser().parse_args(words)
    print("alo153 starts; Ctrl-C ends it.\n", flush=True)
    try:
        with _alone():
            _refuse_taken_port(asked.listen, asked.port)
            return asyncio.run(_up(asked.listen, asked.port, asked.empty))
    except (
        UpError,
        postgres.PostgresError,
        frontend.FrontendError,
        asterisk.TelephonyError,
        sound.SoundError,
    ) as reason:
        return fail(str(reason))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./alo153 up",
        description=__doc__,
        epilog="DATABASE_URL names a PostgreSQL of yours, ALO153_ASTERISK an Asterisk, "
        "ALO153_CITY the city, ALO153_VAR another folder for all data.",
    )
    parser.add_argument("--port", type=int, default=child_environment.PORT, help="of the web pages")
    parser.add_argument(
        "--listen", default="127.0.0.1", help="address of the web pages; 0.0.0.0 opens them to all"
    )
    parser.add_argument(
        "--empty", action="store_true", help="invent no contacts and applications of ninety days"
    )
    return parser


async def _up(listen: str, port: int, is_empty: bool) -> int:
    supervisor = Supervisor(paths.var(), say)
    plan = Plan(port=port, listen=listen, supervisor=supervisor, is_empty=is_empty)
    task = asyncio.current_task()
    _on_signals(task.cancel if task else sys.exit)
    try:
        await _start(plan)
        print(welcome.render(plan.listen, plan.port, plan.phone, plan.telephony), flush=True)
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        print("\n\nalo153 ends ...", flush=True)
    finally:
        _on_signals(lambda: say("it is ending already"))
        for task in filter(None, (plan.rotation, plan.past)):
            task.cancel()
        await supervisor.stop()
    print("All processes have ended; the data is kept.", flush=True)
    return 0


def _on_signals(act: Callable[[], object]) -> None:
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, act)


async def _start(plan: Plan) -> None:
    await _start_postgres(plan)
    await _build_frontend(plan)
    with step("Message catalogs") as line:
        line.note = f"{catalogs.compile_changed()} compiled"
    await _start_asterisk(plan)
    with step("Tables, city and demo staff"):
        await _load_data(plan)
    await _start_ours(plan)
    plan.rotation = asyncio.create_task(_keep_logs_small(plan))
    # Into a database of the city itself nothing is invented: it could not be taken out again
    if not plan.is_empty and not child_environment.named_database():
        plan.past = asyncio.create_task(_invent_past(plan))


async def _invent_past(plan: Plan) -> None:
    """Fill a city that has no past while its pages are open already; later starts find it there."""
    words = ["nice", sys.executable, "-m", "alo153", "invent_past"]
    with suppress(UpError):  # a city without it works, and the log says why
        await _run(plan, "past", words, environment={**os.environ, **plan.environment()})


async def _load_data(plan: Plan) -> None:
    environment = {**os.environ, **plan.environment(), **plan.database.of_migrate()}
    await _run(
        plan, "data", [sys.executable, "-m", "alo153.launch.programs.data"], environment=environment
    )


async def _keep_logs_small(plan: Plan) -> None:
    ours = plan.phone if isinstance(plan.phone, asterisk.Asterisk) else None
    folder, reopen = (ours.home / "log", ours.reopen_logs) if ours else (None, lambda: None)
    await log_rotation.keep(plan.supervisor.logs, folder, reopen)


async def _start_postgres(plan: Plan) -> None:
    with step("PostgreSQL") as line:
        if named := child_environment.named_database():
            plan.database = named
            line.note = "yours, from DATABASE_URL"
            return
        server = await asyncio.to_thread(child_environment.server)
        program = Program(name="postgres", command=server.command, ending=signal.SIGINT)
        plan.supervisor.start(program)
        await _until(lambda: postgres.answers(server), plan, "postgres")
        await asyncio.to_thread(postgres.ensure_database, server)
        plan.database = child_environment.addresses(server)
        line.note = f"runs on port {server.port}"


async def _build_frontend(plan: Plan) -> None:
    with step("Front end") as line:
        if frontend.is_current():
            line.note = "up to date"
            return
        for command in frontend.commands():
            if "ci" in command:
                line.say("fetching the packages of package-lock.json (once)")
            environment = frontend.environment()
            await _run(plan, "frontend", command, folder=frontend.SOURCE, environment=environment)
        frontend.mark_built()


async def _start_asterisk(plan: Plan) -> None:
    with step("Asterisk") as line:
        plan.telephony = _telephony()
        plan.phone = await asyncio.to_thread(
            asterisk.ensure, paths.var(), plan.telephony, say=line.say
        )
        if isinstance(plan.phone, asterisk.Missing):
            line.note = "missing; everything else starts"
            plan.ari = {"ALO153_PHONE_SOCKET_URL": ""}
            return
        if isinstance(plan.phone, asterisk.External):
            plan.ari = {"ALO153_ARI_URL": plan.phone.url}
            line.note = f"yours, at {plan.phone.url}"
            return
        plan.ari = _ari(plan.telephony)
        await _start_our_asterisk(plan, plan.phone, line)


async def _start_our_asterisk(plan: Plan, phone: asterisk.Asterisk, line: Step) -> None:
    await asyncio.to_thread(prompts.make, child_environment.city(), phone.sounds, line.say)
    await asyncio.to_thread(phone.prepare)
    program = Program(name="asterisk", command=phone.command(), environment=phone.environment)
    plan.supervisor.start(program)
    await _until(phone.answers, plan, "asterisk")
    line.note = f"{phone.version} runs"


async def _start_ours(plan: Plan) -> None:
    environment = plan.environment()
    with step("Switchboard, worker and web") as line:
        for name, command in _ours(plan).items():
            program = Program(name=name, command=command, environment=environment)
            plan.supervisor.start(program)
        await _until(lambda: _web_answers(plan), plan, "web")
        line.note = "run"


def _ours(plan: Plan) -> dict[str, list[str]]:
    python = [sys.executable, "-m"]
    # Addresses hold keys and what was searched for: they are not written down.
    web = ["uvicorn", "alo153.config.asgi:application", "--no-server-header", "--no-access-log"]
    web += ["--host", plan.listen, "--port", str(plan.port)]
    web += ["--timeout-graceful-shutdown", "3"]  # pages keep a stream open
    workers = {name: [*python, *words] for name, words in WORKERS.items()}
    ours = {**workers, "web": [*python, *web]}
    if os.environ.get("ALO153_IMAP_URL"):
        ours["mail"] = [*python, *MAIL]
    if "smpp" in os.environ.get("ALO153_SMS_URL", ""):
        ours["sms"] = [*python, *SMS]
    if isinstance(plan.phone, asterisk.Missing):
        return ours
    phone = {
        "switchboard": [*python, "alo153.switchboard"],
        "watchdog": [*python, "alo153.switchboard.runtime.watchdog"],
    }
    return {**phone, **ours}


def _telephony() -> asterisk_config.Telephony:
    """Return the settings of our Asterisk, on other ports where the usual ones are taken."""
    usual = {"ALO153_ASTERISK_HTTP_PORT": 8088, "ALO153_SIP_PORT": 5060, "ALO153_AMI_PORT": 5038}
    free = {name: str(processes.free_port(port)) for name, port in usual.items()}
    known = secrets_file.ensure()
    return asterisk_config.read(
        ari_password=known["ALO153_ARI_PASSWORD"],
        ami_password=known["ALO153_AMI_PASSWORD"],
        env={**free, **os.environ},
    )


def _ari(telephony: asterisk_config.Telephony) -> dict[str, str]:
    return {
        "ALO153_ARI_URL": telephony.ari_url,
        "ALO153_ARI_USER": telephony.ari_user,
        "ALO153_AMI_USER": telephony.ami_user,
        "ALO153_PHONE_SOCKET_URL": f"ws://localhost:{telephony.http_port}/ws",
    }


def _hosts(listen: str) -> dict[str, str]:
    """Return the names under which the pages may be asked for."""
    names = ["localhost", "127.0.0.1", "[::1]"]
    if listen not in _LOOPBACK:
        names += [listen, socket.gethostname(), socket.getfqdn(), *_addresses()]
    return {"ALO153_HOSTS": " ".join(dict.fromkeys(names))}


def _addresses() -> list[str]:
    with suppress(OSError):
        return socket.gethostbyname_ex(socket.gethostname())[2]
    return []


async def _run(
    plan: Plan,
    name: str,
    command: list[str],
    *,
    environment: dict[str, str],
    folder: Path = paths.PROJECT,
) -> None:
    """Run a command to its end, with its words in a log. Raises UpError with the last of them."""
    log = plan.supervisor.logs / f"{name}.log"
    with log_files.open_log(log, anew=True) as handle:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
        )
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
        raise
    if code:
        words = plan.supervisor.last_words(name, 12)
        raise UpError(f"{shutil.which(command[0]) or command[0]} failed ({log}):\n{words}")


async def _until(check: Callable[[], bool], plan: Plan, name: str) -> None:
    """Wait until `check` holds. Raises UpError with the last words of the process `name`."""
    began = time.monotonic()
    while not await asyncio.to_thread(check):
        seconds = _READY_SECONDS if plan.supervisor.has_died(name) else _PATIENCE_SECONDS
        if time.monotonic() > began + seconds:
            words = plan.supervisor.last_words(name, 8)
            raise UpError(f"{name} did not get ready within {seconds} s:\n{words}")
        await asyncio.sleep(0.1)


def _web_answers(plan: Plan) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    host = "127.0.0.1" if plan.listen in (*_LOOPBACK, "0.0.0.0") else plan.listen  # noqa: S104
    try:
        with opener.open(f"http://{host}:{plan.port}/healthz", timeout=3):
            return True
    except (OSError, urllib.error.URLError):
        return False


def _refuse_taken_port(listen: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen, port))
        except OSError as reason:
            who = f"it is taken by {processes.holder(port)}" if port else str(reason)
            other = f"./alo153 up --port {port + 1}"
            raise UpError(
                f"cannot listen on {listen}:{port} ({reason.strerror}): {who}.\n"
                f"Another port: {other}"
            ) from reason


@contextmanager
def _alone() -> Iterator[None]:
    """Let only one `up` work in this folder; a dead one holds nothing."""
    path = paths.var() / "up.lock"
    with path.open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            raise UpError(
                f"it is running already (process {handle.read().strip()}) with the data in "
                f"{paths.var()}"
            ) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield
