"""How contacts are sampled now."""

from django.db.models import Count, Q

from alo153.quality.models import Draw, Plan, State


def current() -> Plan:
    """Return the plan that holds: the newest, or the usual one before anybody made one."""
    return Plan.objects.order_by("-pk").first() or Plan()


def last_draws() -> list[Draw]:
    """Return the draws of the last two weeks with how many of them were scored; one query."""
    scored = Count("evaluations", filter=Q(evaluations__state=State.GIVEN))
    draws = Draw.objects.annotate(drawn=Count("evaluations"), scored=scored)
    return list(draws.order_by("-day")[:14])
