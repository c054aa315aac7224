"""Figures of contacts that wait for a person: calls in a line, chats, visitors at the counter."""

from alo153.reports.figures.sums import Sums, mean_seconds, percent


def offered(sums: Sums) -> float | None:
    """Contacts that waited and were answered, abandoned or sent elsewhere.

    Formula: O = A + B + F
    Source: COPC CX Standard; places kept for a call-back are a line of their own.
    """
    return sums["offered"]


def answered(sums: Sums) -> float | None:
    """Contacts that a person answered, and that did not give up in the line after a transfer.

    Formula: A
    Source: Asterisk app_queue COMPLETEAGENT and COMPLETECALLER.
    """
    return sums["answered"]


def abandoned(sums: Sums) -> float | None:
    """Contacts that gave up while they waited, short ones included.

    Formula: B
    Source: Asterisk app_queue ABANDON.
    """
    return sums["abandoned"]


def short_abandoned(sums: Sums) -> float | None:
    """Contacts that gave up within the short limit: nobody could have answered.

    Formula: Bs = B with wait <= s
    Source: Genesys Cloud, short abandon.
    """
    return sums.short_abandoned


def abandon_rate(sums: Sums) -> float | None:
    """Share of offered contacts that gave up.

    Formula: B / O
    Source: COPC CX Standard.
    """
    return percent(sums["abandoned"], sums["offered"])


def abandon_rate_without_short(sums: Sums) -> float | None:
    """Share of contacts that gave up, short ones left out on both sides.

    Formula: (B - Bs) / (O - Bs)
    Source: Genesys Cloud, abandon rate without short abandons.
    """
    short = sums.short_abandoned
    return percent(sums["abandoned"] - short, sums["offered"] - short)


def flowed_out(sums: Sums) -> float | None:
    """Contacts that waited and went elsewhere: to a message, a closed line, another number.

    Formula: F = O - A - B
    Source: Genesys Cloud, flow-out.
    """
    return sums["offered"] - sums["answered"] - sums["abandoned"]


def service_level_strict(sums: Sums) -> float | None:
    """Share of all offered contacts that were answered within the limit.

    Formula: A(wait <= T) / O
    Source: the strictest one; Turkish banks 80 % in 30 s (RG 31132), telecom in 20 s (RG 28236).
    """
    return percent(sums.answered_in_time, sums["offered"])


def service_level_genesys(sums: Sums) -> float | None:
    """Share of answered and abandoned contacts, short ones left out, answered within the limit.

    Formula: A(wait <= T) / (A + B - Bs)
    Source: Genesys Cloud, service level with short abandons excluded.
    """
    whole = sums["answered"] + sums["abandoned"] - sums.short_abandoned
    return percent(sums.answered_in_time, whole)


def service_level_amazon(sums: Sums) -> float | None:
    """Share of all that waited whose wait was over within the limit, by an answer or a hang-up.

    Formula: (A(wait <= T) + B(wait <= T)) / (O + K)
    Source: Amazon Connect, SERVICE_LEVEL: removed from queue within T / contacts queued.
    """
    fast = sums.answered_in_time + sums.abandoned_in_time
    return percent(fast, sums["offered"] + sums["kept"])


def service_level_of_answered(sums: Sums) -> float | None:
    """Share of answered contacts that were answered within the limit; abandoned ones do not count.

    Formula: A(wait <= T) / A
    Source: Asterisk app_queue, ServicelevelPerf.
    """
    return percent(sums.answered_in_time, sums["answered"])


def service_level_asterisk_2(sums: Sums) -> float | None:
    """Share of answered and abandoned contacts whose wait was over within the limit.

    Formula: (A(wait <= T) + B(wait <= T)) / (A + B)
    Source: Asterisk app_queue, ServicelevelPerf2.
    """
    fast = sums.answered_in_time + sums.abandoned_in_time
    return percent(fast, sums["answered"] + sums["abandoned"])


def speed_of_answer(sums: Sums) -> float | None:
    """Mean wait of answered contacts (ASA), in seconds.

    Formula: sum of waits of A / A
    Source: COPC CX Standard, average speed of answer.
    """
    return mean_seconds(sums["waited_answered_ms"], sums["answered"])


def patience(sums: Sums) -> float | None:
    """Mean wait of contacts that gave up, in seconds.

    Formula: sum of waits of B / B
    Source: Genesys Cloud, average abandon time.
    """
    return mean_seconds(sums["waited_abandoned_ms"], sums["abandoned"])


def kept(sums: Sums) -> float | None:
    """Callers who left their place in the line to be called back.

    Formula: K
    Source: ADR 53, neither answered nor abandoned.
    """
    return sums["kept"]


def kept_reached(sums: Sums) -> float | None:
    """Share of kept places whose citizen was reached.

    Formula: K(reached) / K
    Source: ADR 53.
    """
    return percent(sums["kept_reached"], sums["kept"])
