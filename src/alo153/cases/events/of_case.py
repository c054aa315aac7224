"""The dimensions of every event of a case, for reports."""

from alo153.cases.models import Case
from alo153.core.payloads import Dimensions, Payload


class OfCase(Payload[Case]):
    """An event of a case; it contains the unit, topic, kind, channel and place of the case then."""

    def dimensions(self, subject: Case) -> Dimensions:
        """Return unit, topic, kind, channel and place."""
        return Dimensions(
            unit=subject.unit_id,
            topic=subject.topic_id,
            kind=subject.kind_id,
            channel=subject.channel,
            district=subject.district_id,
            neighborhood=subject.neighborhood_id,
        )
