"""Visitors who wait are offered to the free desks of their communication center.

Verbs: offer_ticket, end_ticket_offer, withdraw_ticket_offers by the switchboard; `call_next` of
`counter.actions` is what a clerk does then.
"""
