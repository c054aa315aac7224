"""Announcements that Elif makes for the next three hours."""

from collections.abc import Mapping
from datetime import timedelta

from tests import cast

from alo153.core import clock
from alo153.knowledge import actions as announcing


def announce(
    text: str,
    district: str = "",
    *,
    wordings: Mapping[str, str] | None = None,
    on_portal: bool = True,
) -> None:
    announcing.announce(
        text=text,
        wordings=wordings,
        district=cast.district(district) if district else None,
        begins_at=clock.now(),
        ends_at=clock.now() + timedelta(hours=3),
        spoken=False,
        on_portal=on_portal,
        by=cast.staff("elif"),
        at=clock.now(),
    )
