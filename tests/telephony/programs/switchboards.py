"""The real switchboard program beside a real Asterisk, and agents with real accounts.

The test and the program meet in the database only, as web and switchboard do.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import numpy as np
from tests import cast
from tests.parts.postgresql.addresses import database_url
from tests.parts.processes import programs
from tests.parts.roles import Role
from tests.parts.waiting import COLD_SECONDS, SECONDS, until
from tests.telephony.programs.registering import register
from tests.telephony.programs.sippers import Sipper, Sippers

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.calls import actions, queries
from alo153.calls.endpoints.phone_accounts import PhoneAccount, agent_name, objects
from alo153.calls.menu import voice
from alo153.calls.models import AgentSession, Call, Command
from alo153.city.rules.calendar import WEEKDAYS
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.knowledge import sound
from alo153.launch import paths
from alo153.launch.telephony.asterisk import Asterisk

PROMPTS = "short"
READY = "the switchboard has joined Asterisk"
PLAIN_ENDPOINT = {"transport": "udp", "allow": "alaw"}


def command_error(command: int) -> str | None:
    """Tell how a command went: None not yet, empty done, else the reason why not."""
    row = Command.objects.filter(pk=command, done_at__isnull=False).first()
    return row.error if row else None


class Switchboard:
    """The program `python -m alo153.switchboard`, forked from a warm process unless `cold`."""

    def __init__(self, asterisk: Asterisk, folder: Path, *, cold: bool = False) -> None:
        self._asterisk = asterisk
        self._cold = cold
        self._log = folder / "switchboard.log"
        self._process: programs.Program | None = None
        self._settings: dict[str, str] = {}

    def start(self, **settings: str) -> None:
        """Start it, with more of the environment, and wait until it has joined Asterisk."""
        self._settings |= settings
        seen = self.log.count(READY)
        self.begin()
        self.wait_until_joined(seen)

    def begin(self) -> None:
        """Start it and do not wait."""
        self._process = programs.begin(
            "alo153.switchboard", environment=self._environment(), log=self._log, cold=self._cold
        )

    def wait_until_joined(self, seen: int = 0) -> None:
        """Wait until it has joined Asterisk once more than `seen` times."""
        until(lambda: self.log.count(READY) > seen, COLD_SECONDS, self._why_not_joined)

    def _why_not_joined(self) -> str:
        # Once an Asterisk that answered all else took no web socket of ARI for six minutes
        queues = self._asterisk.ask("core show taskprocessors").splitlines()
        waiting = [line for line in queues if len(line.split()) > 2 and line.split()[2] != "0"]
        threads = self._asterisk.ask("core show threads")
        return "\n".join([f"no start: {self.log}", "Asterisk:", *waiting, threads])

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal: SIGSTOP lets it hang, SIGCONT wakes it."""
        assert self._process is not None
        self._process.send_signal(number)

    def wait(self, seconds: float = SECONDS) -> int:
        """Wait until it ends by itself and return its exit code."""
        assert self._process is not None
        return self._process.wait(seconds)

    def stop(self) -> int:
        """Ask it to end and return its exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(SECONDS)

    @property
    def is_running(self) -> bool:
        """Say whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def stop_if_running(self) -> None:
        """Leave nothing behind."""
        if self.is_running:
            self.stop()

    @property
    def log(self) -> str:
        """What it wrote so far."""
        return self._log.read_text() if self._log.is_file() else ""

    def _environment(self) -> dict[str, str]:
        telephony = self._asterisk.telephony
        return {
            **os.environ,
            "ALO153_DEVELOPMENT": "1",
            "ALO153_CITY": PROMPTS,
            "ALO153_ARI_URL": telephony.ari_url,
            "ALO153_ARI_USER": telephony.ari_user,
            "ALO153_ARI_PASSWORD": telephony.ari_password,
            "ALO153_AMI_USER": telephony.ami_user,
            "ALO153_AMI_PASSWORD": telephony.ami_password,
            "ALO153_RECORDING_SPOOL": str(self._asterisk.home / "spool/recording"),
            # A telephone that answers at once may get no core for seconds
            "ALO153_RING_SECONDS": "60",
            # Neither may who looks up what a caller asks: the menu would go on without an answer
            "ALO153_MENU_LOOKUP_SECONDS": "60",
            # Nor is an agent ready again by itself in the middle of a long story
            "ALO153_WRAP_UP_SECONDS": "600",
            "ALO153_POSITION_SECONDS": "1",
            "ALO153_SECURITY_LOG": str(self._asterisk.home / "log/security.log"),
            "ALO153_SURVEY_SECONDS": "0",
            "ALO153_QUEUE_LOG": str(self._asterisk.home / "log/queue_log"),
            "DATABASE_URL": database_url(),
            **self._settings,
        }


