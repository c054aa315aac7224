"""Figures of cases and of questions: what came of them, how fast, and who had to ask again."""

from alo153.reports.figures.sums import Sums, mean_seconds, percent


def opened(sums: Sums) -> float | None:
    """Cases that were opened.

    Formula: cases opened
    Source: glossary, case.
    """
    return sums["opened"]


def closed(sums: Sums) -> float | None:
    """Closings; a case that was opened again and closed again counts twice.

    Formula: closings
    Source: glossary, closing.
    """
    return sums["closed"]


def open_cases(sums: Sums) -> float | None:
    """Open cases at the end of the period.

    Formula: opened + reopened + entered - left - closed, since the first event
    Source: own.
    """
    return sums["open_end"]


def open_overdue(sums: Sums) -> float | None:
    """Open cases at the end of the period of which a manager was told that their time is over.

    Formula: told of + entered - left - closed, of such cases, since the first event
    Source: own; a manager is told `manager_after` working days after the time, see `kinds.toml`.
    """
    return sums["overdue_end"]


def first_contact_resolution(sums: Sums) -> float | None:
    """Share of questions answered on the spot that nobody had to ask again within seven days.

    Formula: 1 - informed again(7 days) / informed; counted on the day of the later contact
    Source: COPC CX Standard; same topic, same citizen or address.
    """
    again = percent(sums["informed_again_7"], sums["informed"])
    return None if again is None else 100 - again


def repeat_contacts(sums: Sums) -> float | None:
    """Share of contacts about what the same citizen had turned to the center for already.

    Formula: (informed again(30 days) + contacted again) / (informed + opened)
    Source: lessons.md; about a closed case: same place and topic within the city's limit.
    """
    again = sums["informed_again_30"] + sums["contacted_again"]
    return percent(again, sums["informed"] + sums["opened"])


def status_questions(sums: Sums) -> float | None:
    """Contacts in which a citizen asked for the state of an open case.

    Formula: Q
    Source: own; the calls that silence causes.
    """
    return sums["asked_about"]


def calls_caused_by_silence(sums: Sums) -> float | None:
    """Status questions for each hundred open cases.

    Formula: 100 x Q / mean of open cases at the beginning and at the end
    Source: own, after ADR 19.
    """
    return percent(sums["asked_about"], (sums["open_start"] + sums["open_end"]) / 2)


def time_to_unit(sums: Sums) -> float | None:
    """Mean time from the opening until a unit had the case, in seconds.

    Formula: sum of times / cases that came to their first unit
    Source: own; calendar time.
    """
    return mean_seconds(sums["to_unit_ms"], sums["to_unit"])


def time_to_first_action(sums: Sums) -> float | None:
    """Mean time from the opening until the unit accepted, asked, gave work, answered or returned.

    Formula: sum of times / cases with their first action
    Source: own; calendar time, in seconds.
    """
    return mean_seconds(sums["to_action_ms"], sums["to_action"])


def time_to_answer(sums: Sums) -> float | None:
    """Mean time from the opening until the unit wrote its first answer, in seconds.

    Formula: sum of times / cases with their first answer
    Source: own; calendar time.
    """
    return mean_seconds(sums["to_answer_ms"], sums["to_answer"])


def time_to_relay(sums: Sums) -> float | None:
    """Mean time from the opening until the citizen was first told the answer, in seconds.

    Formula: sum of times / cases whose citizen was told for the first time
    Source: own; calendar time.
    """
    return mean_seconds(sums["to_relay_ms"], sums["to_relay"])


def confirmed_resolution(sums: Sums) -> float | None:
    """Share of citizens who were asked and said so that call their case solved.

    Formula: confirmed / (confirmed + not solved)
    Source: lessons.md, closed is not solved.
    """
    return percent(sums["confirmed"], sums["confirmed"] + sums["unsolved"])


def confirmed_of_closed(sums: Sums) -> float | None:
    """Share of all closings that a citizen calls solved; silence is no consent.

    Formula: confirmed / closings
    Source: lessons.md, the headline figure.
    """
    return percent(sums["confirmed"], sums["closed"])


def objections(sums: Sums) -> float | None:
    """Share of closings that a citizen objected to.

    Formula: objections / closings
    Source: glossary, objection.
    """
    return percent(sums["objected"], sums["closed"])


def returned(sums: Sums) -> float | None:
    """Share of hand-overs that the unit returned as not its own.

    Formula: returned / forwarded
    Source: lessons.md, ledger of "not ours".
    """
    return percent(sums["returned"], sums["forwarded"])


def overdue(sums: Sums) -> float | None:
    """Share of closings that came after the time the law or the city's standard gives.

    Formula: closed late / (closed in time + closed late)
    Source: Law 4982 art. 11, Law 3071 art. 7, and the city's service standards.
    """
    late = sums["closed_late"]
    return percent(late, sums["closed_in_time"] + late)


def statutory_overdue(sums: Sums) -> float | None:
    """Share of closings that came after the time of the law, of kinds whose time a law sets.

    Formula: late by law / (in time by law + late by law); first closings only
    Source: Law 4982 art. 11, Law 3071 art. 7, Law 6698 art. 13: `law` and `standard` of a kind.
    """
    late = sums["statutory_late"]
    return percent(late, sums["statutory_in_time"] + late)


def age(sums: Sums) -> float | None:
    """Mean time from the opening to the closing, in seconds.

    Formula: sum of ages / closings
    Source: own; calendar time.
    """
    return mean_seconds(sums["age_ms"], sums["closed"])
