"""One value of a figure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """A value now. Subject and label are empty where it is of nothing, or of all together.

    Args:
        value: None where there is nothing to count.
    """

    value: float | None
    subject: str = ""
    label: str = ""
