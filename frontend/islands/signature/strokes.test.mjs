// What a pen left. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isSigned, length, place } from "./strokes.ts";

const BOX = { left: 100, top: 50, width: 400, height: 100 };

test("a point lies where the pen was, whatever size the canvas is shown in", () => {
  assert.deepEqual(place(300, 100, BOX, { width: 800, height: 200 }), [400, 100]);
  assert.deepEqual(place(100, 50, BOX, { width: 800, height: 200 }), [0, 0]);
});

test("a canvas that is not shown yet breaks nothing", () => {
  const gone = { left: 0, top: 0, width: 0, height: 0 };
  assert.deepEqual(place(0, 0, gone, { width: 800, height: 200 }), [0, 0]);
});

test("lines are measured one by one: lifting the pen draws nothing", () => {
  assert.equal(length([[[0, 0], [3, 4]], [[100, 100], [103, 104]]]), 10);
  assert.equal(length([]), 0);
});

test("a touch is no signature, a line is", () => {
  assert.equal(isSigned([[[10, 10]], [[12, 10], [14, 10]]]), false);
  assert.equal(isSigned([[[10, 10], [90, 40]]]), true);
});
