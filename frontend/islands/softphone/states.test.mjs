// What brings the telephone from one state to the next. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { next } from "./states.ts";

const after = (...happenings) => happenings.reduce(next, "idle");

test("a call that rings before the telephone knows that it is registered is heard", () => {
  assert.equal(after("start", "ring"), "ringing");
  assert.equal(after("start", "ring", "registered"), "ringing");
  assert.equal(after("start", "ring", "registered", "answered", "over"), "registered");
});

test("a telephone that has failed or was never opened does not ring", () => {
  assert.equal(after("ring"), "idle");
  assert.equal(after("start", "fail", "ring"), "failed");
});

test("a telephone in a call stays in it when its line is lost or found again", () => {
  assert.equal(after("start", "registered", "ring", "answered", "lost"), "talking");
  assert.equal(after("start", "registered", "ring", "answered", "registered"), "talking");
});
