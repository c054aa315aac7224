"""Outgoing lists call at any time, and are paused at any time."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule
from tests.switchboard.acd.any_order.pretended_company import PICK, Company

from alo153.switchboard.acd.offering.listed import ListCallDropped, ListCallTaken


class Listed(Company):
    """Rules by which lists call citizens."""

    @rule(node=st.sampled_from(["notice", "satisfaction", ""]))
    def a_list_calls(self, node: str) -> None:
        call = self._number("call")
        self._happen(
            ListCallTaken(
                at=self.at,
                call=call,
                number="+3",
                reference="list:1",
                menu_node=node,
                until=self.at + 20,
            )
        )

    @rule(pick=PICK)
    def a_list_is_paused(self, pick: int) -> None:
        listed = sorted(call.id for call in self.state.calls.values() if call.listed)
        if listed:
            self._happen(ListCallDropped(at=self.at, call=listed[pick % len(listed)]))
