// Where in a recording one is. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { share, within } from "./positions.ts";

test("nobody gets out of a recording", () => {
  assert.deepEqual([-5, 0, 31.5, 60, 65].map((second) => within(second, 60)), [0, 0, 31.5, 60, 60]);
});

test("a press on a picture that has no width yet leads to the beginning", () => {
  assert.deepEqual([within(0 / 0, 60), within(1 / 0, 60)], [0, 0]);
});

test("the head stands where the sound is, and never behind the end", () => {
  assert.deepEqual([share(0, 60), share(15, 60), share(60.02, 60)], [0, 0.25, 1]);
  assert.equal(share(3, 0), 0);
});
