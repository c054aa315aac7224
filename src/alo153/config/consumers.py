"""Who reads the events later, in the worker: the one list (ADR 30).

What must hold when the verb returns, or tells a citizen, is a subscription.
"""

from collections.abc import Sequence

from alo153.cases.events.life import CaseOpened
from alo153.city.events import CityLoaded
from alo153.config.tasks import follow_calendar
from alo153.core.history.consumers.declaring import Consumer, consumer
from alo153.suggestions.consumers import note_choices

CONSUMERS: Sequence[Consumer] = (
    consumer("cases.calendar", CityLoaded, handle=follow_calendar),
    consumer("suggestions.choices", CaseOpened, handle=note_choices),
)
