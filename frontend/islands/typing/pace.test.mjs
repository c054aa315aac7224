import assert from "node:assert/strict";
import test from "node:test";
import { Pace } from "./pace.ts";

test("the first letter is said at once, and then each three seconds", () => {
  const pace = new Pace();
  assert.deepEqual([0, 100, 2_999, 3_000, 3_001].map((now) => pace.isDue(now)), [true, false, false, true, false]);
});
