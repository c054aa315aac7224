"""Any order of events keeps what the switchboard promises."""

from hypothesis import settings
from tests.switchboard.acd.any_order.any_calls import Telephone

Telephone.TestCase.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
TestAnyOrderOfEvents = Telephone.TestCase
