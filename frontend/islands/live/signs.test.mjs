// Which buttons are the same, and which fields were touched. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isTouched, sign } from "./signs.ts";

const button = (facts) => sign({ tag: "BUTTON", name: null, value: null, href: null, action: null, ...facts });

test("buttons that do something else have another sign", () => {
  const ready = button({ action: "/ready/" });
  assert.equal(ready, button({ tag: "button", action: "/ready/" }));
  for (const other of [{ action: "/pause/" }, { name: "agent", value: "7" }, { tag: "A", href: "/ready/" }]) {
    assert.notEqual(ready, button(other));
  }
  // One part does not run into the next
  assert.notEqual(button({ name: "a|", value: "b" }), button({ name: "a", value: "|b" }));
});

test("a field is touched once it differs from how it was drawn", () => {
  const words = { value: "", defaultValue: "", checked: false, defaultChecked: false };
  assert.equal(isTouched(words), false);
  assert.equal(isTouched({ ...words, value: "iki" }), true);
  assert.equal(isTouched({ ...words, checked: true }), true);
});

test("a list is touched when another line is chosen than the drawn one", () => {
  const line = (selected, defaultSelected = false) => ({ selected, defaultSelected });
  assert.equal(isTouched({ options: [line(true), line(false)] }), false);
  assert.equal(isTouched({ options: [line(false), line(true)] }), true);
  assert.equal(isTouched({ options: [line(false), line(true, true)] }), false);
  assert.equal(isTouched({ options: [] }), false);
});
