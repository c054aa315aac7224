// What was typed on the pages. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keep, kept } from "./steps.ts";

test("a tab that is older than this script has nothing to take up, and goes on", () => {
  const stored = new Map([["alo-step", '{"at": "/apply/text/", "words": [["text", "Çukur"]]}']]);
  globalThis.sessionStorage = {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
  };
  assert.deepEqual(kept(), { at: "", steps: {} });
  keep("/apply/text/", [["text", "Çukur"]]);
  assert.deepEqual(kept().steps, { "/apply/text/": [["text", "Çukur"]] });
});
