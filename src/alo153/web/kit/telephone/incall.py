"""The other parties of the present call, and what the agent may decide about it."""

from dataclasses import dataclass

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState, LegRole
from alo153.calls.floor import company as companies
from alo153.calls.floor.company import Company
from alo153.calls.models import AgentSession, CallLeg
from alo153.web.kit.telephone import directory

_AT_A_CALL = {AgentState.RINGING, AgentState.TALKING}


@dataclass(frozen=True, kw_only=True)
class Other:
    """Somebody else in the call."""

    leg: CallLeg
    name: str


@dataclass(frozen=True, kw_only=True)
class InCall:
    """The other parties of the present call, and what this agent may decide about it."""

    leads: bool
    others: list[Other]
    # Who leads the call that this agent was asked into
    host: str = ""
    # What this agent does in it
    role: str = ""

    @property
    def is_asked_aside(self) -> bool:
        """Tell whether the host asks this agent while the caller waits."""
        return self.role == LegRole.CONSULTED

    @property
    def asked(self) -> Other | None:
        """Return the one whom this agent, who leads, asks aside."""
        if not self.leads:
            return None
        return next((one for one in self.others if one.leg.role == LegRole.CONSULTED), None)

    @property
    def can_leave(self) -> bool:
        """Tell whether the caller would have somebody to talk to without this agent, who leads."""
        return self.leads and any(one.leg.joined_at for one in self.others)


def company_of(session: AgentSession) -> Company | None:
    """Return who is in the call that rings or is talked on; one query, none without a call."""
    if session.call is None or session.state not in _AT_A_CALL:
        return None
    return companies.company_of(session.call)


def _seen(leg: CallLeg) -> Other:
    return Other(leg=leg, name=directory.name_of(leg))


def of(user: User, company: Company) -> InCall:
    """Say what an agent sees of the company: the other parties, by name and state."""
    leads = company.leader == user.pk
    hosts = (leg for leg in company.here if leg.role == LegRole.AGENT and leg.agent_id != user.pk)
    host = next(hosts, None)
    return InCall(
        leads=leads,
        others=[_seen(leg) for leg in company.others if leads or leg.agent_id != user.pk],
        host=directory.name_of(host) if host else "",
        role=next((leg.role for leg in company.here if leg.agent_id == user.pk), ""),
    )
