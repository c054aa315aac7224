"""Events of outgoing lists; the result of each number is counted from its row."""

from alo153.calls.models import CallList
from alo153.citizens.channel import Channel
from alo153.core.payloads import Dimensions, Payload


class OfCallList(Payload[CallList]):
    """An event of a list; it contains the queue whose agents answer its calls, if any."""

    def dimensions(self, subject: CallList) -> Dimensions:
        """Return channel, and the queue where people answer and no announcement."""
        return Dimensions(channel=Channel.PHONE.value, queue=subject.queue or None)


class CallListWritten(OfCallList, name="call_list.written"):
    """Somebody wrote down whom the center is to call; an emergency says why it is one."""

    kind: str
    numbers: int
    emergency_reason: str = ""


class CallListApproved(OfCallList, name="call_list.approved"):
    """Somebody else approved it."""

    emergency_reason: str = ""


class CallListChanged(OfCallList, name="call_list.changed"):
    """Its announcement differs from the approved words: a person must approve it again."""


class CallListBegun(OfCallList, name="call_list.begun"):
    """The center calls from now on, also after a pause."""

    emergency_reason: str = ""


class CallListPaused(OfCallList, name="call_list.paused"):
    """No more calls begin."""


class CallListEnded(OfCallList, name="call_list.ended"):
    """Somebody ended the list; its remaining numbers are not called."""


class CallListLapsed(OfCallList, name="call_list.lapsed"):
    """It called nobody for so long that it ended by itself."""


class CallListFinished(OfCallList, name="call_list.finished"):
    """No number is left to be called."""
