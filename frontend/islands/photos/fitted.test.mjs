// How large a photo is drawn. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fitted } from "./fitted.ts";

test("a photo keeps its proportion and is never made larger", () => {
  assert.deepEqual(fitted(4_000, 3_000, 1_600), [1_600, 1_200]);
  assert.deepEqual(fitted(3_000, 4_000, 1_600), [1_200, 1_600]);
  assert.deepEqual(fitted(640, 480, 1_600), [640, 480]);
});

test("a photo as thin as a hair has an edge", () => {
  assert.deepEqual(fitted(10_000, 1, 1_600), [1_600, 1]);
});
