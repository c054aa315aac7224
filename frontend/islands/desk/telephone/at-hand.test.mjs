// How long a panel stays that was opened in a call. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stays } from "./at-hand.ts";

const talking = (call) => ({ state: "talking", call });
const [after, ready, rings] = [{ state: "wrap_up" }, { state: "ready" }, { state: "ringing", call: "b" }];

test("it stays as long as the call, and the work after it", () => {
  assert.ok(stays(talking("a"), talking("a")));
  assert.ok(stays(talking("a"), after));
  assert.ok(stays(after, after));
});

test("it goes before the next call", () => {
  for (const next of [rings, talking("b")]) {
    assert.ok(!stays(talking("a"), next));
    assert.ok(!stays(after, next));
  }
});

test("it goes when nothing is at hand any more", () => {
  for (const now of [ready, { state: "paused" }, {}]) {
    assert.ok(!stays(talking("a"), now));
    assert.ok(!stays(after, now));
  }
});
