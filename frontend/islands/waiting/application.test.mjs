// What becomes of an application in a telephone. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  canChange, draftOfToday, hasRoom, isDue, isOld, lacks, news, outcome, rest, shown,
} from "./application.ts";

const DAY = 24 * 3600 * 1000;
const NOW = Date.UTC(2026, 10, 28);
const waiting = (written = NOW) => ({ state: "waiting", written, rests: 0 });

test("only what the server took has arrived, and only a final no is not tried again", () => {
  assert.deepEqual([200, 201].map(outcome), ["taken", "taken"]);
  assert.deepEqual([413, 422].map(outcome), ["refused", "refused"]);
  assert.equal(outcome(409), "known");
  assert.deepEqual([403, 404, 429, 500, 502, 503, 507].map(outcome), Array(7).fill("later"));
});

test("who wrote a week ago is asked first", () => {
  assert.equal(isDue(waiting(NOW - 7 * DAY), NOW), true);
  assert.equal(isOld(waiting(NOW - 7 * DAY - 1), NOW), true);
  assert.equal(isDue(waiting(NOW - 7 * DAY - 1), NOW), false);
});

test("a clock that was wrong keeps nothing from being sent for good", () => {
  // It ran ahead, and was put right
  assert.equal(isDue(waiting(NOW + 400 * DAY), NOW), true);
  // It stood in another century: its owner is asked, and nothing is thrown away
  assert.equal(isOld(waiting(0), NOW), true);
});

test("what does not get through rests longer each time, an hour at most", () => {
  const minutes = [1, 2, 3, 4, 30].map((failures) => rest(failures, null) / 60_000);
  assert.deepEqual(minutes, [0, 1, 2, 4, 60]);
  assert.equal(rest(1, "30"), 30_000);
  assert.deepEqual([rest(2, "30"), rest(1, "1e9"), rest(1, "soon")], [60_000, 3_600_000, 0]);
  // The clock was put back while it rested
  assert.equal(isDue({ ...waiting(), rests: NOW + DAY }, NOW), true);
  assert.equal(isDue({ ...waiting(), rests: NOW + 1 }, NOW), false);
});

test("the form goes on with the newest draft of today, and never by itself with an older one", () => {
  const draft = (written) => ({ state: "draft", written });
  const noon = new Date(2026, 10, 28, 12).getTime();
  assert.deepEqual(draftOfToday([draft(noon - 2), draft(noon - 1), waiting(noon)], noon), draft(noon - 1));
  assert.equal(draftOfToday([draft(noon - DAY)], noon), undefined);
  // Who writes at midnight is asked as well; who put the clock back is not
  assert.equal(draftOfToday([draft(new Date(2026, 10, 27, 23, 59).getTime())], noon), undefined);
  assert.deepEqual(draftOfToday([draft(noon + DAY)], noon), draft(noon + DAY));
});

test("what is half written or refused is not sent by itself", () => {
  const states = ["draft", "refused", "taken"].map((state) => ({ ...waiting(), state }));
  assert.deepEqual(states.map((one) => isDue(one, NOW)), [false, false, false]);
});

test("five may wait; those that arrived take no room", () => {
  const four = Array.from({ length: 4 }, () => waiting());
  assert.equal(hasRoom([...four, { ...waiting(), state: "taken" }]), true);
  assert.equal(hasRoom([...four, { ...waiting(), state: "refused" }]), false);
});

test("other pages tell of a code before they tell of what waits", () => {
  const taken = { ...waiting(), state: "taken" };
  assert.equal(news([waiting(), taken]), "taken");
  assert.equal(news([waiting()]), "waiting");
  assert.equal(news([{ ...waiting(), state: "draft" }]), null);
  assert.equal(news([]), null);
});

test("what may have arrived is not said to be unsent, and cannot be changed", () => {
  const tried = { ...waiting(), tried: true };
  assert.deepEqual([waiting(), tried].map((one) => shown(one, NOW)), ["waiting", "unclear"]);
  assert.deepEqual([waiting(), tried, { ...tried, state: "refused" }].map(canChange), [true, false, true]);
  assert.equal(shown(waiting(NOW - 8 * DAY), NOW), "old");
  assert.equal(shown({ ...waiting(NOW - 8 * DAY), state: "taken" }, NOW), "taken");
});

test("what is missing is named without the server", () => {
  const said = (fields) => lacks(new Map(Object.entries(fields)));
  assert.equal(said({}), "text");
  assert.equal(said({ text: " " }), "text");
  assert.equal(said({ text: "Çukur" }), "topic");
  assert.equal(said({ text: "Çukur", topic: "yol" }), "wish");
  assert.equal(said({ text: "Çukur", topic: "yol", wish: "sms" }), "phone");
  assert.equal(said({ text: "Çukur", topic: "yol", wish: "email", phone: "0532" }), "email");
  assert.equal(said({ text: "Çukur", topic: "yol", wish: "none" }), null);
});
