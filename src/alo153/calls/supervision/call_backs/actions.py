"""A citizen asks for a call in hours of their choice, or takes back what was promised."""

import uuid
from datetime import datetime

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.actions import command
from alo153.calls.models import Call, Command
from alo153.calls.page_commands import commands as page_commands
from alo153.calls.permissions import ANSWER_CALLS
from alo153.city.rules.phone import PhoneNumber


def ask(
    *, number: PhoneNumber, queue: str, window: str, language: str = "", at: datetime
) -> Command:
    """Ask for a call in a window for a citizen who proved a number; the switchboard decides.

    With a `language` they are written to in it, if it is not the city's.
    """
    asked = page_commands.AskCallBack(
        call=str(uuid.uuid4()),
        number=number.value,
        queue=queue,
        window=window,
        language=language,
    )
    return command(asked, by=None, at=at)


def withdraw(*, call: Call, by: User | None, at: datetime) -> Command:
    """Take a promised call back, for its citizen (`by` None) or as an agent whom they told.

    Raises NotPermitted.
    """
    asked = page_commands.WithdrawPromise(call=str(call.pk), number=call.number)
    if by is not None:
        permit(ANSWER_CALLS, by=by)
    return command(asked, by=by, at=at)
