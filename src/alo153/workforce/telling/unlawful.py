"""Tell planners of published shifts that the law no longer allows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import cast

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.city import queries as city
from alo153.core.models import Event
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import notice_kind
from alo153.workforce.events import ContractSet, OpenShiftAwarded
from alo153.workforce.models import Contract, OpenShift, Roster
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import judgments
from alo153.workforce.queries.published import overlapping

UNLAWFUL = notice_kind(
    "unlawful_shifts", gettext_lazy("The law no longer allows published shifts"), PLAN_SHIFTS
)


def tell_after_award(event: Event, _said: OpenShiftAwarded) -> None:
    """Tell all planners of unlawful shifts: an award judges its person alone.

    They hear of each person and rule of a roster once. About ten queries.
    """
    found = cast(OpenShift, event.subject)
    _tell(overlapping(found.first_date, found.last_date), None, event)


def tell_of_contract(event: Event, _said: ContractSet) -> None:
    """Tell all planners of shifts that a new contract makes unlawful, as nights of the pregnant."""
    contract = cast(Contract, event.subject)
    _tell(overlapping(contract.valid_from, date.max), [contract.user_id], event)


def _tell(rosters: Iterable[Roster], users: Collection[int] | None, event: Event) -> None:
    planners = list(holding(PLAN_SHIFTS))
    for roster in rosters:
        unlawful = _unlawful(roster, users, city.today(event.at))
        people = User.objects.in_bulk({user for user, _rule in unlawful})
        for (user, rule), days in unlawful.items():
            give_notice(
                kind=UNLAWFUL,
                cause=f"unlawful:{roster.first_date}:{user}:{rule}",
                about=roster,
                words=dict.fromkeys(planners, _words(roster, people[user], days)),
                by=event.actor,
                at=event.at,
            )


def _unlawful(
    roster: Roster, users: Collection[int] | None, today: date
) -> dict[tuple[int, str], set[date]]:
    """Return the days ahead on which a version in force breaks a rule of law, by person and rule.

    Leave and the end of a contract are no such rule: their shifts are in force no more.
    """
    first, found = max(roster.first_date, today), defaultdict[tuple[int, str], set[date]](set)
    for user, judged in judgments(roster, users).items():
        for breach in judged.since(first):
            if breach.rule:
                found[user, breach.key].add(breach.day)
    return found


def _words(roster: Roster, user: User, days: Iterable[date]) -> Told:
    # A notice goes by e-mail, and some rules say that somebody is pregnant or ill: the page names
    # the rule. The next version supersedes this one, so the notice leads to all rosters
    with translation.override(city.city().language):
        title = _("%(name)s: the law no longer allows published shifts") % {"name": user.full_name}
        marked = _("Make a new version of %(period)s: its marked days name the rule.")
        lines = [formats.date_format(each, "j F l") for each in sorted(days)]
        lines.insert(0, marked % {"period": roster.period})
    return Told(title=title[:200], lines=tuple(lines), path="/planning/")
