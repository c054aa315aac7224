// What an island begins for one page ends with it. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ARRIVED, whileHere } from "./while-here.ts";

/** A document in which the parts of a page come and go. */
class Pages extends EventTarget {
  parts = {};
  querySelector(selector) {
    return this.parts[selector] ?? null;
  }
  comes(parts) {
    this.parts = parts;
    this.dispatchEvent(new Event(ARRIVED));
  }
}

/** Follow an island through pages: with which part it began, and which of them it has left. */
function followed(...pages) {
  const document = (globalThis.document = new Pages());
  const [begun, left] = [[], []];
  document.parts = pages.shift();
  whileHere("#list", (part, signal) => {
    begun.push(part);
    signal.addEventListener("abort", () => left.push(part));
  });
  for (const page of pages) document.comes(page);
  return { begun, left };
}

test("an island begins at once where its part is there, and waits for it elsewhere", () => {
  assert.deepEqual(followed({ "#list": "first" }), { begun: ["first"], left: [] });
  assert.deepEqual(followed({}, { "#list": "later" }), { begun: ["later"], left: [] });
});

test("it ends with its page, before the next begins", () => {
  const { begun, left } = followed({ "#list": "first" }, { "#list": "second" }, {});
  assert.deepEqual(begun, ["first", "second"]);
  assert.deepEqual(left, ["first", "second"]);
});

test("a page without its part costs nothing, however often it comes", () => {
  assert.deepEqual(followed({}, {}, {}), { begun: [], left: [] });
});