class Center:
    """A center with its switchboard, its agents and its callers."""

    def __init__(self, asterisk: Asterisk, switchboard: Switchboard, sipp: Sippers) -> None:
        self.asterisk = asterisk
        self.switchboard = switchboard
        self.sipp = sipp
        self.phones: dict[User, Sipper] = {}
        """The telephones of those who were seated as agents, one each."""
        telephony = asterisk.telephony
        self._http = httpx.Client(
            base_url=f"{telephony.ari_url}/ari/",
            auth=(telephony.ari_user, telephony.ari_password),
            trust_env=False,
            timeout=SECONDS,
            verify=False,  # nothing is encrypted, and to read certificates costs more than a call
        )

    def agent(self, username: str, scenario: str = "agent_answers", **options: int) -> User:
        """Seat an agent whose telephone does `scenario`, registered and ready."""
        user = newcomer(username)
        phone = self.phones[user] = self.sipp.listen(scenario, **options)
        self.seat(user, phone)
        actions.set_ready(user=user, at=now())
        until(lambda: self.session(user).state != "paused")
        return user

    def crew(self, size: int, *, calls: int) -> list[PhoneAccount]:
        """Seat so many ready agents, whose telephones answer `calls` calls at one address."""
        users = [newcomer(f"agent-{number}") for number in range(size)]
        phone = self.sipp.listen("agent_answers", calls=calls)
        for user in users:
            self._make_plain(agent_name(user.pk))
        accounts = [actions.sign_in_phone(user=user, at=now()) for user in users]
        self._until_all(size, state="paused")
        for account in accounts:
            assert register(self.asterisk.telephony.sip_port, account, phone.uri) == 200
        self._until_all(size, reachable=True)
        for user in users:
            actions.set_ready(user=user, at=now())
        self._until_all(size, state="ready")
        return accounts

    def _until_all(self, size: int, **state: object) -> None:
        until(lambda: AgentSession.objects.filter(**state).count() == size, COLD_SECONDS)

    def seat(self, user: User, phone: Sipper) -> PhoneAccount:
        """Sign an agent in and register the telephone, which speaks plain sound in tests."""
        account = self.provide(user)
        status = register(self.asterisk.telephony.sip_port, account, phone.uri)
        assert status == 200
        until(lambda: self.session(user).reachable)
        return account

    def provide(self, user: User) -> PhoneAccount:
        """Sign an agent in whose telephone, without WebRTC, is still to register."""
        self._make_plain(agent_name(user.pk))
        account = actions.sign_in_phone(user=user, at=now())
        until(lambda: self.session(user).state == "paused")
        return account

    @property
    def database_url(self) -> str:
        """Where test and program meet."""
        return database_url()

    def session(self, user: User) -> AgentSession:
        """Read where an agent stands."""
        return AgentSession.objects.filter(user=user).first() or AgentSession()

    def call(self) -> Call:
        """Wait for the one call there is."""
        return until(lambda: Call.objects.select_related("interaction").first())

    def at(self, state: str, call: Call) -> Call:
        """Wait until a call is `queued`, `answered` or `ended`."""
        until(
            lambda: self._reached(state, call), what=lambda: f"not {state}: {self.switchboard.log}"
        )
        call.refresh_from_db()
        return call

    def rings_at(self, user: User) -> Call:
        """Wait until an agent's desk shows a call."""
        return until(lambda: queries.call_at_hand(user))

    def channels(self) -> list[dict[str, Any]]:
        """List what stands in Asterisk."""
        return list(self._http.get("channels").json())

    def bridges(self) -> list[dict[str, Any]]:
        """List the bridges in Asterisk."""
        return list(self._http.get("bridges").json())

    def packets(self, channel: str) -> tuple[int, int]:
        """Count the packets of sound received from and sent to a leg, as soon as it has sound."""
        answers: list[httpx.Response] = []

        def told() -> bool:
            answers.append(self._http.get(f"channels/{channel}/rtp_statistics"))
            return "rxcount" in answers[-1].text

        until(told, what=lambda: f"{channel}: {answers[-1].text}")
        figures = answers[-1].json()
        return int(figures["rxcount"]), int(figures["txcount"])

    def sound_flows(self, call: Call) -> bool:
        """Say whether sound goes both ways on both legs from now on."""
        legs = [channel["id"] for channel in self.channels()]
        before = {leg: self.packets(leg) for leg in legs}

        def more() -> bool:
            after = {leg: self.packets(leg) for leg in legs}
            return all(
                now_ > then
                for leg in legs
                for now_, then in zip(after[leg], before[leg], strict=True)
            )

        return len(legs) == 2 and until(more)

    def sound_flows_between(self, call: Call) -> bool:
        """Say whether the citizen of a call hears and is heard from now on."""
        before = self.packets(call.channel)

        def more() -> bool:
            after = self.packets(call.channel)
            return all(now_ > then for now_, then in zip(after, before, strict=True))

        return until(more)

    def hears_a_message(self) -> None:
        """Wait until two seconds of a message are recorded: Asterisk writes so much at once."""
        folder = self.asterisk.home / "spool/recording"

        def sizes() -> list[int]:
            files = [folder / f"message-{leg['id']}.wav" for leg in self.channels()]
            return [file.stat().st_size for file in files if file.is_file()]

        until(lambda: max(sizes(), default=0) > 16_000, what=lambda: f"recorded {sizes()}")

    def hang_up(self, call: Call) -> None:
        """Let the citizen of a call hang up."""
        self._http.delete(f"channels/{call.channel}")

    def tell(self, variable: str, value: str) -> None:
        """Write one of Asterisk's global variables."""
        words = {"variable": variable, "value": value}
        self._http.post("asterisk/variable", params=words).raise_for_status()

    def send_into_the_fallback(self, call: Call) -> None:
        """Do with a citizen what the watchdog does."""
        where = {"context": "fallback", "extension": "rescued", "priority": 1}
        path = f"channels/{call.channel}/continue"
        self._http.post(path, params=where).raise_for_status()

    def hang_up_telephone(self, user: User) -> None:
        """Let an agent's telephone hang up, also in a call that another node leads."""
        for channel in self.channels():
            if channel["name"].startswith(f"PJSIP/{agent_name(user.pk)}-"):
                self._http.delete(f"channels/{channel['id']}")

    def clear(self) -> None:
        """Hang up everything, until nothing is left for the switchboard of the next test."""
        until(lambda: not self._hang_up(), what="Asterisk keeps a call")

    def _hang_up(self) -> list[str]:
        found = [f"channels/{channel['id']}" for channel in self.channels()]
        found += [f"bridges/{bridge['id']}" for bridge in self.bridges()]
        for name in found:
            self._http.delete(name)
        return found

    def speak_plainly(self, name: str) -> None:
        """Let a telephone that has its account already speak without WebRTC."""
        no = ("webrtc", "use_avpf", "ice_support", "rtcp_mux", "media_use_received_transport")
        plain = PLAIN_ENDPOINT | {"media_encryption": "no"} | dict.fromkeys(no, "no")
        items = [{"attribute": key, "value": value} for key, value in plain.items()]
        path = f"asterisk/config/dynamic/res_pjsip/endpoint/{name}"
        self._http.put(path, json={"fields": items}).raise_for_status()

    def _make_plain(self, name: str) -> None:
        """Push an endpoint without WebRTC, which SIPp does not speak, before its account is given.

        The switchboard leaves one that stands. Pushed anew while the old one goes, some were lost
        to Asterisk's list of endpoints.
        """
        fields = dict(objects(name, digest=""))
        plain = {key: value for key, value in fields["endpoint"].items() if key != "webrtc"}
        for kind, values in (("aor", fields["aor"]), ("endpoint", plain | PLAIN_ENDPOINT)):
            items = [{"attribute": key, "value": value} for key, value in values.items()]
            path = f"asterisk/config/dynamic/res_pjsip/{kind}/{name}"
            self._http.put(path, json={"fields": items}).raise_for_status()

    def _reached(self, state: str, call: Call) -> bool:
        return Call.objects.filter(pk=call.pk, **{f"{state}_at__isnull": False}).exists()


