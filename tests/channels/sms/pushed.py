"""What Verimor posts: a report, and a message that came in."""

OUTBOUND = {
    "type": "outbound",
    "campaign_id": 20121,
    "campaign_custom_id": "5f0c3a52-7a3b-4f0e-9a2a-0d2c1b4e5f60",
    "message_id": "13582302",
    "dest": "905320000101",
    "size": 1,
    "status": "DELIVERED",
    "gsm_error": "0",
    "sent_at": "2026-11-28 16:05:00",
    "done_at": "2026-11-28 16:06:00",
}
INBOUND = {
    "message_id": 1234,
    "type": "inbound",
    "received_at": "2026-11-28 09:00:00",
    "network": "TURKCELL",
    "source_addr": "905320000101",
    "destination_addr": "908501530153",
    "keyword": "",
    "content": "Sokağımızda su yok",
}
