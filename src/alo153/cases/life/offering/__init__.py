"""A waiting objection is offered to an agent who is there and may decide it.

Verbs: accept_objection and decline_objection, by the agent who is asked.
"""
