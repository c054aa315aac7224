"""The dimensions of every event of a call, a message or an agent, for reports."""

from alo153.calls.models import AgentSession, Call
from alo153.calls.models.voice_messages import VoiceMessage
from alo153.citizens.channel import Channel
from alo153.core.payloads import Dimensions, Payload


class OfCall(Payload[Call]):
    """An event of a call; it contains its queue and its agent."""

    def dimensions(self, subject: Call) -> Dimensions:
        """Return queue, agent and channel; the unit's and the topic's are the case's."""
        return Dimensions(queue=subject.queue, agent=subject.agent_id, channel=Channel.PHONE.value)


class OfVoiceMessage(Payload[VoiceMessage]):
    """An event of a caller's message; it contains the queue of the call."""

    def dimensions(self, subject: VoiceMessage) -> Dimensions:
        """Return queue, agent and channel of the call."""
        call = subject.call
        return Dimensions(queue=call.queue, agent=call.agent_id, channel=Channel.PHONE.value)


class OfAgent(Payload[AgentSession]):
    """An event of an agent's session; it contains the agent."""

    def dimensions(self, subject: AgentSession) -> Dimensions:
        """Return the agent."""
        return Dimensions(agent=subject.pk)
