"""An application as a value: the same for the desk, the portal, a table and a system."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from alo153.cases.life.actions.formalities import ExternalReference, FormalDetails
from alo153.cases.models import ReporterRole
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen
from alo153.city.models import Topic
from alo153.city.place import Place
from alo153.city.rules import kinds


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """The reporter of the matter. ``phone`` is E.164; an anonymous reporter has no field at all.

    ``citizen`` is one who signed in, by a provider that vouched for them.
    """

    full_name: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    citizen: Citizen | None = None

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nothing is known of the reporter."""
        return not (self.phone or self.email or self.full_name.strip() or self.citizen)


@dataclass(frozen=True, kw_only=True)
class Application:
    """One application. What a channel does not ask for has the value that is usual.

    Args:
        kind: slug of a kind of the city; empty: as is usual for the topic.
        external: the number and dates of a kind that another body registers; the clock counts
            from its arrival there.
        form_token: of the form in which it was typed; each opens one case. A duplicate that is
            being saved is waited for.
        form_digest: keyed, of what was sent; by it the page for telephones knows the very same
            words again.
        proposals_seen: whether the person who chose the topic saw the model's suggestions; None:
            nobody chose it.
        answers: to the questions of the topic, by their keys; None: the channel asks none.
        answers_complete: whether a required question must have an answer; else it is kept as one
            that was not asked.
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
    proposals_seen: bool | None = None
    answers: Mapping[str, str] | None = None
    answers_complete: bool = True

    @property
    def kind_or_usual(self) -> str:
        """Return the slug of its kind."""
        return self.kind or self.topic.default_kind or kinds.USUAL

    @property
    def address(self) -> str:
        """Return the number or address it came from; empty if nobody knows."""
        return self.reporter.phone or self.reporter.email
