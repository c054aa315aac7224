"""Tells the telephone about events, in the transaction of the event."""

from alo153.accounts.events import StaffSkillGranted, StaffSkillRemoved
from alo153.accounts.models import User
from alo153.calls.actions import change_skills
from alo153.calls.models import AgentSession
from alo153.core.models import Event


def follow_skills(event: Event, _: StaffSkillGranted | StaffSkillRemoved) -> None:
    """Route by an agent's new skills from the next call on, also while they are signed in."""
    if AgentSession.objects.filter(user_id=int(event.subject_id)).exists():
        change_skills(user=User.objects.get(pk=event.subject_id), by=None, at=event.at)
