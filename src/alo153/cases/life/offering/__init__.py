"""A waiting objection is offered to an agent who is there and may decide it.

Verbs: offer_objection, end_objection_offer, withdraw_objections by the switchboard;
accept_objection and decline_objection by whom it asks.
"""
