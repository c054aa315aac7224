"""An agent's day so far, as its page says it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.calls.floor.day import day_of
from alo153.city import queries as city
from alo153.web.kit.telephone import pauses


def of_agent(agent: User, now: datetime) -> dict[str, Any]:
    """Return what `web/telephone/day.html` shows; one query."""
    figures = day_of(agent, since=city.midnight(now), now=now)
    return {
        "day": figures,
        "talked": _length(figures.talked),
        "wrapped_up": _length(figures.wrapped_up),
        "paused": _length(sum(figures.paused.values(), timedelta())),
        "reasons": [
            (pauses.word(reason), _length(length))
            for reason, length in figures.paused.items()
            if pauses.word(reason)
        ],
    }


def _length(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    return _("%(hours)d h %(minutes)d min") % {"hours": minutes // 60, "minutes": minutes % 60}
