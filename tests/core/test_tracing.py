"""One trace from the call to the case: its number is the call's, and no span names a person."""

from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from tests import cast
from tests.web.desk.calls.ringing import let_ring, talks

from alo153.cases import actions
from alo153.config.traces import TRACE_OF
from alo153.core.processes import tracing

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> Iterator[InMemorySpanExporter]:
    """Keep spans in memory."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracing.begin(provider, TRACE_OF)
    yield exporter
    tracing.begin(None, {})


def test_a_call_that_becomes_a_case_is_one_trace(kept: InMemorySpanExporter) -> None:
    call = let_ring()
    talks(call)
    case = cast.open_case()
    case.interactions.add(call.interaction)
    actions.accept(case=case, by=cast.staff("selin"), at=cast.AT)
    spans = [span for span in kept.get_finished_spans() if span.context]
    of_call = [span for span in spans if span.context.trace_id == call.pk.int]
    names = [span.name for span in of_call]
    assert {"call.entered", "call.answered", "case.accepted"} <= set(names)
    told = repr([dict(span.attributes or {}) for span in spans])
    for secret in ("Ayşe", "+90532", "5320000101", "Ağaç", case.tracking_code):
        assert secret not in told


def test_it_is_off_by_default(kept: InMemorySpanExporter) -> None:
    tracing.begin(None, {})
    let_ring()
    assert kept.get_finished_spans() == ()
