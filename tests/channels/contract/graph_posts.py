"""What Meta's Graph API does with posts of a page and pictures of an account; it refuses the rest.

https://developers.facebook.com/docs/graph-api/reference/page/photos
https://developers.facebook.com/docs/instagram-platform/content-publishing
"""

import json
import re
from typing import Any, Final

from tests.channels.contract.http_server import Request
from tests.channels.contract.stand_ins.whatsapp import refused

type Answer = tuple[int, bytes]
_PICTURE: Final = re.compile(r"https?://\S+\.jpg")


class GraphPosts:
    """The posts that stand there, by their name; `containers` are seen by nobody."""

    def __init__(self, account: str) -> None:
        self.account = account
        self.posts: dict[str, dict[str, Any]] = {}
        self.containers: dict[str, dict[str, Any]] = {}
        # How often a container is still looked at when it is to be published
        self.not_ready = 0
        self.count = 0

    def verdict(self, request: Request) -> Answer | None:
        """Take an order about posts, or refuse it; None if it is none."""
        named = request.path.removeprefix("/v24.0/")
        if request.method == "DELETE":
            return self._delete(named)
        if request.method != "POST" or not named.startswith(f"{self.account}/"):
            return None
        take = {
            "feed": self._feed,
            "photos": self._photo,
            "media": self._container,
            "media_publish": self._publish,
        }.get(named.partition("/")[2])
        return take(json.loads(request.body)) if take else None

    def _feed(self, order: dict[str, Any]) -> Answer:
        if set(order) != {"message"} or not 1 <= len(order["message"]) <= 63_206:
            return refused(400, 100, "Invalid parameter")
        return self._stands({"text": order["message"]})

    def _photo(self, order: dict[str, Any]) -> Answer:
        known = {"url", "caption", "alt_text_custom"}
        if set(order) != known or not _PICTURE.fullmatch(order["url"]):
            return refused(400, 324, "Requires upload file")
        said = {"text": order["caption"], "picture": order["url"]}
        return self._stands(said | {"alt": order["alt_text_custom"]}, photo=True)

    def _stands(self, post: dict[str, Any], *, photo: bool = False) -> Answer:
        self.count += 1
        name = f"{self.account}_{self.count}"
        self.posts[name] = post
        told = {"id": f"photo{self.count}", "post_id": name} if photo else {"id": name}
        return 200, json.dumps(told).encode()

    def _container(self, order: dict[str, Any]) -> Answer:
        if set(order) != {"image_url", "caption", "alt_text"}:
            return refused(400, 100, "Invalid parameter")
        if not _PICTURE.fullmatch(order["image_url"]):
            return refused(400, 9004, "The media could not be fetched from this URI")
        if len(order["caption"]) > 2200:
            return refused(400, 36004, "The caption was too long")
        name = f"1788{len(self.containers)}"
        self.containers[name] = order
        return 200, json.dumps({"id": name}).encode()

    def _publish(self, order: dict[str, Any]) -> Answer:
        if set(order) != {"creation_id"} or order["creation_id"] not in self.containers:
            return refused(400, 100, "Invalid parameter")
        if self.not_ready:
            self.not_ready -= 1
            return refused(400, 9007, "The media is not ready for publishing")
        made = self.containers[order["creation_id"]]
        said = {"text": made["caption"], "picture": made["image_url"], "alt": made["alt_text"]}
        self.count += 1
        self.posts[f"1790{self.count}"] = said
        return 200, json.dumps({"id": f"1790{self.count}"}).encode()

    def _delete(self, name: str) -> Answer:
        if self.posts.pop(name, None) is None:
            told = {"code": 100, "error_subcode": 33, "message": "Unsupported delete request."}
            return 400, json.dumps({"error": told}).encode()
        return 200, b'{"success": true}'
