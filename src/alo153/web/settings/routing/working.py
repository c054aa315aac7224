"""The rules somebody works on: their draft, or what is in force."""

from dataclasses import dataclass

from django.contrib import messages
from django.utils.translation import gettext as _

from alo153.city import actions, queries
from alo153.city.models import RuleVersion
from alo153.city.rules import rulebook
from alo153.core import clock
from alo153.web.kit.access import StaffRequest


@dataclass(frozen=True)
class Work:
    """The edited rules, next to the rules in force."""

    rules: rulebook.Rules
    in_force: rulebook.Rules
    version: RuleVersion
    onto: RuleVersion
    is_draft: bool

    @property
    def mark(self) -> str:
        """Return what tells whether a page shows these rules."""
        return rulebook.digest(self.rules)[:16]

    @property
    def changed(self) -> bool:
        """Tell whether the draft says anything else than the rules in force."""
        return rulebook.digest(self.rules) != rulebook.digest(self.in_force)

    @property
    def is_behind(self) -> bool:
        """Tell whether other rules came into force since the draft was begun."""
        return self.onto != self.version


def work_of(request: StaffRequest) -> Work:
    """Return what this person works on; three queries.

    Raises:
        RuleVersion.DoesNotExist: no city was loaded yet.
    """
    version, draft = queries.version_in_force(), queries.rule_draft(request.user)
    if version is None:
        raise RuleVersion.DoesNotExist
    rules = queries.rules_of(version)
    if draft is None:
        return Work(rules, rules, version, version, is_draft=False)
    return Work(draft.rules, rules, version, draft.onto, is_draft=True)


def is_current(request: StaffRequest, work: Work) -> bool:
    """Tell whether the page that was sent showed these rules; say so if it did not."""
    if request.POST.get("seen") == work.mark:
        return True
    messages.warning(request, _("The draft changed meanwhile; nothing was done. Look again."))
    return False


def keep(request: StaffRequest, rules: rulebook.Rules) -> None:
    """Keep the edited rules as this person's draft."""
    actions.keep_rules(rules, by=request.user, at=clock.now())
