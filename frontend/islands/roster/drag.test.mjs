import assert from "node:assert/strict";
import { test } from "node:test";
import { Drag } from "./drag.ts";

const YES = { lawful: true, words: "yes", seen: "7" };
const NO = { lawful: false, words: "no", seen: "" };
const FROM = { cell: "1-mon", type: "3" };

function dragged(answers) {
  const asked = [];
  const shown = [];
  const ask = (to) => {
    asked.push(to);
    return answers[to];
  };
  const show = (to, verdict) => shown.push([to, verdict?.words ?? "failed"]);
  return { asked, shown, drag: new Drag(FROM, ask, show) };
}

test("a shift is dropped only where the law has said yes", async () => {
  const { drag } = dragged({ "2-mon": Promise.resolve(YES), "2-tue": Promise.resolve(NO) });
  const entering = drag.enter("2-mon");
  assert.equal(drag.move("2-mon"), null);
  await entering;
  assert.ok(drag.move("2-mon"));
  await drag.enter("2-tue");
  assert.equal(drag.move("2-tue"), null);
});

test("its own day is neither asked for nor accepted", async () => {
  const { drag, asked } = dragged({});
  await drag.enter("1-mon");
  assert.deepEqual(asked, []);
  assert.equal(drag.move("1-mon"), null);
});

test("each day is asked for once, and its words are shown again", async () => {
  const { drag, asked, shown } = dragged({ "2-mon": Promise.resolve(YES), "2-tue": Promise.resolve(NO) });
  for (const to of ["2-mon", "2-mon", "2-tue", "2-mon"]) await drag.enter(to);
  assert.deepEqual(asked, ["2-mon", "2-tue"]);
  assert.deepEqual(shown, [["2-mon", "yes"], ["2-tue", "no"], ["2-mon", "yes"]]);
});

test("a late answer is not shown over another day, and holds for its own", async () => {
  let answer;
  const { drag, shown } = dragged({
    "2-mon": new Promise((resolve) => (answer = resolve)),
    "2-tue": Promise.resolve(NO),
  });
  const late = drag.enter("2-mon");
  await drag.enter("2-tue");
  answer(YES);
  await late;
  assert.deepEqual(shown, [["2-tue", "no"]]);
  assert.ok(drag.move("2-mon"));
});

test("where the law could not be asked it is asked again", async () => {
  const answers = { "2-mon": Promise.reject(new Error("offline")), "2-tue": Promise.resolve(NO) };
  const { drag, asked, shown } = dragged(answers);
  await drag.enter("2-mon");
  assert.equal(drag.move("2-mon"), null);
  answers["2-mon"] = Promise.resolve(YES);
  await drag.enter("2-tue");
  await drag.enter("2-mon");
  assert.ok(drag.move("2-mon"));
  assert.equal(asked.length, 3);
  assert.deepEqual(shown[0], ["2-mon", "failed"]);
});

test("a move says what was seen when the drag began and when the law was asked", async () => {
  const { drag } = dragged({ "2-mon": Promise.resolve(YES) });
  await drag.enter("2-mon");
  assert.deepEqual(drag.move("2-mon"), { from: "1-mon", seen_from: "3", to: "2-mon", seen_to: "7" });
});

test("a failure over another day is not said", async () => {
  let fail;
  const { drag, shown } = dragged({
    "2-mon": new Promise((_, reject) => (fail = reject)),
    "2-tue": Promise.resolve(NO),
  });
  const late = drag.enter("2-mon");
  await drag.enter("2-tue");
  fail(new Error("offline"));
  await late;
  assert.deepEqual(shown, [["2-tue", "no"]]);
});

test("let go before the answer, it says so and shows the late answer nowhere", async () => {
  let answer;
  const { drag, shown } = dragged({ "2-mon": new Promise((resolve) => (answer = resolve)) });
  const late = drag.enter("2-mon");
  assert.equal(drag.end(), true);
  answer(YES);
  await late;
  assert.deepEqual(shown, []);
});

test("let go over a day that was answered, or over its own, it was not too early", async () => {
  const { drag } = dragged({ "2-mon": Promise.resolve(NO) });
  await drag.enter("2-mon");
  assert.equal(drag.end(), false);
  await drag.enter("1-mon");
  assert.equal(drag.end(), false);
});
