// A press that comes after its key changed by itself. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LatePress } from "./late.ts";

function bar() {
  const clock = { at: 0 };
  return { clock, late: new LatePress("pause", () => clock.at) };
}

test("F7 a second after the wrap-up ended by itself opens no list of pauses", () => {
  const { clock, late } = bar();
  late.shows("F7", "ready");
  clock.at = 30_000;
  late.shows("F7", "pause");
  clock.at = 31_000;
  assert.equal(late.isLate("F7", "pause"), true);
  clock.at = 32_000;
  assert.equal(late.isLate("F7", "pause"), false);
});

test("who was made ready by a press may ask for a pause at once", () => {
  const { clock, late } = bar();
  late.shows("F7", "ready");
  clock.at = 30_000;
  assert.equal(late.isLate("F7", "ready"), false);
  clock.at = 30_200;
  late.shows("F7", "pause");
  clock.at = 30_500;
  assert.equal(late.isLate("F7", "pause"), false);
});

test("what a page shows first is no surprise, and other keys are never late", () => {
  const { late } = bar();
  late.shows("F7", "pause");
  assert.equal(late.isLate("F7", "pause"), false);
  assert.equal(late.isLate("F9", ""), false);
});
