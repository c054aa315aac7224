import assert from "node:assert/strict";
import { test } from "node:test";
import { Drag } from "./drag.ts";

const YES = { lawful: true, words: "yes" };
const NO = { lawful: false, words: "no" };

function dragged(answers) {
  const asked = [];
  const shown = [];
  const ask = (to) => {
    asked.push(to);
    return answers[to];
  };
  return { asked, shown, drag: new Drag("1-mon", ask, (to, verdict) => shown.push([to, verdict.words])) };
}

test("a shift is dropped only where the law has said yes", async () => {
  const { drag } = dragged({ "2-mon": Promise.resolve(YES), "2-tue": Promise.resolve(NO) });
  const entering = drag.enter("2-mon");
  assert.equal(drag.accepts("2-mon"), false);
  await entering;
  assert.equal(drag.accepts("2-mon"), true);
  await drag.enter("2-tue");
  assert.equal(drag.accepts("2-tue"), false);
});

test("its own day is neither asked for nor accepted", async () => {
  const { drag, asked } = dragged({});
  await drag.enter("1-mon");
  assert.deepEqual(asked, []);
  assert.equal(drag.accepts("1-mon"), false);
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
  assert.equal(drag.accepts("2-mon"), true);
});

test("where the law could not be asked it is asked again", async () => {
  const answers = { "2-mon": Promise.reject(new Error("offline")), "2-tue": Promise.resolve(NO) };
  const { drag, asked } = dragged(answers);
  await drag.enter("2-mon");
  assert.equal(drag.accepts("2-mon"), false);
  answers["2-mon"] = Promise.resolve(YES);
  await drag.enter("2-tue");
  await drag.enter("2-mon");
  assert.equal(drag.accepts("2-mon"), true);
  assert.equal(asked.length, 3);
});
