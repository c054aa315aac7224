"""Who reads the events later, in the worker: the one list (ADR 30).

What must hold when the verb returns, or tells a citizen, is a subscription.
"""

from collections.abc import Sequence

from alo153.cases.events.feedback import CaseObjectedTo
from alo153.cases.events.life import (
    CaseAccepted,
    CaseAnswered,
    CaseAssigned,
    CaseClosed,
    CaseForwarded,
    CaseOpened,
    CaseReclassified,
    CaseReturned,
)
from alo153.cases.events.telling import CaseQuestionAnswered
from alo153.city.events import CityLoaded
from alo153.config.tasks import follow_calendar, tell_staff
from alo153.core.history.consumers.declaring import Consumer, consumer
from alo153.integrations.tasks import tell_systems
from alo153.suggestions.consumers import note_choices

CONSUMERS: Sequence[Consumer] = (
    consumer("cases.calendar", CityLoaded, handle=follow_calendar),
    consumer(
        "cases.news",
        CaseAccepted,
        CaseAssigned,
        CaseForwarded,
        CaseReclassified,
        CaseQuestionAnswered,
        CaseObjectedTo,
        handle=tell_staff,
    ),
    # What systems can hear of: `integrations.webhooks.vocabulary` names it for them
    consumer(
        "integrations.webhooks",
        CaseOpened,
        CaseForwarded,
        CaseAccepted,
        CaseReturned,
        CaseAnswered,
        CaseClosed,
        CaseObjectedTo,
        handle=tell_systems,
    ),
    consumer("suggestions.choices", CaseOpened, handle=note_choices),
)
