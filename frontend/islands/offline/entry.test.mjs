// What the list shows. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { application } from "../waiting/in-memory.mjs";
import { entry } from "./entry.ts";

const NOON = new Date(2026, 10, 28, 12).getTime();
const DAY = 24 * 3600 * 1000;

test("a draft of an earlier day says how old it is", () => {
  const draft = (written) => entry(application("a", { state: "draft", written }), "tr", NOON);
  assert.deepEqual([draft(NOON - DAY).state, draft(NOON - DAY).when], ["earlier", "dün"]);
  assert.equal(draft(NOON - 3 * DAY).when, "3 gün önce");
  assert.equal(draft(NOON - 1).state, "draft");
});

test("what did not change in anything that is shown is equal", () => {
  const one = application("a", { written: NOON });
  const shown = (more) => entry({ ...one, ...more }, "tr", NOON + 1);
  assert.deepEqual(shown({}), shown({ failures: 3, rests: NOON }));
  assert.notDeepEqual(shown({}), shown({ tried: true }));
  assert.notDeepEqual(shown({}), shown({ trouble: "Yavaş." }));
});

test("of a long text one sees how it begins", () => {
  const { summary } = entry(application("a", { fields: [["text", "ç".repeat(200)]] }), "tr", NOON);
  assert.equal(summary, `${"ç".repeat(120)}…`);
});
