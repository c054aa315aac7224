"""An application as a value: the same for the desk, the portal and a table."""

from dataclasses import dataclass
from uuid import UUID

from alo153.cases.actions import ExternalReference, FormalDetails, Reporter
from alo153.cases.models import ReporterRole
from alo153.citizens.channel import Channel
from alo153.city.models import Topic
from alo153.city.place import Place
from alo153.city.rules import kinds


@dataclass(frozen=True, kw_only=True)
class Application:
    """One application. What a channel does not ask for has the value that is usual.

    Args:
        kind: slug of a kind of the city; empty: as is usual for the topic.
        external: number and dates of a kind that another body registers.
        form_token: of the form in which it was typed; each opens one case.
        form_digest: keyed, of what was sent, where that may come again.
        proposals_seen: whether the person who chose the topic saw the suggestions.
    """

    kind: str = ""
    topic: Topic
    place: Place
    text: str
    reporter: Reporter
    reporter_role: ReporterRole = ReporterRole.AFFECTED
    contact_wish: Channel
    channel: Channel
    formal: FormalDetails | None = None
    external: ExternalReference | None = None
    form_token: UUID | None = None
    form_digest: str = ""
    proposals_seen: bool = True

    @property
    def kind_or_usual(self) -> str:
        """Return the slug of its kind."""
        return self.kind or self.topic.default_kind or kinds.USUAL

    @property
    def address(self) -> str:
        """Return the number or address it came from; empty if nobody knows."""
        return self.reporter.phone or self.reporter.email
