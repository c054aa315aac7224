"""What care does when something happens elsewhere."""

from typing import cast

from alo153.care.tables.abuse import AbuseReport
from alo153.citizens.events import CitizenErased
from alo153.citizens.models import Citizen
from alo153.core.models import Event


def erased(event: Event, _what: CitizenErased) -> None:
    """Take out statements about a citizen who is erased, unless a file for the prosecutor has them.

    KVKK (law 6698) art. 28/1: what an inquiry needs is not erased with the person.
    """
    citizen = cast(Citizen, event.subject)
    theirs = AbuseReport.objects.filter(interaction__citizen=citizen, complaint=None)
    theirs.exclude(statement="").update(statement="")
