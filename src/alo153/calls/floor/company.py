"""The parties of a call other than the citizen."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from alo153.accounts.models import User
from alo153.calls.call_words import LegResult, LegRole
from alo153.calls.models import Call, CallLeg


def took_part(user: User, call: Call) -> bool:
    """Say whether an agent was in a call, or is being asked into it now; one query."""
    here = Q(joined_at__isnull=False) | Q(left_at__isnull=True)
    return CallLeg.objects.filter(here, call=call, agent=user).exists()


def last_leg(user: User, call: Call) -> CallLeg | None:
    """Return how an agent was last asked into a call by a colleague; one query."""
    asked = CallLeg.objects.filter(call=call, agent=user).exclude(role=LegRole.AGENT)
    return asked.select_related("by").order_by("-asked_at", "-pk").first()


@dataclass(frozen=True)
class Company:
    """The parties of a call other than the citizen, in the order they were asked."""

    legs: list[CallLeg]

    @property
    def here(self) -> list[CallLeg]:
        """Return the parties that are in the call or ring for it."""
        return [leg for leg in self.legs if leg.left_at is None]

    @property
    def leader(self) -> int | None:
        """Return the agent who decides about the call."""
        return next((leg.agent_id for leg in self.here if leg.role == LegRole.AGENT), None)

    @property
    def others(self) -> list[CallLeg]:
        """Return the parties that everybody knows of: neither the leading agent nor a monitor."""
        unseen = {LegRole.AGENT, LegRole.LISTENING, LegRole.WHISPERING}
        return [leg for leg in self.here if leg.role not in unseen]

    @property
    def before(self) -> list[User]:
        """Return the agents who gave the call away, the last one first."""
        gave = [leg for leg in self.legs if leg.role == LegRole.AGENT and leg.left_at]
        return [leg.agent for leg in reversed(gave) if leg.agent and leg.result != LegResult.ENDED]

    def taken_from(self, user: User) -> CallLeg | None:
        """Return the leg of the agent who has or had the call after this one; None without any."""
        serving = [leg for leg in self.legs if leg.role == LegRole.AGENT]
        own = [leg for leg in serving if leg.agent_id == user.pk]
        left = [leg.left_at for leg in own if leg.left_at and leg.result != LegResult.ENDED]
        if not own or len(left) < len(own):
            return None
        later = [leg for leg in serving if leg.agent_id != user.pk]
        after = [leg for leg in later if leg.left_at is None or leg.left_at > max(left)]
        return after[-1] if after else None

    def since(self, user: User) -> datetime | None:
        """Return since when an agent is in the call, over all their telephones and reloads."""
        joined = [leg.joined_at for leg in self.legs if leg.agent_id == user.pk and leg.joined_at]
        return min(joined, default=None)

    def missed(self, since: datetime) -> CallLeg | None:
        """Return the newest party that was asked and did not come."""
        tried = [leg for leg in self.legs if leg.left_at and leg.joined_at is None]
        return next((leg for leg in reversed(tried) if leg.left_at and leg.left_at >= since), None)


def company_of(call: Call) -> Company:
    """List who was in a call other than the citizen; one query."""
    legs = CallLeg.objects.select_related("agent", "by").filter(call=call)
    return Company(list(legs.order_by("asked_at", "id")))
