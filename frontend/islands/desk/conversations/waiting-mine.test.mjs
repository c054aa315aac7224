// Somebody writes in one of one's own conversations. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { news } from "./waiting-mine.ts";

test("one that waits now is news, one that waited before is none", () => {
  assert.equal(news([], ["7@10:00"]), "7@10:00");
  assert.equal(news(["7@10:00"], ["7@10:00"]), undefined);
});

test("who was answered and writes again is news", () => {
  assert.equal(news(["7@10:00", "8@10:01"], ["7@10:05", "8@10:01"]), "7@10:05");
});

test("what was answered or given away is none", () => {
  assert.equal(news(["7@10:00", "8@10:01"], ["8@10:01"]), undefined);
});
