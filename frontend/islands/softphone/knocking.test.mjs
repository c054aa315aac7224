// How long a page knocks. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { knockUntilHeard } from "./knocking.ts";

const NO = new Error("404");

/** A door that opens at a knock; what the knocks before it come to is given. */
function door(...answers) {
  const left = [...answers];
  const here = { knocks: 0, refused: false, open: false };
  const knock = async () => {
    here.knocks += 1;
    const answer = left.shift() ?? "open";
    if (answer === "open") here.open = true;
    if (answer instanceof Error) throw answer;
  };
  const isNo = (error) => error === NO;
  return [here, { waits: () => !here.open, knock, isNo, refused: () => (here.refused = true) }];
}

const now = async () => {};

test("a knock that is lost on its way is followed by another", async () => {
  const [here, way] = door(new TypeError("no line"), "lost", "lost");
  await knockUntilHeard(way, now);
  assert.deepEqual(here, { knocks: 4, refused: false, open: true });
});

test("whoever is refused does not knock again", async () => {
  const [here, way] = door("lost", NO);
  await knockUntilHeard(way, now);
  assert.deepEqual(here, { knocks: 2, refused: true, open: false });
});

test("a telephone that rings meanwhile is not refused by a late answer", async () => {
  const [here, way] = door();
  way.knock = async () => {
    here.knocks += 1;
    here.open = true;
    throw NO;
  };
  await knockUntilHeard(way, now);
  assert.deepEqual(here, { knocks: 1, refused: false, open: true });
});
