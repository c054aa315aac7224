"""Permission checks for the verbs of alarms."""

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.alarms.audience import audiences_of
from alo153.alarms.models import Alarm
from alo153.alarms.permissions import MANAGE_ALARMS


def must_concern(alarm: Alarm, user: User) -> None:
    """Refuse people outside the audience of an alarm; editors of rules may acknowledge any.

    Raises:
        NotPermitted: it does not concern them.
    """
    concerned = {alarm.audience, alarm.escalated_to} & audiences_of(user)
    if not concerned and not user.may(MANAGE_ALARMS):
        raise NotPermitted(MANAGE_ALARMS.key)
