// Where the parts are that an answer drew. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawnBy } from "./drawn-by.ts";

const [here, gone, put] = [{ isConnected: true }, { isConnected: false }, { isConnected: true }];

test("an answer within its target drew parts of it", () => {
  assert.equal(drawnBy(here, put), here);
});

test("what an answer replaced has nothing new, what it put there has", () => {
  assert.equal(drawnBy(gone, put), put);
});
