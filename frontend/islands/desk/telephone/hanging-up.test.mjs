// Who ends a call when the key was pressed. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ANSWER_MS, HangingUp, HEARD_MS } from "./hanging-up.ts";

/** A telephone in a call, with a clock that goes on when it is told to. */
function inCall(call = "a") {
  const waiting = new Map();
  let timers = 0;
  const desk = {
    call,
    ended: 0,
    asked: 0,
    clock: {
      setTimeout: (then, milliseconds) => (waiting.set(++timers, [then, milliseconds]), timers),
      clearTimeout: (timer) => waiting.delete(timer),
    },
    waits: () => [...waiting.values()].map(([, milliseconds]) => milliseconds),
    ring() {
      const due = [...waiting.values()];
      waiting.clear();
      due.forEach(([then]) => then());
    },
  };
  const line = {
    call: () => desk.call,
    hangUp: () => ((desk.ended += 1), (desk.call = "")),
    ask: (heard) => ((desk.asked += 1), (desk.heard = heard)),
  };
  return [new HangingUp(line, desk.clock), desk];
}

test("while the server says nothing, the telephone ends the call by itself", () => {
  const [hanging, desk] = inCall();
  hanging.press();
  assert.deepEqual(desk.waits(), [ANSWER_MS]);
  desk.ring();
  assert.equal(desk.ended, 1);
});

test("a server that refuses does not keep the call", () => {
  const [hanging, desk] = inCall();
  hanging.press();
  hanging.answered(false);
  assert.equal(desk.ended, 1);
});

test("a call that still stands after the wish was taken is asked about, and ended if nobody heard", () => {
  const [hanging, desk] = inCall();
  hanging.press();
  hanging.answered(true);
  assert.deepEqual([desk.waits(), desk.ended], [[HEARD_MS], 0]);
  desk.ring();
  assert.deepEqual([desk.asked, desk.ended], [1, 0]);
  hanging.byItself();
  assert.equal(desk.ended, 1);
});

test("what the switchboard ended is not asked about", () => {
  const [hanging, desk] = inCall();
  hanging.press();
  hanging.answered(true);
  desk.call = "";
  desk.ring();
  assert.equal(desk.asked, 0);
});

test("a key that was pressed in one call ends no other", () => {
  const [hanging, desk] = inCall();
  hanging.press();
  hanging.answered(true);
  desk.call = "b";
  desk.ring();
  hanging.byItself();
  assert.deepEqual([desk.asked, desk.ended], [0, 0]);
});

test("a wish is forgotten when the server was asked and says nothing else", () => {
  const [hanging, desk] = inCall();
  hanging.press();
  hanging.answered(true);
  desk.ring();
  desk.heard();
  hanging.byItself();
  assert.equal(desk.ended, 0);
});

test("the answer to an older question forgets no newer wish", () => {
  const [hanging, desk] = inCall();
  hanging.press();
  hanging.answered(true);
  desk.ring();
  hanging.press();
  desk.heard();
  hanging.byItself();
  assert.equal(desk.ended, 1);
});

test("a call that comes back after its end is not ended once more", () => {
  const [hanging, desk] = inCall();
  hanging.press();
  hanging.byItself();
  desk.call = "a";
  hanging.byItself();
  assert.equal(desk.ended, 1);
});

test("without a press nothing is ended", () => {
  const [hanging, desk] = inCall("");
  hanging.byItself();
  assert.equal(desk.ended, 0);
});
