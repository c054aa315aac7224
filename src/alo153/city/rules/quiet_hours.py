"""Quiet hours: when a message that can wait does. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, kw_only=True)
class QuietHours:
    """From one time of the day to another, over midnight if the second is not the later one."""

    begins: time
    ends: time

    def over_at(self, local: datetime) -> datetime:
        """Return when a message may go that is ready at a local time: at once, or when they end.

        On the day on which clocks change the hours follow the clock on the wall.
        """
        now = local.time()
        if self.begins < self.ends:
            quiet = self.begins <= now < self.ends
        else:
            quiet = now >= self.begins or now < self.ends
        if not quiet:
            return local
        day = local.date() + timedelta(days=int(now >= self.ends))
        return datetime.combine(day, self.ends, local.tzinfo)


def quiet_hours_of(data: Mapping[str, str]) -> QuietHours | None:
    """Return the quiet hours that the city's data holds, if there are any."""
    if not data:
        return None
    return QuietHours(**{name: time.fromisoformat(said) for name, said in data.items()})
