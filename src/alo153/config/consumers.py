"""The consumers of events, which run later in the worker: the one list (ADR 30).

What must hold when the verb returns, or tells a citizen, is a subscription.
"""

from collections.abc import Sequence

from alo153.calls.events.supervision import AgentChanged
from alo153.calls.events.way import (
    CallAnswered,
    CallEnded,
    CallEntered,
    CallTransferred,
)
from alo153.cases.events.feedback import (
    CaseConfirmationLapsed,
    CaseConfirmed,
    CaseContactedAgain,
    CaseFoundUnsolved,
    CaseObjectedTo,
    CasePlanPassed,
)
from alo153.cases.events.fieldwork import (
    CaseFieldReported,
    CaseWorkGiven,
    CaseWorkReported,
)
from alo153.cases.events.life import (
    CaseAccepted,
    CaseAnswered,
    CaseAskedAbout,
    CaseAssigned,
    CaseClosed,
    CaseForwarded,
    CaseOpened,
    CaseReclassified,
    CaseReturned,
    CaseUnrouted,
)
from alo153.cases.events.telling import CaseQuestionAnswered, CaseQuestionAsked
from alo153.cases.events.time import (
    CaseEscalated,
    CaseWithdrawn,
)
from alo153.cases.life.actions.counting import count as count_cases
from alo153.cases.tasks import follow_calendar, tell_staff
from alo153.city.events import CityLoaded, StaffJoinedTeam, StaffLeftTeam
from alo153.contacts.events import (
    InteractionAnswered,
    InteractionDisposed,
    InteractionEnded,
    InteractionHandedOver,
    InteractionInformed,
    InteractionRated,
    InteractionRedirected,
    InteractionSilent,
    InteractionStarted,
)
from alo153.core.history.consumers.declaring import Consumer, consumer
from alo153.integrations.tasks import tell_systems
from alo153.quality.actions.counting import count as count_quality
from alo153.quality.events import AppealDecided, EvaluationGiven
from alo153.reports.actions.rollup.counting import count as count_facts
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
        CaseWorkReported,
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
    # Days whose closings or hand-backs changed
    consumer(
        "cases.sums",
        CaseClosed,
        CaseConfirmed,
        CaseFoundUnsolved,
        CaseConfirmationLapsed,
        CaseObjectedTo,
        CaseContactedAgain,
        CaseReturned,
        CaseForwarded,
        CaseUnrouted,
        CaseReclassified,
        CityLoaded,
        handle=count_cases,
    ),
    consumer("suggestions.choices", CaseOpened, handle=note_choices),
    # What figures are made of; `manage rebuild_reports` reads the same
    consumer(
        "reports.facts",
        AgentChanged,
        CallEntered,
        CallAnswered,
        CallTransferred,
        CallEnded,
        InteractionStarted,
        InteractionEnded,
        InteractionInformed,
        InteractionRedirected,
        InteractionSilent,
        InteractionDisposed,
        InteractionRated,
        CaseOpened,
        CaseUnrouted,
        CaseForwarded,
        CaseAccepted,
        CaseAssigned,
        CaseReturned,
        CaseReclassified,
        CaseAnswered,
        CaseClosed,
        CaseAskedAbout,
        CaseQuestionAsked,
        CaseFieldReported,
        CaseWorkGiven,
        CaseWithdrawn,
        CaseEscalated,
        CaseConfirmed,
        CaseFoundUnsolved,
        CaseConfirmationLapsed,
        CaseObjectedTo,
        CasePlanPassed,
        CaseContactedAgain,
        StaffJoinedTeam,
        StaffLeftTeam,
        handle=count_facts,
    ),
    # Days whose scores or ratings changed
    consumer(
        "quality.sums",
        InteractionAnswered,
        InteractionHandedOver,
        InteractionEnded,
        InteractionInformed,
        InteractionRedirected,
        InteractionSilent,
        InteractionDisposed,
        InteractionRated,
        EvaluationGiven,
        AppealDecided,
        StaffJoinedTeam,
        StaffLeftTeam,
        # Another time zone has other days
        CityLoaded,
        handle=count_quality,
    ),
)