def closed_hours() -> str:
    """Open a queue for one minute the day after tomorrow, and not now."""
    day = WEEKDAYS[(now().astimezone(cast.city_zone()).weekday() + 2) % 7]
    return f'hours = {{ {day} = "10:00-10:01" }}\n'


def write_prompts(folder: Path) -> None:
    """Write every prompt as a tone of a fifth of a second: tests need not wait for speech."""
    write_tones(folder, voice.ALL_SOUNDS)


def write_city(folder: Path) -> None:
    """Write a city that speaks in short tones and works when Kocaeli does."""
    write_prompts(folder)
    shutil.copy(paths.PROJECT / "cities/kocaeli/city.toml", folder)


def write_tones(folder: Path, names: Iterable[str], seconds: float = 0.2) -> None:
    """Write sounds of these names, each so many seconds long."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        for ending, content in _tone(seconds).items():
            (folder / f"{name}{ending}").write_bytes(content)


@cache
def _tone(seconds: float) -> dict[str, bytes]:
    """Return the files of a tone by their endings: a hundred are written for one test."""
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(int(16000 * seconds)) / 16000)
    with TemporaryDirectory() as folder:
        sound.write_all(tone, 16000, Path(folder) / "tone")
        return {path.suffix: path.read_bytes() for path in Path(folder).iterdir()}


def newcomer(username: str) -> User:
    """Make an agent who is not signed in; Hakan supervises, as in the cast."""
    role = Role.SUPERVISOR if username == "hakan" else Role.AGENT
    return enroll(
        username=username,
        full_name=username.title(),
        email="",
        roles=[role],
        password="a-long-password",
        by=SYSTEM,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
