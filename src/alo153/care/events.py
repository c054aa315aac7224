"""Events of care: abuse of staff, and the measures taken. The rooms have no events."""

from alo153.care.tables.abuse import AbuseReport, ComplaintFile
from alo153.core.payloads import Dimensions, Payload


class AbuseReported(Payload[AbuseReport], name="care.abuse_reported"):
    """An agent ended a call or a conversation by right."""

    threat: bool = False

    def dimensions(self, subject: AbuseReport) -> Dimensions:
        """Return the channel; no figure may name the agent."""
        return Dimensions(channel=subject.interaction.channel)


class AbuseSettled(Payload[AbuseReport], name="care.abuse_settled"):
    """A supervisor decided what follows for the caller."""

    blocked: bool = False


class ComplaintFiled(Payload[ComplaintFile], name="care.complaint_filed"):
    """A file for the prosecutor was made; its recording is held."""

    offence: str
