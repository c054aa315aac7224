// What is told once. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isNewer, isNews } from "./newest.ts";

/** What all tabs of a browser keep together. */
function storage(content = {}) {
  return { getItem: (key) => content[key] ?? null, setItem: (key, value) => (content[key] = value) };
}

test("what is new is told in one tab, and in no other", () => {
  const kept = storage();
  assert.deepEqual([7, 7, 8, 7].map((number) => isNews("alarm", number, kept)), [true, false, true, false]);
});

test("alarms and notices count for themselves", () => {
  const kept = storage();
  assert.equal(isNews("alarm", 7, kept), true);
  assert.equal(isNews("notice", 3, kept), true);
});

test("ten is newer than nine", () => {
  assert.equal(isNews("alarm", 10, storage({ alarm: "9" })), true);
});

test("nothing is no news, and what nobody can read hides none", () => {
  for (const nothing of [0, NaN]) assert.equal(isNews("alarm", nothing, storage()), false);
  assert.equal(isNews("alarm", 7, storage({ alarm: "seven" })), true);
});

test("to ask whether something is new takes it from nobody", () => {
  const kept = storage();
  assert.deepEqual([isNewer("alarm", 7, kept), isNews("alarm", 7, kept)], [true, true]);
  assert.deepEqual([isNewer("alarm", 7, kept), isNewer("alarm", 0, kept)], [false, false]);
});
