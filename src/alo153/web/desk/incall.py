"""Who else is in the call at hand, and what the agent may decide about it."""

from dataclasses import dataclass

from alo153.accounts.models import User
from alo153.switchboard import queries as telephone
from alo153.switchboard.models import AgentSession, AgentState, CallLeg, LegRole
from alo153.switchboard.queries import Company
from alo153.web.desk import people

_AT_A_CALL = {AgentState.RINGING, AgentState.TALKING}


@dataclass(frozen=True, kw_only=True)
class Other:
    """Somebody else in the call."""

    leg: CallLeg
    name: str


@dataclass(frozen=True, kw_only=True)
class InCall:
    """Who else is in the call at hand, and what this agent may decide about it."""

    leads: bool
    others: list[Other]
    # Who leads the call that this agent was asked into
    host: str = ""

    @property
    def asked(self) -> Other | None:
        """Return the one who is asked aside."""
        return next((one for one in self.others if one.leg.role == LegRole.CONSULTED), None)

    @property
    def can_leave(self) -> bool:
        """Tell whether the caller would have somebody to talk to."""
        return any(one.leg.joined_at for one in self.others)


def company_of(session: AgentSession) -> Company | None:
    """Return who is in the call that rings or is talked on; one query, none without a call."""
    if session.call is None or session.state not in _AT_A_CALL:
        return None
    return telephone.company_of(session.call)


def of(user: User, company: Company) -> InCall:
    """Say what an agent sees of the company: the one who leads sees all others."""
    leads = company.leader == user.pk
    hosts = (leg for leg in company.here if leg.role == LegRole.AGENT and leg.agent_id != user.pk)
    host = next(hosts, None)
    return InCall(
        leads=leads,
        others=[Other(leg=leg, name=people.name_of(leg)) for leg in company.others if leads],
        host=people.name_of(host) if host else "",
    )
