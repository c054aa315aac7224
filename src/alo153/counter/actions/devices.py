"""Screens of the halls: only the person who set a screen up knows its address."""

import secrets
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.models import Office
from alo153.core import events
from alo153.core.actor import Actor
from alo153.counter import queries
from alo153.counter.events import DeviceAdded, DeviceRevoked
from alo153.counter.models import Device
from alo153.counter.permissions import SUPERVISE_COUNTERS


@transaction.atomic
def add_device(
    *, office: Office, kind: Device.Kind, name: str, by: User, at: datetime
) -> tuple[Device, str]:
    """Return a new screen with the key of its address, which is shown once and not kept.

    Raises NotPermitted.
    """
    permit(SUPERVISE_COUNTERS, by=by)
    key = secrets.token_urlsafe(24)
    device = Device.objects.create(
        office=office,
        kind=kind,
        name=name,
        digest=queries.digest(key),
        added_by=by,
        added_at=at,
    )
    said = DeviceAdded(office=office.slug, kind=kind)
    events.record(said, subject=device, by=Actor.staff(by.pk), at=at)
    return device, key


@transaction.atomic
def revoke_device(*, device: Device, by: User, at: datetime) -> None:
    """Let the address of a screen open nothing any more; twice is once. Raises NotPermitted."""
    permit(SUPERVISE_COUNTERS, by=by)
    if Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=at):
        said = DeviceRevoked(office=device.office.slug, kind=device.kind)
        events.record(said, subject=device, by=Actor.staff(by.pk), at=at)
