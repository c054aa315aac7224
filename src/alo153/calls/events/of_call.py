"""What every event of a call, a message or an agent says: by what reports count it."""

from alo153.calls.models import AgentSession, Call
from alo153.calls.models.voice_messages import VoiceMessage
from alo153.citizens.channel import Channel
from alo153.core.payloads import Dimensions, Payload


class OfCall(Payload[Call]):
    """What happens to a call says in which queue it is and who has it."""

    def dimensions(self, subject: Call) -> Dimensions:
        """Return queue, agent and channel; the unit's and the topic's are the case's."""
        return Dimensions(queue=subject.queue, agent=subject.agent_id, channel=Channel.PHONE.value)


class OfVoiceMessage(Payload[VoiceMessage]):
    """What happens to a caller's message says in which queue the call was."""

    def dimensions(self, subject: VoiceMessage) -> Dimensions:
        """Return queue, agent and channel of the call."""
        call = subject.call
        return Dimensions(queue=call.queue, agent=call.agent_id, channel=Channel.PHONE.value)


class OfAgent(Payload[AgentSession]):
    """What happens to an agent's session says whose it is."""

    def dimensions(self, subject: AgentSession) -> Dimensions:
        """Return the agent."""
        return Dimensions(agent=subject.pk)
