"""Words to the citizen, and what becomes of them."""

from collections.abc import Sequence

from alo153.cases.events.of_case import OfCase
from alo153.cases.models import AnswerTemplate
from alo153.core.payloads import Payload


class CaseRelayAsked(OfCase, name="case.relay_asked"):
    """An answer is to be passed on."""

    relay: int
    channel: str


class CaseRelayTried(OfCase, name="case.relay_tried"):
    """The citizen was told, or it was tried."""

    channel: str
    number: int
    result: str


class CaseRelayExhausted(OfCase, name="case.relay_exhausted"):
    """The citizen could not be reached."""

    channel: str


class CaseNoticeGiven(OfCase, name="case.notice_given"):
    """The citizen is given notice of another date, of costs or of how it goes."""

    notice: int
    way: str


class CaseQuestionAsked(OfCase, name="case.question_asked"):
    """The unit asks the citizen something."""

    question: int
    way: str


class CaseQuestionAnswered(OfCase, name="case.question_answered"):
    """The citizen answers a question."""

    question: int
    channel: str


class CaseQuestionExpired(OfCase, name="case.question_expired"):
    """No answer came in time."""

    question: int


class CaseQuestionVoid(OfCase, name="case.question_void"):
    """A case moved on before the citizen answered the question."""

    question: int


class CaseSendDelayed(OfCase, name="case.send_delayed"):
    """Words to the citizen wait ten seconds."""

    verb: str


class CaseSendWithdrawn(OfCase, name="case.send_withdrawn"):
    """Their writer takes back words that wait."""

    verb: str
    # The number of what waited; 0 in events of versions that did not keep it
    send: int = 0


class CaseSendRefused(OfCase, name="case.send_refused"):
    """A case moved on while a message waited."""

    verb: str


class TemplateKept(Payload[AnswerTemplate], name="template.kept"):
    """A unit, or the center (no unit), keeps a ready answer: its version, and what is new in it."""

    unit: int | None = None
    version: int = 1
    changed: Sequence[str] = ()
    # Names of the answer, which are no words about a person
    renamed_from: str | None = None
    renamed_to: str | None = None


class TemplateDropped(Payload[AnswerTemplate], name="template.dropped"):
    """A unit, or the center (no unit), forgets a ready answer."""

    unit: int | None = None


class CaseConversationLinked(OfCase, name="case.conversation_linked"):
    """A written conversation is about the case."""

    conversation: int


class CaseWrittenAbout(OfCase, name="case.written_about"):
    """A message about the case comes in."""

    conversation: int
    channel: str
