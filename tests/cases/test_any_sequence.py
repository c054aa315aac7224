"""Any sequence of verbs, also those nobody should try, keeps what the case system promises."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.cases.lives import Lives

pytestmark = pytest.mark.django_db
BOUNDED = settings(
    max_examples=12,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_any_sequence_of_verbs_keeps_every_promise() -> None:
    run_state_machine_as_test(Lives, settings=BOUNDED)
