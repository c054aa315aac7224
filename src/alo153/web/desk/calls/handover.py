"""The former agent's data for the next one: the name, the note, and the typed text."""

from dataclasses import dataclass, field

from alo153.accounts.models import User
from alo153.calls.call_words import LegKind, LegRole
from alo153.calls.floor import company as companies
from alo153.calls.floor.company import Company
from alo153.cases import queries as case_queries
from alo153.web.desk.work import Work
from alo153.web.kit.telephone import directory


@dataclass(frozen=True)
class Passed:
    """The former agents of a call, the last one first, and what they had typed for it."""

    names: list[str] = field(default_factory=list)
    # The first of them still leads the call, and asks this agent aside
    asks: bool = False
    # This supervisor took the call over from the first of them
    took: bool = False
    # Who took the call over from this agent
    taken_by: str = ""
    typed: dict[str, str] = field(default_factory=dict)


def on(user: User, work: Work) -> Passed:
    """Return what comes from colleagues who gave this agent the call or ask about it.

    One query for a call, and one for each of them.
    """
    if work.call is None:
        return Passed()
    company = companies.company_of(work.call)
    own = [leg for leg in company.here if leg.agent_id == user.pk]
    asking = [leg.by for leg in own]
    before = [one for one in [*asking, *company.before] if one is not None and one != user]
    named = {one.pk: one for one in before}
    drafts = (case_queries.draft(one, work.key) for one in named.values())
    typed = next((fields for fields in drafts if fields), {})
    typed = {name: words for name, words in typed.items() if name != "form_token"}
    taken = company.taken_from(user)
    return Passed(
        names=[one.full_name for one in named.values()],
        asks=any(leg.role == LegRole.CONSULTED for leg in own),
        took=_took_over(user, company),
        taken_by=directory.name_of(taken) if taken else "",
        typed=typed,
    )


def _took_over(user: User, company: Company) -> bool:
    led = [leg for leg in company.legs if leg.agent_id == user.pk and leg.role == LegRole.AGENT]
    return any(leg.kind == LegKind.SUPERVISOR for leg in led)
