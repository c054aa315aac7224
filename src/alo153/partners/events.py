"""Events of the tables of other bodies. They contain counts and keys, and no words."""

from alo153.citizens.channel import Channel
from alo153.core.payloads import Dimensions, Payload
from alo153.partners.models import Bundle, TableImport


class OfTable(Payload[TableImport]):
    """An event of a table of another body."""

    def dimensions(self, subject: TableImport) -> Dimensions:  # noqa: ARG002 - of all the same
        """Return the channel; its cases have the topics."""
        return Dimensions(channel=Channel.EXTERNAL_AGENCY.value)


class OfBundle(Payload[Bundle]):
    """An event of answers that return to another body."""

    def dimensions(self, subject: Bundle) -> Dimensions:  # noqa: ARG002 - of all the same
        """Return the channel."""
        return Dimensions(channel=Channel.EXTERNAL_AGENCY.value)


class TableUploaded(OfTable, name="table.uploaded"):
    """Somebody brought a table of a partner desk."""

    desk: str
    size: int


class TableRefused(OfTable, name="table.refused"):
    """A file was no table of this partner desk."""


class TableTaken(OfTable, name="table.taken"):
    """Somebody lets the applications of a table be opened."""

    lines: int


class TableDropped(OfTable, name="table.dropped"):
    """Somebody throws a table away that was not taken."""


class TableFinished(OfTable, name="table.finished"):
    """Every line of a table that could be taken was taken."""

    opened: int
    faulty: int


class BundleMade(OfBundle, name="bundle.made"):
    """The answers since the last bundle were gathered for a partner desk."""

    desk: str
    answers: int


class BundleTaken(OfBundle, name="bundle.taken"):
    """Somebody took a bundle along; the first time its citizens count as told."""

    first: bool
