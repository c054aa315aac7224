"""Count the scores of days again: PostgreSQL adds up what `rules.estimates.Sums` says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from alo153.city import queries as city
from alo153.core.database.day_sums import count_days
from alo153.quality.models import ScoreSums
from alo153.quality.rules.scorecards import Critical

# An appeal that was upheld counts with its own score
_SUMS: Final = """
WITH given AS (
  SELECT ARRAY[{day}::text, ({key})::text, ({team})::text] AS who, {stratum} AS stratum,
    evaluation.draw_id, {of} AS "of", evaluation.reason = 'chance' AS by_chance,
    CASE WHEN appeal.upheld THEN appeal.percent ELSE evaluation.percent END AS score,
    CASE WHEN appeal.upheld THEN appeal.critical ELSE evaluation.critical END AS critical
  FROM quality_evaluation AS evaluation
  LEFT JOIN quality_appeal AS appeal ON appeal.evaluation_id = evaluation.id
  LEFT JOIN cases_answer AS answer ON answer.id = evaluation.answer_id
  LEFT JOIN contacts_interaction AS contact ON contact.id = evaluation.interaction_id
  {join}
  WHERE evaluation.state = 'given' AND NOT evaluation.second AND evaluation.{other}_id IS NULL
    AND evaluation.contact_at >= %(begin)s AND evaluation.contact_at < %(end)s
), stratum AS (
  SELECT who, min("of")::float AS whole, count(*)::float AS n, avg(score) AS mean,
    coalesce(var_samp(score), 0) AS variance, avg(score * score) AS square
  FROM given WHERE by_chance AND score IS NOT NULL GROUP BY who, stratum, draw_id
), added AS (
  SELECT who, sum(n)::int AS n, sum(whole) AS whole, sum(whole * mean) AS weighted,
    sum(n - 1)::int AS freedom, sum((n - 1) * variance) AS squares,
    coalesce(sum(whole * whole * (1 - n / whole) * variance / n) FILTER (WHERE n > 1), 0) AS within,
    coalesce(sum(whole * whole * (1 - 1 / whole)) FILTER (WHERE n = 1), 0) AS alone,
    sum(whole * whole * (1 - n / whole) / n) AS spread,
    sum(whole * whole * (1 - n / whole) / n * mean) AS spread_scores,
    sum(whole * whole * (1 - n / whole) / n * square) AS spread_squares,
    sum(whole * whole / n) AS weights
  FROM stratum GROUP BY who
), harmed AS (
  SELECT who, min("of")::float AS whole, count(*)::float AS n, {shares}
  FROM given WHERE by_chance GROUP BY who, stratum, draw_id
), weighed AS (
  SELECT who, sum(n)::int AS drawn, {weights}, sum(whole) AS drawn_whole,
    sum(whole * whole * (1 - n / whole) / n) AS drawn_spread
  FROM harmed GROUP BY who
), counted AS (
  SELECT who, count(*) FILTER (WHERE NOT by_chance) AS targeted, {errors}
  FROM given GROUP BY who
)
INSERT INTO quality_scoresums (division, is_month, begins_date, key, team, {columns})
SELECT '{division}', false, who[1]::date, who[2], who[3]::int, {values}
FROM counted LEFT JOIN weighed USING (who) LEFT JOIN added USING (who)
"""
_AGENT: Final = "evaluation.agent_id"
_UNIT: Final = "coalesce(answer.unit_id, 0)"
_DAY: Final = "(evaluation.contact_at AT TIME ZONE %(zone)s)::date"
_WHOLE: Final = 'evaluation."of"'
# A queue or topic cuts across the strata: each of its contacts stands for `of / drawn` contacts
_STANDS_FOR: Final = 'evaluation."of"::float / coalesce(evaluation.drawn, 1)'
_CONTACT: Final = "evaluation.id"
_SHARES: Final = ", ".join(
    f"avg((critical ->> '{kind.value}' IS NOT NULL)::int)::float AS {kind.value}_share"
    for kind in Critical
)
_WEIGHTS: Final = ", ".join(
    f"sum(whole * {kind.value}_share) AS {kind.value}_weight" for kind in Critical
)
_ERRORS: Final = ", ".join(
    f"coalesce(sum((critical ->> '{kind.value}')::int) FILTER (WHERE by_chance), 0)::int"
    f' AS "{kind.value}"'
    for kind in Critical
)


def _insert(
    division: ScoreSums.Division,
    *,
    key: str,
    stratum: str,
    of: str = _WHOLE,
    other: str = "answer",
    team: str = "0",
    join: str = "",
) -> str:
    """Return the statement that inserts the rows of a division."""
    measures = ScoreSums.measures()
    return _SUMS.format(
        division=division.value,
        day=_DAY,
        key=key,
        team=team,
        stratum=stratum,
        of=of,
        other=other,
        join=join,
        shares=_SHARES,
        weights=_WEIGHTS,
        errors=_ERRORS,
        columns=", ".join(f'"{name}"' for name in measures),
        values=", ".join(f'coalesce("{name}", 0)' for name in measures),
    )


_INSERTS: Final = (
    # A contact belongs to the team that its agent was in that day
    _insert(
        ScoreSums.Division.AGENT,
        key=_AGENT,
        stratum=_AGENT,
        team="coalesce(member.team_id, 0)",
        join=city.team_on_day(person=_AGENT, day=_DAY),
    ),
    _insert(ScoreSums.Division.UNIT, key=_UNIT, stratum=_UNIT, other="interaction"),
    _insert(ScoreSums.Division.QUEUE, key="contact.queue", stratum=_CONTACT, of=_STANDS_FOR),
    _insert(
        ScoreSums.Division.TOPIC,
        key="coalesce(contact.topic_id, 0)",
        stratum=_CONTACT,
        of=_STANDS_FOR,
    ),
)


def count_scores(first: date, last: date) -> None:
    """Count the scores of the days from `first` to `last` again.

    A day of an agent is a stratum: it weighs as many contacts as the agent had that day.
    """
    given = {
        "begin": city.day_begins(first),
        "end": city.day_begins(last + timedelta(days=1)),
        "zone": str(city.zone()),
    }
    count_days(ScoreSums, first, last, inserts=_INSERTS, given=given)
