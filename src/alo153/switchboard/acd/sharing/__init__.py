"""Calls that wait at one node for agents of another: one node shows a call, another claims it."""
