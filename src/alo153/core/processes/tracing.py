"""Traces from the call to the case, for a collector of OpenTelemetry; off unless one is named.

Each recorded event is a span. What belongs to one call, in whichever process it happens, is one
trace: its number is that of the call, so that nothing has to be handed on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import models

from alo153.core.models import Event

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

log = logging.getLogger(__name__)

type TraceOf = Mapping[type[models.Model], Callable[[Any], UUID | None]]
"""For each kind of row: the call that it belongs to."""

_NANOSECONDS: Final = 1_000_000_000
_LOWER: Final = (1 << 64) - 1


class _Tracing:
    provider: TracerProvider | None = None
    trace_of: TraceOf = {}


def begin(provider: TracerProvider | None, trace_of: TraceOf) -> None:
    """Make spans of events from now on, by this provider; None ends it."""
    _Tracing.provider, _Tracing.trace_of = provider, trace_of


def exporting_to(url: str) -> TracerProvider | None:
    """Return a provider that sends spans to `url` (OTLP by HTTP) in a thread of its own.

    None without the extra `telemetry`: a call is worth more than its trace.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError:
        log.warning("no traces are sent: the extra telemetry is not installed")
        return None
    provider = TracerProvider(resource=Resource.create({"service.name": "alo153"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url)))
    return provider


def tell(events: Iterable[Event]) -> None:
    """Make a span of each event of a call; keys and kinds are told, and no words."""
    if _Tracing.provider is not None:
        for event in events:
            _tell(_Tracing.provider, event)


def _tell(provider: TracerProvider, event: Event) -> None:
    from opentelemetry import trace  # noqa: PLC0415 - only where it is on

    subject = event.subject
    found = _Tracing.trace_of.get(type(subject)) if subject else None
    said = found(subject) if found and subject else None
    if said is None:
        return
    # A row that was made a moment ago may hold its key as text
    call = UUID(str(said))
    root = trace.SpanContext(
        trace_id=call.int,
        span_id=call.int & _LOWER,
        is_remote=True,
        trace_flags=trace.TraceFlags(trace.TraceFlags.SAMPLED),
    )
    at = int(event.at.timestamp() * _NANOSECONDS)
    span = provider.get_tracer("alo153").start_span(
        event.name,
        context=trace.set_span_in_context(trace.NonRecordingSpan(root)),
        start_time=at,
        attributes={
            "alo153.event": event.pk,
            "alo153.subject": f"{event.subject_type}:{event.subject_id}",
            "alo153.actor": event.actor_kind,
            **{f"alo153.{key}": value for key, value in event.data.get("dimensions", {}).items()},
        },
    )
    span.end(end_time=at)
