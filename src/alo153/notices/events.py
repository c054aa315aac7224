"""Events of notices."""

from collections.abc import Sequence

from alo153.accounts.models import User
from alo153.core.payloads import Payload
from alo153.notices.models import StaffNotice


class NoticeGiven(Payload[StaffNotice], name="notice.given"):
    """One person is told one thing."""

    kind: str


class StaffWaysChosen(Payload[User], name="staff.ways_chosen"):
    """Somebody says in which ways they want to be told: ``deadline:sms`` for each kind and way."""

    ways: Sequence[str]
