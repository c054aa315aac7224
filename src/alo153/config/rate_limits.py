"""Limits on attempts: signing in, and what the portal offers without an account.

django-allauth counts, by address (`ip`), by what is tried (`key`) or by both.
"""

from typing import Final

LIMITS: Final = {
    "login": "120/m/ip",
    # By account and address, and by address; by account from unknown devices anywhere; by device
    "login_failed": "30/m/ip,5/5m/key",
    "login_failed_anywhere": "200/h/key",
    "login_failed_device": "5/5m/key",
    "reset_password": "5/m/ip,3/h/key",
    "passkey": "300/5m/ip",
    "provider": "300/5m/ip",
    # The portal counts with the same library: by address; who proved something (portal.proof)
    # counts alone, for forty citizens may share the address of their carrier
    "track": "30/15m/ip",
    "code": "20/h/ip",
    "follow": "60/h/ip",
    "apply": "20/h/ip",
    "upload": "60/h/ip",
    "draft": "60/10m/ip",
    # One for each pause while somebody types an address
    "address": "600/5m/ip",
    "ask": "60/15m/ip",
    # One for each pause while an application is typed
    "ask_typing": "300/5m/ip",
    "call": "20/15m/ip",
    "chat": "20/h/ip",
    "chat_address": "10/h/key",
    "track_visitor": "30/15m/key",
    "code_visitor": "6/h/key",
    "follow_visitor": "20/h/key",
    "apply_visitor": "6/h/key",
    "upload_visitor": "40/h/key",
    "draft_visitor": "20/10m/key",
    "address_visitor": "200/5m/key",
    "ask_visitor": "30/15m/key",
    "ask_typing_visitor": "100/5m/key",
    "call_visitor": "10/15m/key",
    "chat_visitor": "6/h/key",
    # Of what all share (messages that cost money, places in a chat, telephone accounts) one address
    # takes a part, however much its visitors prove: 600 codes an hour, 500 chats (see there)
    "code_all": "100/h/ip",
    # By number and address: one address leaves its owner a part of 3 an hour and 8 a day; several
    # leave what is kept for a visitor with a proof (`citizens/actions/signing_in`)
    "code_number": "2/h/key,5/d/key",
    "chat_all": "100/h/ip",
    "call_all": "100/15m/ip",
    # Wrong ones, by code and address; of a code anywhere, beyond which a visitor proves something
    "track_code": "10/15m/key",
    "track_code_anywhere": "100/h/key",
    # Work is not limited, it grows with what an address has done (portal.proof); a question is
    "prove_plain": "60/15m/ip",
    "prove_wrong": "30/15m/ip",
    "seat": "10/15m/ip",
    "seat_visitor": "10/15m/key",
}
