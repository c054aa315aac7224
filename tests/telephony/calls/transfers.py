"""A citizen, an agent and a colleague, each with a note of their own."""

from __future__ import annotations

from tests.telephony.programs.hearing import AGENT, CITIZEN, OUTSIDE, Hearing
from tests.telephony.programs.switchboards import Center, command_error, newcomer, until

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.models import Call, CallLeg, Command
from alo153.core.clock import now


class House:
    """A citizen who talks with Elif, and Murat at the next desk; everybody sings a note."""

    def __init__(self, center: Center, outside: Hearing | None = None) -> None:
        """Begin with a telephone `outside` that takes every number, or with a network that runs."""
        self.center = center
        self.phones: list[Hearing] = [outside] if outside else []
        self.outside = outside or self.telephone(OUTSIDE)
        if outside is None:
            self.dial_through(self.outside.port)
        self.citizen = self.telephone(CITIZEN)
        self.elif_, self.elifs_phone = self.agent("elif", AGENT)

    def telephone(self, note: int, *, answers: bool = True, rings: float = 0.0) -> Hearing:
        port = self.center.asterisk.telephony.sip_port
        phone = Hearing(note, port, answers=answers, rings=rings)
        self.phones.append(phone)
        return phone

    def agent(
        self, name: str, note: int, *, answers: bool = True, rings: float = 0.0
    ) -> tuple[User, Hearing]:
        user, phone = newcomer(name), self.telephone(note, answers=answers, rings=rings)
        self.center.seat(user, phone)
        actions.set_ready(user=user, at=now())
        until(lambda: self.center.session(user).state != "paused")
        return user, phone

    def talk(self) -> Call:
        """Let the citizen call and Elif answer."""
        self.citizen.call("05320000101")
        call = self.center.at("answered", self.center.rings_at(self.elif_))
        until(lambda: self.citizen.hears(AGENT) and self.elifs_phone.hears(CITIZEN))
        return call

    def silent_end(self, call: Call) -> Call:
        """Let the citizen hang up, and see that nothing stays in Asterisk."""
        self.citizen.hang_up()
        return self.nothing_stays(call)

    def nothing_stays(self, call: Call) -> Call:
        """Wait for the end of a call, and see that no leg outlives it."""
        call = self.center.at("ended", call)
        until(lambda: not self.center.channels() and not self.center.bridges())
        assert not CallLeg.objects.filter(left_at__isnull=True).exists()
        return call

    def dial_through(self, port: int, **more: str) -> None:
        """Let the network be one telephone that takes every number."""
        self.center.switchboard.stop_if_running()
        dial = f"PJSIP/local/sip:{{number}}@127.0.0.1:{port}"
        self.center.switchboard.start(ALO153_DIAL=dial, ALO153_POSITION_SECONDS="30", **more)


def done(command: Command) -> str:
    """Wait until the switchboard has said what came of a command; return why not, if not."""
    until(lambda: command_error(command.pk) is not None)
    return command_error(command.pk) or ""
