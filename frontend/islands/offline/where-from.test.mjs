// What the page without a line takes up, and when it takes up nothing. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const held = new Map();
globalThis.sessionStorage = {
  getItem: (name) => held.get(name) ?? null,
  setItem: (name, words) => held.set(name, words),
  removeItem: (name) => held.delete(name),
};
globalThis.location = { search: "", pathname: "/" };
const { carried, isUnclear } = await import("./where-from.ts");
const { draft, keep, kept, markSending } = await import("../waiting/steps.ts");

beforeEach(() => {
  held.clear();
  keep("/apply/text/", [["text", "Çukur var"], ["draft", "a1"], ["staged", "1"]]);
});

test("where the line breaks between two pages, the words go on and are taken up once", () => {
  // Also at the last page, as long as its button was not pressed
  location.pathname = "/apply/check/";
  assert.equal(isUnclear(), false);
  assert.equal(new Map(carried()).get("text"), "Çukur var");
  assert.equal(carried(), null);
});

test("before the page with the code nothing is taken up: it may have arrived", () => {
  location.pathname = "/apply/sent/";
  assert.deepEqual([isUnclear(), carried()], [true, null]);
});

test("since the last button was pressed it is unclear at every address, until the server asks again", () => {
  markSending(true);
  for (const path of ["/apply/check/", "/apply/text/", "/apply/offline/"]) {
    location.pathname = path;
    assert.deepEqual([isUnclear(), carried()], [true, null], path);
  }
  location.pathname = "/apply/check/";
  markSending(false);
  assert.equal(new Map(carried()).get("text"), "Çukur var");
});

test("the page that was seen last knows how many photos there are", () => {
  keep("/apply/place/", [["district", "izmit"], ["draft", "a1"], ["staged", "1"]]);
  keep("/apply/text/", [["text", "Çukur var"], ["draft", "a1"], ["staged", "2"]]);
  assert.equal(draft(), "a1");
  assert.deepEqual(Object.keys(kept().steps), ["/apply/place/", "/apply/text/"]);
  location.pathname = "/apply/topic/";
  assert.equal(new Map(carried()).get("staged"), "2");
});
