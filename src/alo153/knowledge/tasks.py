"""Background jobs."""

from alo153.city import queries as city
from alo153.core import clock
from alo153.core.jobs import Queue, job, periodic
from alo153.knowledge import actions, queries
from alo153.knowledge.articles import actions as articles
from alo153.knowledge.articles import spoken
from alo153.knowledge.feeds import actions as feeds
from alo153.knowledge.feeds import city_file
from alo153.knowledge.prompts import actions as prompts


@job(name=queries.SPEAK_JOB)
def speak(announcement_id: int) -> None:
    """Let the machine read one announcement."""
    actions.give_voice(announcement_id=announcement_id, now=clock.now)


@job(name=spoken.SPEAK_JOB, attempts=5)
def speak_article(article_id: int) -> None:
    """Let the machine read the spoken forms of one article."""
    articles.speak_article(article_id=article_id)


@job(name=prompts.SPEAK_JOB, attempts=5)
def speak_prompt(key: str, sound_name: str, language: str, text: str) -> None:
    """Let the machine read a prompt that nobody records any more."""
    prompts.speak_prompt(key=key, name=sound_name, language=language, text=text)


@periodic(name="knowledge.want_sounds", cron="47 * * * *")
def want_sounds() -> None:
    """Have the articles read that callers could hear, and that have no sound in today's voice."""
    articles.want_missing_sounds(at=clock.now())


@periodic(name="knowledge.forget_questions", cron="37 3 * * *")
def forget_questions() -> None:
    """Delete the questions that nobody asks any more."""
    articles.forget_questions(at=clock.now())


# A provider that hangs holds up no message to a citizen
@periodic(name="knowledge.fetch_feeds", cron="* * * * *", queue=Queue.WEBHOOKS)
def fetch_feeds() -> None:
    """Know the providers that the document in force names, and ask each one that is due."""
    city.follow_documents()
    lines, faults = city_file.read_each(city.files_in_force())
    feeds.load_feeds(feeds=lines, faults=faults)
    feeds.fetch_due_feeds(feeds=lines, faults=faults, now=clock.now)
