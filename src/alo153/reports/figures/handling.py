"""Figures of the agents' work with a contact, and of what it came to."""

from alo153.reports.figures.sums import Sums, mean_seconds, percent


def contacts(sums: Sums) -> float | None:
    """Contacts that citizens began, on every channel, forms and calls to the menu included.

    Formula: N
    Source: ISO 18295-1, customer contacts.
    """
    return sums["contacts_in"]


def handling_time(sums: Sums) -> float | None:
    """Mean time a contact takes its agents (AHT), calls to citizens included, in seconds.

    Formula: (talk + hold + wrap-up) / handled
    Source: COPC CX Standard; wrap-up counts in the half hour in which it was.
    """
    time = sums["talk_ms"] + sums["hold_ms"] + sums["wrap_up_ms"]
    return mean_seconds(time, sums["handled"])


def talk_time(sums: Sums) -> float | None:
    """Mean time in which agents and citizens heard each other, in seconds.

    Formula: talk / handled
    Source: COPC CX Standard.
    """
    return mean_seconds(sums["talk_ms"], sums["handled"])


def hold_time(sums: Sums) -> float | None:
    """Mean time in which the citizen heard music after the answer, in seconds.

    Formula: hold / handled
    Source: COPC CX Standard.
    """
    return mean_seconds(sums["hold_ms"], sums["handled"])


def wrap_up_time(sums: Sums) -> float | None:
    """Mean work after a contact, in seconds.

    Formula: wrap-up / handled
    Source: COPC CX Standard.
    """
    return mean_seconds(sums["wrap_up_ms"], sums["handled"])


def occupancy(sums: Sums) -> float | None:
    """Share of the time on duty, pauses left out, that agents spent with contacts.

    Formula: (talking + wrap-up) / (talking + wrap-up + ready + ringing)
    Source: Amazon Connect, AGENT_OCCUPANCY: ringing is idle time.
    """
    busy = sums["talking_ms"] + sums["wrap_up_ms"]
    return percent(busy, busy + sums["ready_ms"] + sums["ringing_ms"])


def transfers(sums: Sums) -> float | None:
    """Share of answered contacts that an agent gave to somebody else; a call given twice is two.

    Formula: transfers / A
    Source: Genesys Cloud, transfer rate.
    """
    return percent(sums["transferred"], sums["answered"])


def rating(sums: Sums) -> float | None:
    """Mean of what citizens said of a contact, 1 (bad) to 5 (good).

    Formula: sum of ratings / ratings
    Source: ISO 10004, customer satisfaction.
    """
    return sums["rating_sum"] / sums["ratings"] if sums["ratings"] else None


def ratings(sums: Sums) -> float | None:
    """Contacts that a citizen rated; a mean of few ratings says little.

    Formula: ratings
    Source: ISO 10004, customer satisfaction.
    """
    return sums["ratings"]


def information(sums: Sums) -> float | None:
    """Contacts that were answered with information on the spot.

    Formula: contacts with disposition information
    Source: glossary, disposition.
    """
    return sums["to_information"]


def out_of_scope(sums: Sums) -> float | None:
    """Contacts about what another body does.

    Formula: contacts with disposition out of scope
    Source: glossary, disposition.
    """
    return sums["to_out_of_scope"]


def self_served(sums: Sums) -> float | None:
    """Contacts that needed no person.

    Formula: contacts with disposition self-served
    Source: glossary, disposition.
    """
    return sums["to_self_served"]


def hung_up_in_menu(sums: Sums) -> float | None:
    """Share of calls that hung up in the voice menu, before any line.

    Formula: hung up in the menu / calls of citizens
    Source: own; a service level counts from the line only.
    """
    return percent(sums["hung_up_in_menu"], sums["calls_in"])
