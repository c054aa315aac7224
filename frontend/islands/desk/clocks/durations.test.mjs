// What running times show. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { between, duration } from "./durations.ts";

test("a length is written as a clock does", () => {
  const written = [0, 9.99, 65, 3_599, 3_600, 36_061].map(duration);
  assert.deepEqual(written, ["0:00", "0:09", "1:05", "59:59", "1:00:00", "10:01:01"]);
});

test("what is past its limit stands still, and an unknown length is not written", () => {
  assert.equal(duration(-5), "0:00");
  assert.equal(duration(between("", Date.now())), "");
});

test("instants of any time zone are compared as such", () => {
  assert.equal(between("2026-11-24T10:00:00+03:00", "2026-11-24T07:01:30Z"), 90);
  assert.equal(between(Date.parse("2026-11-24T07:00:10Z"), "2026-11-24T10:00:00+03:00"), -10);
});
