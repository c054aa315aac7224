// When a telephone that the switchboard does not know asks again. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AskingAgain } from "./asking-again.ts";

/** A clock that goes on when it is told to. */
function stopped() {
  const waiting = [];
  return {
    waits: [],
    setTimeout(then, milliseconds) {
      this.waits.push(milliseconds);
      return waiting.push(then);
    },
    clearTimeout(timer) {
      if (timer) waiting[timer - 1] = undefined;
    },
    ring() {
      waiting.splice(0).forEach((then) => then?.());
    },
  };
}

test("an agent who stays offline is asked for again, ever more seldom", () => {
  const clock = stopped();
  let asked = 0;
  const asking = new AskingAgain(() => true, () => (asked += 1), clock);
  asking.look();
  for (let times = 0; times < 6; times++) clock.ring();
  assert.equal(asked, 6);
  assert.deepEqual(clock.waits.slice(0, 6), [3_000, 6_000, 12_000, 24_000, 48_000, 60_000]);
});

test("what is drawn anew meanwhile begins no second row of questions", () => {
  const clock = stopped();
  let asked = 0;
  const asking = new AskingAgain(() => true, () => (asked += 1), clock);
  for (let times = 0; times < 3; times++) asking.look();
  clock.ring();
  assert.equal(asked, 1);
});

test("who was let in is asked for no more, and a later loss begins anew", () => {
  const clock = stopped();
  let asked = 0;
  let amiss = true;
  const asking = new AskingAgain(() => amiss, () => (asked += 1), clock);
  asking.look();
  clock.ring();
  amiss = false;
  asking.look();
  clock.ring();
  assert.equal(asked, 1);
  amiss = true;
  asking.look();
  assert.equal(clock.waits.at(-1), 3_000);
});
