"""The handling time of a contact by part of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_HOURS = 24
PART_HOURS = 6
"""Night 0-6, morning 6-12, afternoon 12-18, evening 18-24."""
PARTS = _HOURS // PART_HOURS
USUAL = 240.0
"""Seconds of handling a contact where none was answered yet."""
STEADY = 50
"""Contacts from which a part's own mean counts for half."""


@dataclass(frozen=True)
class Handling:
    """Seconds of handling a contact: their mean, and by part of the day; no parts: all alike."""

    mean: float = USUAL
    parts: tuple[float, ...] = ()

    def at(self, hour: int) -> float:
        """Return the seconds of a contact that begins in an hour of the day."""
        return self.parts[hour % _HOURS // PART_HOURS] if self.parts else self.mean

    @property
    def of_halves(self) -> list[float]:
        """Return the seconds in each half hour of a day."""
        return [self.at(half // 2) for half in range(2 * _HOURS)]


def learned(taken: Sequence[float], contacts: Sequence[float]) -> Handling:
    """Return the handling time by part of the day, from few contacts near that of all.

    Each part is ``z * own + (1 - z) * common`` with ``z = n / (n + STEADY)``, where n are its
    contacts, own their mean, and common the mean of all parts weighted by z. Then the parts
    multiplied by their contacts add up to the seconds that were counted (Buehlmann and Straub,
    Glaubwuerdigkeit fuer Schadensaetze, 1970). STEADY is the variance within a part divided by
    that between parts: calls deviate by their mean, as exponential ones do, and parts are taken
    to deviate by a seventh of it.

    Args:
        taken: seconds in each part of the day.
        contacts: how many they are, in each part.
    """
    if not sum(contacts):
        return Handling()
    trust = [each / (each + STEADY) for each in contacts]
    own = [some / count if count else 0.0 for some, count in zip(taken, contacts, strict=True)]
    common = sum(z * mean for z, mean in zip(trust, own, strict=True)) / sum(trust)
    return Handling(
        mean=sum(taken) / sum(contacts),
        parts=tuple(z * mean + (1 - z) * common for z, mean in zip(trust, own, strict=True)),
    )
