"""Look-ups of administrators into addresses with wrong SIP passwords."""

from datetime import datetime

from django.db.models import Case, QuerySet, Value, When

from alo153.calls.models import SipAttempt


def attempts(at: datetime) -> QuerySet[SipAttempt]:
    """List the addresses that tried, those slowed at this instant first; one query."""
    slowed = Case(When(slowed_until__gt=at, then=Value(0)), default=Value(1))
    return SipAttempt.objects.order_by(slowed, "-last_at")
