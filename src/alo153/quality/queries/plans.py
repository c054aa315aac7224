"""How contacts are sampled now."""

from alo153.quality.models import Plan


def current() -> Plan:
    """Return the plan that holds: the newest, or the usual one before anybody made one."""
    return Plan.objects.order_by("-pk").first() or Plan()
