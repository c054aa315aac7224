"""What the next one sees of who had the call before: the name, the note, and what was typed."""

from dataclasses import dataclass, field

from alo153.accounts.models import User
from alo153.calls.floor import company as companies
from alo153.cases import queries as case_queries
from alo153.web.desk.work import Work


@dataclass(frozen=True)
class Passed:
    """Who had a call before, the last one first, and what they had typed for it."""

    names: list[str] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)


def on(user: User, work: Work) -> Passed:
    """Return what comes from those who gave this agent the call or ask about it.

    One query for a call, and one for each of them.
    """
    if work.call is None:
        return Passed()
    company = companies.company_of(work.call)
    asking = [leg.by for leg in company.here if leg.agent_id == user.pk]
    before = [one for one in [*asking, *company.before] if one is not None and one != user]
    named = {one.pk: one for one in before}
    drafts = (case_queries.draft(one, work.key) for one in named.values())
    typed = next((fields for fields in drafts if fields), {})
    typed = {name: words for name, words in typed.items() if name != "form_token"}
    return Passed([one.full_name for one in named.values()], typed)
