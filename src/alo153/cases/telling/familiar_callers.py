"""The agent who should speak with a caller: joins the telephone's memory with the cases.

The switchboard knows no cases: the setting `RECOGNIZE_CALLER` names this function.
"""

from datetime import datetime, timedelta

from alo153.calls.numbers.callers import Familiar
from alo153.calls.queries import last_agent
from alo153.cases.telling.callers import has_open_case

AGAIN_WITHIN = timedelta(days=1)


def recognize(number: str, at: datetime) -> Familiar:
    """Prefer the agent who took a citizen's last call, within a day and about an open case.

    Two queries.
    """
    agent = last_agent(number, since=at - AGAIN_WITHIN)
    return Familiar(preferred=agent if agent and has_open_case(number) else None)
