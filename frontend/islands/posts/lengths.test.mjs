import assert from "node:assert/strict";
import { test } from "node:test";
import { lengthOf } from "./lengths.ts";

test("an emoji is two, a new line one, what stands around the words is nothing", () => {
  assert.equal(lengthOf("su 💧"), 5);
  assert.equal(lengthOf("bir\r\niki"), 7);
  assert.equal(lengthOf("  su \n"), 2);
});
