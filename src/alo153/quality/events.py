"""Events of quality management."""

from alo153.core.payloads import Dimensions, Payload
from alo153.quality.models import (
    Appeal,
    Calibration,
    CardVersion,
    ClosingCheck,
    Coaching,
    ContactFeedback,
    Draw,
    Evaluation,
    GoodMoment,
    HandTranscript,
    LearningCard,
    LearningResult,
)


class CardPutInUse(Payload[CardVersion], name="quality.card_put_in_use"):
    """A version of a scorecard is in use from now on."""

    medium: str
    number: int


class ContactsDrawn(Payload[Draw], name="quality.contacts_drawn"):
    """Chance chose the contacts of a day (ISO 8601); contacts chosen by a person have a reason."""

    day: str
    contacts: int
    answers: int = 0
    for_reasons: int = 0
    closings: int = 0


class OfEvaluation(Payload[Evaluation]):
    """An event of an evaluation, counted by its agent."""

    def dimensions(self, subject: Evaluation) -> Dimensions:
        """Return agent and channel; of an answer its unit."""
        if subject.interaction is None:
            return Dimensions(unit=subject.answer.unit_id if subject.answer else None)
        return Dimensions(agent=subject.agent_id, channel=subject.interaction.channel)


class EvaluationAsked(OfEvaluation, name="quality.evaluation_asked"):
    """A contact is to be evaluated for a reason."""

    reason: str


class EvaluationGiven(OfEvaluation, name="quality.evaluation_given"):
    """An evaluator scored a contact, and its agent can read it."""

    reason: str
    percent: float | None = None
    critical: int = 0
    second: bool = False


class EvaluationDropped(OfEvaluation, name="quality.evaluation_dropped"):
    """A contact cannot be evaluated."""


class EvaluatorRecused(OfEvaluation, name="quality.evaluator_recused"):
    """An evaluator is not free to judge a contact and never gets it again."""


class EvaluationAcknowledged(OfEvaluation, name="quality.evaluation_acknowledged"):
    """An agent has read the evaluation of a contact of theirs."""


class EvaluationAppealed(OfEvaluation, name="quality.evaluation_appealed"):
    """An agent does not agree with an evaluation."""


class AppealDecided(Payload[Appeal], name="quality.appeal_decided"):
    """Somebody else decided about an appeal."""

    upheld: bool


class CalibrationOpened(Payload[Calibration], name="quality.calibration_opened"):
    """Several evaluators are to score the same contacts blind."""

    contacts: int
    evaluators: int


class CalibrationAgreed(Payload[Calibration], name="quality.calibration_agreed"):
    """The evaluators of a calibration agreed on the score of a contact."""

    interaction: int
    percent: float | None = None


class CalibrationContactClosed(Payload[Calibration], name="quality.calibration_contact_closed"):
    """Missing scores of a contact are waived because its recording was destroyed."""

    interaction: int
    missing: int
    reason: str


class AgentCoached(Payload[Coaching], name="quality.agent_coached"):
    """A coach talked with an agent, and they agreed on so many steps."""

    steps: int

    def dimensions(self, subject: Coaching) -> Dimensions:
        """Return the agent."""
        return Dimensions(agent=subject.agent_id)


class MomentProposed(Payload[GoodMoment], name="quality.moment_proposed"):
    """An evaluator asks an agent for a part of a talk, for the library."""


class MomentReleased(Payload[GoodMoment], name="quality.moment_released"):
    """An agent let a part of a talk into the library."""


class MomentWithdrawn(Payload[GoodMoment], name="quality.moment_withdrawn"):
    """An agent took a part of a talk out of the library."""


class LearningCardWritten(Payload[LearningCard], name="quality.learning_card_written"):
    """A learning card was published; agents who pass it may get a skill."""

    skill: str = ""


class CardLearned(Payload[LearningResult], name="quality.card_learned"):
    """An agent answered all questions of a card right."""

    skill: str = ""


class TranscribedByHand(Payload[HandTranscript], name="quality.transcribed_by_hand"):
    """Somebody wrote down a recording, to measure an engine by it."""


class FeedbackGiven(Payload[ContactFeedback], name="quality.feedback_given"):
    """A citizen said in words how a contact was, and perhaps wishes to be called."""

    wishes_call: bool

    def dimensions(self, subject: ContactFeedback) -> Dimensions:
        """Return the channel."""
        return Dimensions(channel=subject.interaction.channel)


class FeedbackHandled(Payload[ContactFeedback], name="quality.feedback_handled"):
    """A supervisor said what came of a call-back."""


class ClosingChecked(Payload[ClosingCheck], name="quality.closing_checked"):
    """Somebody looked again whether what was closed as done is done."""

    result: str

    def dimensions(self, subject: ClosingCheck) -> Dimensions:
        """Return unit and topic."""
        return Dimensions(unit=subject.unit_id, topic=subject.closing.topic_id)
