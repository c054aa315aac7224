// A remark and its place in the recording. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pinned } from "./pins.ts";

test("a remark gets its place, and another one in its stead", () => {
  assert.equal(pinned("Does not say her name.", "0:42"), "0:42 Does not say her name.");
  assert.equal(pinned("0:42 Does not say her name.", "1:05"), "1:05 Does not say her name.");
  assert.equal(pinned("1:00:09", "0:03"), "0:03 ");
});

test("a number that is no place stays", () => {
  assert.equal(pinned("112 was not named.", "0:03"), "0:03 112 was not named.");
  assert.equal(pinned("10:75 is no time.", "0:03"), "0:03 10:75 is no time.");
});
