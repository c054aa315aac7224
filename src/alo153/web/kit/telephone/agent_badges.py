"""Badges of agents' states: a symbol and a color next to the word."""

from alo153.calls.call_words import AgentState

# Icon and look of each state; the word comes from the state itself
ON_HOLD = ("pause", "warn")
BADGES = {
    AgentState.READY: ("check-circle", "good"),
    AgentState.RINGING: ("phone-incoming", "info"),
    AgentState.TALKING: ("phone", "info"),
    AgentState.WRAP_UP: ("edit", "warn"),
    AgentState.PAUSED: ("pause", "warn"),
    AgentState.NOT_ANSWERING: ("alert", "bad"),
    AgentState.SUPERVISING: ("volume", "info"),
    AgentState.OFFLINE: ("phone-off", "off"),
}
