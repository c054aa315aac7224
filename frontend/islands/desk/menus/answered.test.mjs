// Which menus close. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isDone } from "./answered.ts";

test("a menu stays open with its words while what it asked for is not done", () => {
  assert.deepEqual([200, 204, 303].map(isDone), [true, true, true]);
  assert.deepEqual([0, 401, 409, 422, 500].map(isDone), [false, false, false, false, false]);
});
