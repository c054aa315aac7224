"""The units that work can be sent to, and the parties that callers are sent to."""

from django.db.models import QuerySet

from alo153.city.models import Contact, Unit


def units() -> QuerySet[Unit]:
    """Return every unit a case can be forwarded to, outside parties last."""
    return Unit.objects.filter(retired_at=None).order_by("kind", "sort_key")


def outside_parties() -> QuerySet[Unit]:
    """Return the bodies to which callers with other matters are sent, by number first."""
    outside = Unit.objects.filter(retired_at=None, kind=Unit.Kind.OUTSIDE)
    return outside.order_by("-phone", "sort_key")


def units_to_call() -> QuerySet[Unit]:
    """Return the units and outside parties that have a telephone number."""
    return units().exclude(phone="")


def contacts() -> QuerySet[Contact]:
    """Return the outside people an agent asks into a call."""
    return Contact.objects.filter(retired_at=None)
