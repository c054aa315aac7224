"""Rules half edited, kept until they are saved or thrown away."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.models import RuleDraft, RuleVersion
from alo153.city.permissions import EDIT_ROUTING
from alo153.city.rules import routing


def keep_rules(rules: Sequence[routing.Rule], *, by: User, at: datetime) -> None:
    """Keep somebody's draft; the first begins with what is in force now. Raises NotPermitted."""
    permit(EDIT_ROUTING, by=by)
    facts = {"lines": [asdict(rule) for rule in rules], "changed_at": at}
    current = RuleVersion.objects.filter(in_force=True).latest("number")
    RuleDraft.objects.update_or_create(
        user=by, defaults=facts, create_defaults={**facts, "onto": current}
    )


def discard_rules(*, by: User) -> None:
    """Throw somebody's draft away. Raises NotPermitted."""
    permit(EDIT_ROUTING, by=by)
    RuleDraft.objects.filter(user=by).delete()
