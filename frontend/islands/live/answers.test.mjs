// Which answers are old. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Answers } from "./answers.ts";

/** Ask for so many answers, show them in an order, and tell of each whether it was old. */
function shown(...order) {
  const answers = new Answers();
  const requests = order.map(() => ({}));
  for (const request of requests) answers.ask(request);
  return order.map((place) => answers.show(requests[place]));
}

test("answers that come as they were asked for are news", () => {
  assert.deepEqual(shown(0, 1, 2), [false, false, false]);
});

test("the answer to a press that comes after that to a later question is old", () => {
  assert.deepEqual(shown(1, 0), [false, true]);
});

test("what is asked for after an old answer is news again", () => {
  const answers = new Answers();
  const [press, hint, again] = [{}, {}, {}];
  answers.ask(press);
  answers.ask(hint);
  answers.show(hint);
  assert.equal(answers.show(press), true);
  answers.ask(again);
  assert.equal(answers.show(again), false);
});
