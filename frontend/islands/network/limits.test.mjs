// How long pages wait. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { within } from "./limits.ts";

test("a request ends with its time", async () => {
  const signal = within(1);
  await new Promise((done) => signal.addEventListener("abort", done));
  assert.equal(signal.reason.name, "TimeoutError");
});

test("a request ends with whoever gives it up, before its time", () => {
  const page = new AbortController();
  const signal = within(60_000, page.signal);
  assert.equal(signal.aborted, false);
  page.abort();
  assert.equal(signal.aborted, true);
  assert.equal(signal.reason.name, "AbortError");
});
