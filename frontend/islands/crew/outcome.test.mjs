// What becomes of a crew's report. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kilometers, lacks, outcome } from "./outcome.ts";

test("a report is forgotten only once it arrived", () => {
  assert.deepEqual([200, 201, 204].map(outcome), ["arrived", "arrived", "arrived"]);
});

test("what nobody can mend by sending again is said, the rest waits", () => {
  assert.deepEqual([422, 404, 413].map(outcome), ["refused", "refused", "refused"]);
  assert.deepEqual([500, 502, 503].map(outcome), ["later", "later", "later"]);
  assert.deepEqual([401, 403].map(outcome), ["signed out", "signed out"]);
});

test("a report says how it is, and what is needed where more is", () => {
  assert.equal(lacks({ found: null, note: "Dal" }), "found");
  assert.equal(lacks({ found: "done", note: "" }), null);
  assert.equal(lacks({ found: "needs_more", note: " " }), "note");
  assert.equal(lacks({ found: "needs_more", note: "Vinç" }), null);
});

test("distances are those of the map", () => {
  // İzmit to Gebze, 44 km by the great circle
  const far = kilometers({ lat: 40.8028, lon: 29.4307 }, { lat: 40.7654, lon: 29.9408 });
  assert.ok(Math.abs(far - 43.2) < 0.3, String(far));
  assert.equal(kilometers({ lat: 40.8, lon: 29.4 }, { lat: 40.8, lon: 29.4 }), 0);
});
