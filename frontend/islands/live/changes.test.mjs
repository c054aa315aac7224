import assert from "node:assert/strict";
import { test } from "node:test";
import { Changes } from "./changes.ts";

test("what changed while an answer was on its way is newer than the answer", () => {
  const changes = new Changes();
  const request = {};
  changes.hear(["queue", "conversation:2"]);
  changes.send(request);
  assert.equal(changes.since(request, ["conversation:2"]), false);
  changes.hear(["conversation:3"]);
  assert.equal(changes.since(request, ["conversation:2"]), false);
  changes.hear(["conversation:2"]);
  assert.equal(changes.since(request, ["queue", "conversation:2"]), true);
});

test("of a request that nobody saw go out nothing is known", () => {
  const changes = new Changes();
  changes.hear(["queue"]);
  assert.equal(changes.since({}, ["queue"]), false);
});
