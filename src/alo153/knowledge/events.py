"""Events of announcements and articles."""

from alo153.city.models import City
from alo153.core.payloads import Dimensions, Payload
from alo153.knowledge.models import Announcement, Article, Feed, UnansweredQuestion


class OfAnnouncement(Payload[Announcement]):
    """An event of an announcement; it contains the district, if any."""

    def dimensions(self, subject: Announcement) -> Dimensions:
        """Return the district; none is the whole city."""
        return Dimensions(district=subject.district_id)


class AnnouncementMade(OfAnnouncement, name="announcement.made"):
    """Something is announced in the city or a district."""

    district: str
    spoken: bool


class AnnouncementChanged(OfAnnouncement, name="announcement.changed"):
    """The words, the audience or the end of an announcement changed.

    `before` is the municipality's text until then.
    """

    district: str
    spoken: bool
    before: str


class AnnouncementEnded(OfAnnouncement, name="announcement.ended"):
    """An announcement is taken back."""


class AnnouncementVoiced(OfAnnouncement, name="announcement.voiced"):
    """The machine has read an announcement; if the chosen voice failed, espeak-ng read it."""

    language: str
    chosen_voice_failed: str | None = None


class AnnouncementNotVoiced(OfAnnouncement, name="announcement.not_voiced"):
    """The machine could not read an announcement: callers do not hear it."""

    language: str
    why: str | None = None


class ArticlesLoaded(Payload[City], name="city.articles_loaded"):
    """The articles of `answers.toml` are in force."""

    articles: int


class OfArticle(Payload[Article]):
    """An event of an article; it contains its topic and its unit."""

    def dimensions(self, subject: Article) -> Dimensions:
        """Return topic and unit."""
        return Dimensions(topic=subject.topic_id, unit=subject.unit_id)


class ArticleWritten(OfArticle, name="article.written"):
    """Somebody puts an article in force in new words; the version holds them."""

    version: int


class ArticleReviewed(OfArticle, name="article.reviewed"):
    """Somebody says that an article still holds, and until when."""

    until: str


class ArticleRetired(OfArticle, name="article.retired"):
    """Somebody takes an article back."""


class ArticleFileAdded(OfArticle, name="article.file_added"):
    """A file belongs to an article; `file` is its key."""

    file: int


class ArticleFileRemoved(OfArticle, name="article.file_removed"):
    """A file is taken off an article."""

    file: int


class ArticleHelped(Payload[Article], name="article.helped"):
    """A citizen says that an article answered what they asked; no person and no case was needed."""

    channel: str

    def dimensions(self, subject: Article) -> Dimensions:
        """Return what it is about, who is responsible for it, and where it was read."""
        return Dimensions(topic=subject.topic_id, unit=subject.unit_id, channel=self.channel)


class QuestionSettled(Payload[UnansweredQuestion], name="question.settled"):
    """The center takes a question without an answer off its list."""


class PromptRecorded(Payload[City], name="city.prompt_recorded"):
    """Callers hear a person's recording of a prompt."""

    prompt: str


class PromptGivenToMachine(Payload[City], name="city.prompt_given_to_machine"):
    """The recording of a prompt is thrown away: the machine reads it again."""

    prompt: str


class OfFeed(Payload[Feed]):
    """An event of a provider; it contains its topic."""

    def dimensions(self, subject: Feed) -> Dimensions:
        """Return the topic."""
        return Dimensions(topic=subject.topic_id)


class FeedFailed(OfFeed, name="feed.failed"):
    """A provider could not be read, for the first time since it was; its last answer stays."""

    why: str


class FeedRecovered(OfFeed, name="feed.recovered"):
    """A provider that failed is read again."""
