"""What providers post, as their documentation shows it."""

import json
from typing import Any, Final

AYSE_TELEGRAM: Final = 5320000101
AYSE_NUMBER: Final = "905320000101"
AYSE_USER: Final = "TR.13491208655302741918"
# 28 November 2026, 16:06 in Turkey
SENT_AT: Final = 1795871160


def raw(told: Any) -> bytes:
    """Return it as it is posted."""
    return json.dumps(told).encode()


def telegram(number: int = 1, **message: Any) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#update ."""
    person = {"id": AYSE_TELEGRAM, "first_name": "Ayşe", "last_name": "Işık"}
    whole = {
        "message_id": 40 + number,
        "from": person | {"is_bot": False, "username": "ayse_isik", "language_code": "tr"},
        "chat": person | {"type": "private"},
        "date": SENT_AT,
    }
    return {"update_id": 10_000 + number, "message": whole | (message or {"text": "Çukur var."})}


def whatsapp(value: dict[str, Any]) -> dict[str, Any]:
    """https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks ."""
    ours = {"display_phone_number": "902625551530", "phone_number_id": "106540352242922"}
    whole = {"messaging_product": "whatsapp", "metadata": ours} | value
    change = {"value": whole, "field": "messages"}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "102290129340398", "changes": [change]}],
    }


def whatsapp_message(
    name: str = "wamid.AAA", *, number: str = AYSE_NUMBER, user: str = AYSE_USER, **said: Any
) -> dict[str, Any]:
    """A message with the person who wrote it; who has a user name may have no number."""
    whole: dict[str, Any] = {"id": name, "timestamp": str(SENT_AT), "type": "text"}
    contact: dict[str, Any] = {"profile": {"name": "Ayşe Işık", "username": "ayseisik"}}
    if number:
        whole["from"], contact["wa_id"] = number, number
    if user:
        whole["from_user_id"], contact["user_id"] = user, user
    said = said or {"text": {"body": "Çukur var."}}
    return whatsapp({"contacts": [contact], "messages": [whole | said]})


def whatsapp_status(name: str, status: str, **more: Any) -> dict[str, Any]:
    """What became of a message of ours."""
    told = {"id": name, "status": status, "timestamp": str(SENT_AT), "recipient_id": AYSE_NUMBER}
    return whatsapp({"statuses": [told | {"recipient_user_id": AYSE_USER} | more]})


AYSE_META: Final = "6254153015300101"
PAGE: Final = "101530153015301"


def meta(kind: str, **event: Any) -> dict[str, Any]:
    """https://developers.facebook.com/docs/messenger-platform/reference/webhook-events ."""
    whole = {
        "sender": {"id": AYSE_META},
        "recipient": {"id": PAGE},
        "timestamp": SENT_AT * 1000,
    }
    entry = {"id": PAGE, "time": SENT_AT * 1000, "messaging": [whole | event]}
    return {"object": kind, "entry": [entry]}


def meta_message(kind: str, name: str = "m_AAA", **said: Any) -> dict[str, Any]:
    """Return a private message."""
    return meta(kind, message={"mid": name} | (said or {"text": "Çukur var."}))


def page_comment(name: str = "880_1", **changes: Any) -> dict[str, Any]:
    """https://developers.facebook.com/docs/graph-api/webhooks/reference/page ."""
    value = {"item": "comment", "verb": "add", "comment_id": name, "post_id": f"{PAGE}_880"}
    value |= {"from": {"id": AYSE_META, "name": "Ayşe Işık"}, "created_time": SENT_AT}
    change = {"field": "feed", "value": value | {"message": "Sokağımızda çukur var!"} | changes}
    return {"object": "page", "entry": [{"id": PAGE, "time": SENT_AT, "changes": [change]}]}


def instagram_comment(name: str = "17870", **changes: Any) -> dict[str, Any]:
    """https://developers.facebook.com/docs/instagram-platform/webhooks ."""
    value = {"id": name, "from": {"id": AYSE_META, "username": "ayseisik"}}
    value |= {"media": {"id": "17", "media_product_type": "FEED"}}
    change = {"field": "comments", "value": value | {"text": "Sokağımızda çukur var!"} | changes}
    return {"object": "instagram", "entry": [{"id": PAGE, "time": SENT_AT, "changes": [change]}]}


US_X: Final = "1533153315331533153"
AYSE_X: Final = "2222222222222222222"


def x_event(event_type: str, payload: dict[str, Any], **includes: Any) -> dict[str, Any]:
    """https://docs.x.com/x-api/activity/event-payloads ."""
    data = {"event_uuid": "-6850472171600526495", "filter": {"user_id": US_X}, "tag": "kocaeli"}
    data |= {"event_type": event_type, "payload": payload}
    return {"data": data | ({"includes": includes} if includes else {})}


def x_said(number: str = "2080765901528535096", *, by: str = AYSE_X, **said: Any) -> dict[str, Any]:
    """A direct message, as both of X's forms hold it."""
    entities: dict[str, Any] = {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []}
    made = {"target": {"recipient_id": US_X if by != US_X else AYSE_X}, "sender_id": by}
    made["message_data"] = {"text": "Çukur var.", "entities": entities} | said
    when = str(SENT_AT * 1000)
    event = {"type": "message_create", "id": number, "created_timestamp": when}
    return event | {"message_create": made}


def x_message(*events: dict[str, Any]) -> dict[str, Any]:
    """Return private messages as the X Activity API posts them."""
    ayse = {"id": AYSE_X, "name": "Ayşe Işık", "username": "ayse_isik"}
    users = {AYSE_X: {"data": ayse}, US_X: {"data": {"id": US_X, "name": "Kocaeli 153"}}}
    payload = {"direct_message_events": list(events or [x_said()]), "users": users}
    return x_event("dm.received", payload)


def x_mention(number: str = "2080765813578191303", **changes: Any) -> dict[str, Any]:
    """Return a post that mentions us, as the X Activity API posts it."""
    post = {
        "id": number,
        "author_id": AYSE_X,
        "text": "@kocaeli153 Sokağımızda çukur var!",
        "created_at": "2026-11-28T13:06:00.000Z",
        "conversation_id": number,
        "entities": {"mentions": [{"start": 0, "end": 11, "username": "kocaeli153", "id": US_X}]},
    }
    users = [{"id": US_X, "name": "Kocaeli 153"}, {"id": AYSE_X, "name": "Ayşe Işık"}]
    return x_event("post.mention.create", post | changes, users=users)


def x_account_activity(**events: Any) -> dict[str, Any]:
    """https://docs.x.com/x-api/account-activity/introduction ."""
    users = {AYSE_X: {"id": AYSE_X, "name": "Ayşe Işık", "screen_name": "ayse_isik"}}
    return {"for_user_id": US_X, "users": users} | events


def x_tweet(number: str = "2080765813578191303", **changes: Any) -> dict[str, Any]:
    """Return a post that mentions us, as the Account Activity API posts it."""
    mention = {"screen_name": "kocaeli153", "id": int(US_X), "id_str": US_X, "indices": [0, 11]}
    return {
        "created_at": "Sat Nov 28 13:06:00 +0000 2026",
        "id": int(number),
        "id_str": number,
        "text": "@kocaeli153 Sokağımızda çukur var!",
        "user": {"id_str": AYSE_X, "name": "Ayşe Işık", "screen_name": "ayse_isik"},
        "entities": {"hashtags": [], "urls": [], "user_mentions": [mention], "symbols": []},
        "in_reply_to_status_id_str": None,
        "in_reply_to_user_id_str": None,
    } | changes
