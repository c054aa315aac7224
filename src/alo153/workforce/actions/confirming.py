"""A person of the city reads the source of a rule of working time and confirms it."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce.events import RuleConfirmed, RuleReopened
from alo153.workforce.law.rules import Rule
from alo153.workforce.models import RuleConfirmation
from alo153.workforce.permissions import CONFIRM_WORKING_TIME
from alo153.workforce.queries.confirmations import line_of


@transaction.atomic
def confirm_rule(*, rule: Rule, by: User, at: datetime) -> RuleConfirmation:
    """Say that a rule is as its source has it; confirmed twice is confirmed once.

    Raises:
        NotPermitted: may not confirm rules.
    """
    permit(CONFIRM_WORKING_TIME, by=by)
    kept, made = RuleConfirmation.objects.get_or_create(
        **line_of(rule), defaults={"confirmed_by": by, "confirmed_at": at}
    )
    if made:
        events.record(RuleConfirmed(), subject=kept, by=Actor.staff(by.pk), at=at)
    return kept


@transaction.atomic
def reopen_rule(*, rule: Rule, by: User, at: datetime) -> None:
    """Take any person's confirmation back; a repetition does nothing. Raises NotPermitted."""
    permit(CONFIRM_WORKING_TIME, by=by)
    found = RuleConfirmation.objects.select_for_update().filter(**line_of(rule)).first()
    if found is not None:
        events.record(RuleReopened(), subject=found, by=Actor.staff(by.pk), at=at)
        found.delete()
