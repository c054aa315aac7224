"""Events of alarms on live figures."""

from alo153.alarms.models import Alarm, AlarmRule
from alo153.core.payloads import Payload


class AlarmRuleWritten(Payload[AlarmRule], name="alarm_rule.written"):
    """Somebody wrote a rule; `instead_of` is the rule that it follows."""

    figure: str
    instead_of: int | None = None


class AlarmRuleRetired(Payload[AlarmRule], name="alarm_rule.retired"):
    """A rule watches no longer."""


class AlarmRaised(Payload[Alarm], name="alarm.raised"):
    """A figure went beyond the limit of a rule."""

    rule: int
    figure: str
    of: str
    severity: str


class AlarmAcknowledged(Payload[Alarm], name="alarm.acknowledged"):
    """Somebody has seen an alarm and takes care of it."""


class AlarmEscalated(Payload[Alarm], name="alarm.escalated"):
    """Nobody acknowledged an alarm in time, and further people were told."""


class AlarmCleared(Payload[Alarm], name="alarm.cleared"):
    """The figure was good again for long enough, or the rule was retired."""
