// What waits for the page. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { afterLoad } from "./loaded.ts";

function page(context, readyState) {
  globalThis.document = { readyState };
  globalThis.window = new EventTarget();
  context.after(() => { delete globalThis.document; delete globalThis.window; });
}

test("nothing begins before the page is loaded, and then once", (context) => {
  page(context, "interactive");
  let begun = 0;
  afterLoad(() => { begun += 1; });
  assert.equal(begun, 0);
  window.dispatchEvent(new Event("load"));
  window.dispatchEvent(new Event("load"));
  assert.equal(begun, 1);
});

test("on a page that is loaded it begins at once", (context) => {
  page(context, "complete");
  let begun = 0;
  afterLoad(() => { begun += 1; });
  assert.equal(begun, 1);
});
