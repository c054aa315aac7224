import assert from "node:assert/strict";
import { test } from "node:test";
import { Called } from "./calls.ts";

const call = (number, at) => ({ key: `${number}-${at}`, at, sounds: [] });
const keys = (calls) => calls.map(({ key }) => key);

test("what was known is not called again", () => {
  const shown = [call(2, 200), call(1, 100)];
  assert.deepEqual(new Called(shown).newOnes(shown), []);
});

test("two desks that call in one moment are both heard, the earlier first", () => {
  const called = new Called([call(1, 100)]);
  assert.deepEqual(keys(called.newOnes([call(3, 200), call(2, 200), call(1, 100)])), ["2-200", "3-200"]);
});

test("a call that arrives after a later one is heard", () => {
  const called = new Called([call(1, 100)]);
  called.newOnes([call(3, 201), call(1, 100)]);
  assert.deepEqual(keys(called.newOnes([call(3, 201), call(2, 200), call(1, 100)])), ["2-200"]);
});

test("a number that is called again is new", () => {
  const called = new Called([call(8, 150), call(7, 100)]);
  assert.deepEqual(keys(called.newOnes([call(7, 200), call(8, 150)])), ["7-200"]);
});

test("an old number that comes back because a later one waits again is not called", () => {
  const called = new Called([]);
  const all = [6, 5, 4, 3, 2, 1].map((number) => call(number, number * 100));
  called.newOnes(all.slice(1));
  called.newOnes(all.slice(0, 5));
  assert.deepEqual(called.newOnes(all.slice(1)), []);
});

test("nor is one that was called before the screen was turned on", () => {
  const called = new Called([call(3, 300), call(2, 200)]);
  assert.deepEqual(called.newOnes([call(2, 200), call(1, 100)]), []);
});

test("the first number of a day is heard, and so is one after an empty screen", () => {
  const called = new Called([]);
  assert.deepEqual(keys(called.newOnes([call(1, 100)])), ["1-100"]);
  assert.deepEqual(called.newOnes([]), []);
  assert.deepEqual(keys(called.newOnes([call(1, 300)])), ["1-300"]);
});
