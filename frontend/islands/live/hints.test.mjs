import assert from "node:assert/strict";
import { test } from "node:test";
import { Hints } from "./hints.ts";

test("a hint is heard at once where nothing is on its way", () => {
  const hints = new Hints();
  const part = {};
  assert.ok(hints.hear(part));
  assert.equal(hints.end(part), false);
});

test("hints that come before the answer are heard after it, as one", () => {
  const hints = new Hints();
  const [part, other] = [{}, {}];
  hints.ask(part);
  assert.equal(hints.hear(part), false);
  assert.equal(hints.hear(part), false);
  assert.ok(hints.hear(other));
  assert.ok(hints.end(part));
  assert.ok(hints.hear(part));
});

test("a hint that was heard is not heard again", () => {
  const hints = new Hints();
  const part = {};
  hints.ask(part);
  hints.hear(part);
  hints.end(part);
  hints.ask(part);
  assert.equal(hints.end(part), false);
});
