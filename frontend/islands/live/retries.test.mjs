// How long a failed part waits. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Retries } from "./retries.ts";

test("it waits longer each time, and never longer than a minute", () => {
  const retries = new Retries();
  const bell = {};
  const waits = Array.from({ length: 7 }, () => retries.failed(bell));
  assert.deepEqual(waits, [3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000]);
});

test("after a success it begins anew, and each part counts for itself", () => {
  const retries = new Retries();
  const [bell, bar] = [{}, {}];
  retries.failed(bell);
  assert.equal(retries.failed(bar), 3_000);
  retries.succeeded(bell);
  assert.equal(retries.failed(bell), 3_000);
});
